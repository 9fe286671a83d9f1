//! Which attributes roles require of their holders' own organisation (ADR 0029), as stored, and
//! who lacks them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use diesel::prelude::*;
use shared::{
    attribute::AttributeRef,
    id::{OrganisationId, RoleGrantId},
    language::Language,
    role::RoleRef,
};

use crate::{
    attributes::queries,
    clock::new_id,
    db::{
        Failure, ReadTx, WriteTx, row,
        schema::{attribute_holdings, role_attributes, role_grants, roles},
    },
    domain::{
        catalogue::Relations,
        standing::{NamedAttribute, Standing},
    },
};

/// A requirement as stored: its id, whose, which attribute, and whether it was said or follows.
type Wanted = (String, String, String, bool);

/// What is required now.
fn in_force(tx: &mut ReadTx<'_>) -> Result<Vec<Wanted>, Failure> {
    Ok(role_attributes::table
        .filter(role_attributes::ended_at.is_null())
        .order((role_attributes::role_key, role_attributes::attribute_key))
        .select((
            role_attributes::id,
            role_attributes::role_key,
            role_attributes::attribute_key,
            role_attributes::direct,
        ))
        .load(tx.connection())?)
}

/// Every attribute with each role that says that it requires it, named for the reader.
///
/// # Errors
/// The engine's.
pub(crate) fn said(tx: &mut ReadTx<'_>) -> Result<Vec<(String, RoleRef)>, Failure> {
    let language = tx.language();
    let rows: Vec<(String, String, String, String)> = role_attributes::table
        .inner_join(roles::table.on(roles::key.eq(role_attributes::role_key)))
        .filter(role_attributes::ended_at.is_null())
        .filter(role_attributes::direct.eq(true))
        .order((role_attributes::attribute_key, role_attributes::role_key))
        .select((
            role_attributes::attribute_key,
            roles::key,
            roles::name_da,
            roles::name_en,
        ))
        .load(tx.connection())?;
    let named = |(attribute, key, da, en)| {
        let name = match language {
            Language::Da => da,
            Language::En => en,
        };
        (attribute, RoleRef { key, name })
    };
    Ok(rows.into_iter().map(named).collect())
}

/// Fills in which attributes there are, and which roles say that they require them.
///
/// # Errors
/// The engine's.
pub(super) fn load(tx: &mut ReadTx<'_>, relations: &mut Relations) -> Result<(), Failure> {
    let catalogue = queries::catalogue(tx)?;
    relations.attributes = catalogue.into_iter().map(|one| one.key).collect();
    for (_, role, attribute, direct) in in_force(tx)? {
        if direct {
            relations.wanted.entry(role).or_default().insert(attribute);
        }
    }
    Ok(())
}

/// Ends what is required no more and begins what is from now on; what stays keeps its beginning.
/// Tells of which roles anything changed.
///
/// # Errors
/// The engine's.
pub(super) fn store(tx: &mut WriteTx<'_>, new: &Relations) -> Result<BTreeSet<String>, Failure> {
    let (mut wanted, mut touched) = (implied(new), BTreeSet::new());
    let now = tx.now().naive();
    for (id, role, attribute, direct) in in_force(tx)? {
        let becomes = wanted.remove(&(role.clone(), attribute));
        if becomes == Some(direct) {
            continue;
        }
        let stored = role_attributes::table.filter(role_attributes::id.eq(id));
        match becomes {
            Some(direct) => diesel::update(stored)
                .set(role_attributes::direct.eq(direct))
                .execute(tx.connection())?,
            None => diesel::update(stored)
                .set(role_attributes::ended_at.eq(now))
                .execute(tx.connection())?,
        };
        touched.insert(role);
    }
    for ((role, attribute), direct) in wanted {
        let id = new_id::<()>(tx.now());
        diesel::insert_into(role_attributes::table)
            .values((
                role_attributes::id.eq(id.to_string()),
                role_attributes::role_key.eq(&role),
                role_attributes::attribute_key.eq(attribute),
                role_attributes::direct.eq(direct),
                role_attributes::since.eq(now),
            ))
            .execute(tx.connection())?;
        touched.insert(role);
    }
    Ok(touched)
}

