//! How people stand to roles, for the policy: nothing is read of a role that asks for nothing.

use std::collections::{BTreeSet, HashMap};

use diesel::{dsl::count, prelude::*};
use shared::{
    id::{OrganisationId, UserId},
    language::Language,
    user::UserStatus,
};

use super::{attributes, jobcentres};
use crate::{
    db::{
        Failure, ReadTx,
        caller::in_effect,
        row,
        schema::{role_conflicts, role_grants, role_prerequisites, roles, users},
    },
    domain::{
        facts::{RoleFacts, SubjectFacts},
        standing::{NamedRole, Standing},
    },
};

/// By role key.
type Standings = HashMap<String, Standing>;

/// How `subject` stands to one role.
///
/// # Errors
/// The engine's.
pub fn of(
    tx: &mut ReadTx<'_>,
    subject: &SubjectFacts,
    role: &RoleFacts,
) -> Result<Standing, Failure> {
    let mut standings = of_each(tx, subject, &[role])?;
    Ok(standings.remove(&role.key).unwrap_or_default())
}

/// How `subject` stands to each of some roles, with a fixed number of statements; those that ask
/// for nothing are left out.
///
/// # Errors
/// The engine's.
pub fn of_each(
    tx: &mut ReadTx<'_>,
    subject: &SubjectFacts,
    roles: &[&RoleFacts],
) -> Result<Standings, Failure> {
    let (mut related, mut limited, mut placed) = (Vec::new(), Vec::new(), Vec::new());
    for role in roles {
        if role.is_related {
            related.push(role.key.clone());
        }
        if role.max_holders.is_some() {
            limited.push(role.key.clone());
        }
        if jobcentres::is_held_there(role) {
            placed.push(role.key.clone());
        }
    }
    let mut standings = Standings::new();
    if !related.is_empty() {
        relate(tx, subject.id, &related, &mut standings)?;
        attributes::lacking(tx, subject.home, &related, &mut standings)?;
    }
    if !limited.is_empty() {
        for (key, holders) in other_holders(tx, subject, limited)? {
            standings.entry(key).or_default().other_holders = holders;
        }
    }
    if !placed.is_empty() {
        let of_home = jobcentres::of(tx.connection(), [subject.home])?.remove(&subject.home);
        let of_home = of_home.unwrap_or_default();
        for key in placed {
            standings
                .entry(key)
                .or_default()
                .jobcentres
                .clone_from(&of_home);
        }
    }
    Ok(standings)
}

/// The same of a role that is to be taken: only where it may be held matters then.
///
/// # Errors
/// The engine's.
pub fn to_be_rid(
    tx: &mut ReadTx<'_>,
    subject: &SubjectFacts,
    role: &RoleFacts,
) -> Result<Standing, Failure> {
    let mut standing = Standing::default();
    if jobcentres::is_held_there(role) {
        let of_home = jobcentres::of(tx.connection(), [subject.home])?.remove(&subject.home);
        standing.jobcentres = of_home.unwrap_or_default();
    }
    Ok(standing)
}

/// Fills in what is missing and what is in the way.
fn relate(
    tx: &mut ReadTx<'_>,
    user: UserId,
    related: &[String],
    standings: &mut Standings,
) -> Result<(), Failure> {
    let required = required_by(tx, related)?;
    let opposed = opposed_to(tx, related)?;
    let others = required.iter().chain(&opposed).map(|(_, other)| other);
    let others: BTreeSet<String> = others.cloned().collect();
    let names = names(tx, &others)?;
    let (given, running) = (given(tx, user, &others)?, running(tx, user, &others)?);
    let reference = |key: String| NamedRole {
        name: names.get(&key).cloned().unwrap_or_else(|| key.clone()),
        key,
    };
    for (role, other) in required {
        if !running.contains(&other) {
            let standing = standings.entry(role).or_default();
            standing.missing.push(reference(other));
        }
    }
    for (role, other) in opposed {
        if given.contains(&other) {
            let standing = standings.entry(role).or_default();
            standing.conflicting.push(reference(other));
        }
    }
    Ok(())
}

/// Pairs of a role and what it requires, what is said before what follows from it.
fn required_by(tx: &mut ReadTx<'_>, keys: &[String]) -> Result<Vec<(String, String)>, Failure> {
    Ok(role_prerequisites::table
        .filter(role_prerequisites::role_key.eq_any(keys.to_vec()))
        .filter(role_prerequisites::ended_at.is_null())
        .order((
            role_prerequisites::direct.desc(),
            role_prerequisites::requires_role_key,
        ))
        .select((
            role_prerequisites::role_key,
            role_prerequisites::requires_role_key,
        ))
        .load(tx.connection())?)
}

