//! What roles require and conflict with, as stored: read whole, for the catalogue is small.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::attributes;
use crate::{
    clock::new_id,
    db::{
        Failure, ReadTx, WriteTx,
        schema::{role_conflicts, role_prerequisites, roles},
    },
    domain::catalogue::{Relations, pair},
    policy::Authorised,
};

/// A requirement as stored: its id, whose, of what, and whether it was said or follows.
type Required = (String, String, String, bool);

/// How all the roles relate now.
///
/// # Errors
/// The engine's.
pub fn load(tx: &mut ReadTx<'_>) -> Result<Relations, Failure> {
    let keys: Vec<String> = roles::table.select(roles::key).load(tx.connection())?;
    let mut relations = Relations {
        keys: keys.into_iter().collect(),
        conflicts: conflicts(tx)?,
        ..Relations::default()
    };
    for (_, role, required, direct) in requirements(tx)? {
        if direct {
            relations.requires.entry(role).or_default().insert(required);
        }
    }
    attributes::load(tx, &mut relations)?;
    Ok(relations)
}

fn requirements(tx: &mut ReadTx<'_>) -> Result<Vec<Required>, Failure> {
    Ok(role_prerequisites::table
        .filter(role_prerequisites::ended_at.is_null())
        .select((
            role_prerequisites::id,
            role_prerequisites::role_key,
            role_prerequisites::requires_role_key,
            role_prerequisites::direct,
        ))
        .load(tx.connection())?)
}

fn conflicts(tx: &mut ReadTx<'_>) -> Result<BTreeSet<(String, String)>, Failure> {
    let pairs: Vec<(String, String)> = role_conflicts::table
        .select((role_conflicts::role_a, role_conflicts::role_b))
        .load(tx.connection())?;
    Ok(pairs.into_iter().collect())
}

/// Makes what is stored say what `new` says. Tells which roles a pair that came or went names.
///
/// # Errors
/// The engine's.
pub(super) fn store<A>(
    tx: &mut WriteTx<'_>,
    _: &Authorised<A>,
    new: &Relations,
) -> Result<BTreeSet<String>, Failure> {
    let mut touched = store_requirements(tx, new)?;
    touched.extend(attributes::store(tx, new)?);
    let stored = conflicts(tx)?;
    for (a, b) in stored.symmetric_difference(&new.conflicts) {
        let (a, b) = pair(a, b);
        touched.extend([a.clone(), b.clone()]);
        if new.conflicts.contains(&(a.clone(), b.clone())) {
            diesel::insert_into(role_conflicts::table)
                .values((role_conflicts::role_a.eq(a), role_conflicts::role_b.eq(b)))
                .execute(tx.connection())?;
        } else {
            let gone = role_conflicts::table
                .filter(role_conflicts::role_a.eq(a))
                .filter(role_conflicts::role_b.eq(b));
            diesel::delete(gone).execute(tx.connection())?;
        }
    }
    Ok(touched)
}

/// Every requirement that follows from what is said: role, what it requires, whether it was said.
fn implied(relations: &Relations) -> BTreeSet<(String, String, bool)> {
    let mut implied = BTreeSet::new();
    for (role, said) in &relations.requires {
        for required in relations.closure(role) {
            let direct = said.contains(required);
            implied.insert((role.clone(), required.to_owned(), direct));
        }
    }
    implied
}

/// Ends what is required no more and begins what is from now on; what stays keeps its beginning.
fn store_requirements(tx: &mut WriteTx<'_>, new: &Relations) -> Result<BTreeSet<String>, Failure> {
    let (mut wanted, mut touched) = (implied(new), BTreeSet::new());
    let now = tx.now().naive();
    for (id, role, required, direct) in requirements(tx)? {
        if wanted.remove(&(role.clone(), required.clone(), direct)) {
            continue;
        }
        let row = role_prerequisites::table.filter(role_prerequisites::id.eq(id));
        let said = (role.clone(), required.clone(), !direct);
        if wanted.remove(&said) {
            diesel::update(row)
                .set(role_prerequisites::direct.eq(!direct))
                .execute(tx.connection())?;
        } else {
            diesel::update(row)
                .set(role_prerequisites::ended_at.eq(now))
                .execute(tx.connection())?;
        }
        touched.extend([role, required]);
    }
    for (role, required, direct) in wanted {
        touched.extend([role.clone(), required.clone()]);
        let id = new_id::<()>(tx.now());
        diesel::insert_into(role_prerequisites::table)
            .values((
                role_prerequisites::id.eq(id.to_string()),
                role_prerequisites::role_key.eq(role),
                role_prerequisites::requires_role_key.eq(required),
                role_prerequisites::direct.eq(direct),
                role_prerequisites::since.eq(now),
            ))
            .execute(tx.connection())?;
    }
    Ok(touched)
}