/// Every requirement that follows from what is said, and whether it was said itself.
fn implied(relations: &Relations) -> BTreeMap<(String, String), bool> {
    let mut implied = BTreeMap::new();
    for role in &relations.keys {
        let said = relations.wanted.get(role);
        for attribute in relations.wanted_by(role) {
            let direct = said.is_some_and(|said| said.contains(attribute));
            implied.insert((role.clone(), attribute.to_owned()), direct);
        }
    }
    implied
}

/// Pairs of a role and an attribute that it requires, what is said before what follows from it.
fn wanted_by(tx: &mut ReadTx<'_>, keys: &[String]) -> Result<Vec<(String, String)>, Failure> {
    Ok(role_attributes::table
        .filter(role_attributes::role_key.eq_any(keys.to_vec()))
        .filter(role_attributes::ended_at.is_null())
        .order((
            role_attributes::direct.desc(),
            role_attributes::attribute_key,
        ))
        .select((role_attributes::role_key, role_attributes::attribute_key))
        .load(tx.connection())?)
}

/// Which of these organisations have which attributes now.
fn had(
    tx: &mut ReadTx<'_>,
    organisations: Vec<String>,
) -> Result<HashSet<(String, String)>, Failure> {
    let rows: Vec<(String, String)> = attribute_holdings::table
        .filter(attribute_holdings::organisation_id.eq_any(organisations))
        .filter(attribute_holdings::ended_at.is_null())
        .select((
            attribute_holdings::organisation_id,
            attribute_holdings::attribute_key,
        ))
        .load(tx.connection())?;
    Ok(rows.into_iter().collect())
}

/// Fills in what the organisation lacks of what these roles require.
///
/// # Errors
/// The engine's.
pub(super) fn lacking(
    tx: &mut ReadTx<'_>,
    home: OrganisationId,
    roles: &[String],
    standings: &mut HashMap<String, Standing>,
) -> Result<(), Failure> {
    let wanted = wanted_by(tx, roles)?;
    if wanted.is_empty() {
        return Ok(());
    }
    let had = had(tx, vec![home.to_string()])?;
    let attributes = wanted.iter().map(|(_, attribute)| attribute.clone());
    let names = queries::named(tx, &attributes.collect())?;
    for (role, attribute) in wanted {
        if !had.contains(&(home.to_string(), attribute.clone())) {
            let standing = standings.entry(role).or_default();
            standing.lacking.push(name(&names, attribute));
        }
    }
    Ok(())
}

fn name(names: &HashMap<String, NamedAttribute>, key: String) -> NamedAttribute {
    names.get(&key).cloned().unwrap_or_else(|| NamedAttribute {
        name: key.clone(),
        key,
    })
}

/// What the holders' organisations lack of what the roles of these grants require. A fixed number
/// of statements: one when nothing is required.
///
/// # Errors
/// The engine's.
pub(super) fn missing(
    tx: &mut ReadTx<'_>,
    grants: &[RoleGrantId],
) -> Result<Vec<(RoleGrantId, AttributeRef)>, Failure> {
    let ids: Vec<_> = grants.iter().map(ToString::to_string).collect();
    let wanted: Vec<(String, String, String)> = role_grants::table
        .inner_join(role_attributes::table.on(role_attributes::role_key.eq(role_grants::role_key)))
        .filter(role_grants::id.eq_any(ids))
        .filter(role_attributes::ended_at.is_null())
        .order((
            role_grants::id,
            role_attributes::direct.desc(),
            role_attributes::attribute_key,
        ))
        .select((
            role_grants::id,
            role_grants::holder_organisation_id,
            role_attributes::attribute_key,
        ))
        .load(tx.connection())?;
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let homes: BTreeSet<_> = wanted.iter().map(|(_, home, _)| home.clone()).collect();
    let had = had(tx, homes.into_iter().collect())?;
    let attributes = wanted.iter().map(|(.., attribute)| attribute.clone());
    let names = queries::named(tx, &attributes.collect())?;
    let mut missing = Vec::new();
    for (grant, home, attribute) in wanted {
        if !had.contains(&(home, attribute.clone())) {
            let NamedAttribute { key, name } = name(&names, attribute);
            missing.push((row::id(&grant)?, AttributeRef { key, name }));
        }
    }
    Ok(missing)
}