/// Pairs of a role and what it conflicts with.
fn opposed_to(tx: &mut ReadTx<'_>, keys: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let pairs: Vec<(String, String)> = role_conflicts::table
        .filter(
            role_conflicts::role_a
                .eq_any(keys.to_vec())
                .or(role_conflicts::role_b.eq_any(keys.to_vec())),
        )
        .order((role_conflicts::role_a, role_conflicts::role_b))
        .select((role_conflicts::role_a, role_conflicts::role_b))
        .load(tx.connection())?;
    Ok(pairs
        .into_iter()
        .flat_map(|(a, b)| [(a.clone(), b.clone()), (b, a)])
        .filter(|(role, _)| keys.contains(role))
        .collect())
}

/// The names of roles, in the reader's language.
///
/// # Errors
/// The engine's.
pub(super) fn names(
    tx: &mut ReadTx<'_>,
    keys: &BTreeSet<String>,
) -> Result<HashMap<String, String>, Failure> {
    let language = tx.language();
    let rows: Vec<(String, String, String)> = roles::table
        .filter(roles::key.eq_any(keys.iter().cloned().collect::<Vec<_>>()))
        .select((roles::key, roles::name_da, roles::name_en))
        .load(tx.connection())?;
    let name = |(key, da, en)| match language {
        Language::Da => (key, da),
        Language::En => (key, en),
    };
    Ok(rows.into_iter().map(name).collect())
}

/// Which of these roles the user has, or has been given for later.
fn given(
    tx: &mut ReadTx<'_>,
    user: UserId,
    keys: &BTreeSet<String>,
) -> Result<BTreeSet<String>, Failure> {
    let now = tx.now().naive();
    let keys: Vec<String> = role_grants::table
        .filter(role_grants::user_id.eq(user.to_string()))
        .filter(role_grants::role_key.eq_any(keys.iter().cloned().collect::<Vec<_>>()))
        .filter(role_grants::revoked_at.is_null())
        .filter(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(now)),
        )
        .select(role_grants::role_key)
        .load(tx.connection())?;
    Ok(keys.into_iter().collect())
}

/// Which of these roles the user has in effect.
fn running(
    tx: &mut ReadTx<'_>,
    user: UserId,
    keys: &BTreeSet<String>,
) -> Result<BTreeSet<String>, Failure> {
    let now = tx.now();
    let keys: Vec<String> = role_grants::table
        .filter(role_grants::user_id.eq(user.to_string()))
        .filter(role_grants::role_key.eq_any(keys.iter().cloned().collect::<Vec<_>>()))
        .filter(in_effect(now))
        .select(role_grants::role_key)
        .load(tx.connection())?;
    Ok(keys.into_iter().collect())
}

/// How many others of the subject's organisation have each of these roles, or have been given
/// them for later. Those who are stopped count: their role comes back with them.
fn other_holders(
    tx: &mut ReadTx<'_>,
    subject: &SubjectFacts,
    keys: Vec<String>,
) -> Result<Vec<(String, i64)>, Failure> {
    let now = tx.now().naive();
    Ok(role_grants::table
        .filter(role_grants::holder_organisation_id.eq(subject.home.to_string()))
        .filter(role_grants::role_key.eq_any(keys))
        .filter(role_grants::user_id.ne(subject.id.to_string()))
        .filter(role_grants::revoked_at.is_null())
        .filter(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(now)),
        )
        .group_by(role_grants::role_key)
        .select((
            role_grants::role_key,
            count(role_grants::user_id).aggregate_distinct(),
        ))
        .load(tx.connection())?)
}

/// How many active users of each of these organisations have each of these roles in effect; one
/// statement for them all.
///
/// # Errors
/// The engine's.
pub fn holders(
    tx: &mut ReadTx<'_>,
    organisations: &[OrganisationId],
    keys: Vec<String>,
) -> Result<HashMap<(OrganisationId, String), i64>, Failure> {
    let now = tx.now();
    let ids: Vec<_> = organisations.iter().map(ToString::to_string).collect();
    let rows: Vec<(String, String, i64)> = role_grants::table
        .inner_join(users::table)
        .filter(role_grants::holder_organisation_id.eq_any(ids))
        .filter(role_grants::role_key.eq_any(keys))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .filter(in_effect(now))
        .group_by((role_grants::holder_organisation_id, role_grants::role_key))
        .select((
            role_grants::holder_organisation_id,
            role_grants::role_key,
            count(role_grants::user_id).aggregate_distinct(),
        ))
        .load(tx.connection())?;
    rows.into_iter()
        .map(|(organisation, key, count)| Ok(((row::id(&organisation)?, key), count)))
        .collect()
}
