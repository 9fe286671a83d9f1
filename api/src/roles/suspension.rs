//! Grants that run but are not in effect, since their holder lacks what the role requires.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use shared::{
    id::RoleGrantId,
    language::{Bilingual, Language},
    role::RoleRef,
    role_grant::SuspensionView,
};

use super::standing;
use crate::{
    db::{
        Failure, ReadTx,
        caller::in_effect,
        row,
        schema::{role_grants, role_prerequisites},
    },
    http::detail::listed,
};

shared::catalogue! {
    ONE = "Rollen er sat i bero, for den kræver rollen {r}, som personen ikke har. Den virker igen, når personen har den.", "The role is suspended, since it requires the role {r}, which the person does not have. It works again once they have it.";
    SEVERAL = "Rollen er sat i bero, for den kræver rollerne {r}, som personen ikke har. Den virker igen, når personen har dem.", "The role is suspended, since it requires the roles {r}, which the person does not have. It works again once they have them.";
}

/// A suspension as the API shows it.
pub fn view(missing: &[RoleRef], language: Language) -> SuspensionView {
    let sentence: Bilingual = if missing.len() == 1 { ONE } else { SEVERAL };
    let names: Vec<_> = missing.iter().map(|role| role.name.as_str()).collect();
    let names = listed(&names, language);
    SuspensionView {
        missing: missing.to_vec(),
        reason: sentence.text(language).replace("{r}", &names),
    }
}

/// What the holder of each of these grants lacks of what its role requires; grants whose holders
/// lack nothing are left out. A fixed number of statements.
///
/// # Errors
/// The engine's.
pub fn missing(
    tx: &mut ReadTx<'_>,
    grants: &[RoleGrantId],
) -> Result<HashMap<RoleGrantId, Vec<RoleRef>>, Failure> {
    if grants.is_empty() {
        return Ok(HashMap::new());
    }
    let required = required_of(tx, grants)?;
    let users: BTreeSet<_> = required.iter().map(|(_, user, _)| user.clone()).collect();
    let keys: BTreeSet<_> = required.iter().map(|(_, _, key)| key.clone()).collect();
    let now = tx.now();
    let held: BTreeSet<(String, String)> = role_grants::table
        .filter(role_grants::user_id.eq_any(users.into_iter().collect::<Vec<_>>()))
        .filter(role_grants::role_key.eq_any(keys.iter().cloned().collect::<Vec<_>>()))
        .filter(in_effect(now))
        .select((role_grants::user_id, role_grants::role_key))
        .load::<(String, String)>(tx.connection())?
        .into_iter()
        .collect();
    let names = standing::names(tx, &keys)?;
    let mut missing: HashMap<RoleGrantId, Vec<RoleRef>> = HashMap::new();
    for (grant, user, key) in required {
        if !held.contains(&(user, key.clone())) {
            let name = names.get(&key).cloned().unwrap_or_else(|| key.clone());
            let lacks = missing.entry(row::id(&grant)?).or_default();
            lacks.push(RoleRef { key, name });
        }
    }
    Ok(missing)
}

/// Grants, their holders, and each role that is required of them: what is said comes first.
fn required_of(
    tx: &mut ReadTx<'_>,
    grants: &[RoleGrantId],
) -> Result<Vec<(String, String, String)>, Failure> {
    let ids: Vec<_> = grants.iter().map(ToString::to_string).collect();
    Ok(role_grants::table
        .inner_join(
            role_prerequisites::table.on(role_prerequisites::role_key.eq(role_grants::role_key)),
        )
        .filter(role_grants::id.eq_any(ids))
        .filter(role_prerequisites::ended_at.is_null())
        .order((
            role_grants::id,
            role_prerequisites::direct.desc(),
            role_prerequisites::requires_role_key,
        ))
        .select((
            role_grants::id,
            role_grants::user_id,
            role_prerequisites::requires_role_key,
        ))
        .load(tx.connection())?)
}
