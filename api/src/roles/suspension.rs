//! Grants that run but are not in effect, since they sleep, or their holder or the holder's
//! organisation lacks what the role requires.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use shared::{
    Timestamp,
    attribute::AttributeRef,
    id::RoleGrantId,
    language::{Bilingual, Language},
    role::RoleRef,
    role_grant::SuspensionView,
};

use super::{attributes, standing};
use crate::{
    db::{
        Failure, ReadTx,
        dormancy::awake,
        row,
        schema::{role_grants, role_prerequisites},
    },
    http::detail::listed,
};

shared::catalogue! {
    DORMANT = "Rollen er gået i dvale, fordi den ikke har været brugt længe. Den virker igen, når den er genaktiveret.", "The role has become dormant, since it has not been used for long. It works again once it has been reactivated.";
    ONE = "Rollen er sat i bero, for den kræver rollen {r}, som personen ikke har. Den virker igen, når personen har den.", "The role is suspended, since it requires the role {r}, which the person does not have. It works again once they have it.";
    ORGANISATION = "Rollen er sat i bero. Organisationen mangler: {r}. Rollen virker igen, når Landssupporten har registreret det.", "The role is suspended. The organisation lacks: {r}. The role works again once Landssupporten has registered it.";
    SEVERAL = "Rollen er sat i bero, for den kræver rollerne {r}, som personen ikke har. Den virker igen, når personen har dem.", "The role is suspended, since it requires the roles {r}, which the person does not have. It works again once they have them.";
}

/// What keeps a grant from being in effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Roles that its holder has not.
    roles: Vec<RoleRef>,
    /// Attributes that its holder's organisation has not.
    attributes: Vec<AttributeRef>,
}

impl Missing {
    /// Why it is not in effect, a sentence for the roles and one for the attributes.
    fn reason(&self, language: Language) -> String {
        let roles: Vec<_> = self.roles.iter().map(|one| one.name.as_str()).collect();
        let attributes = self.attributes.iter().map(|one| one.name.as_str());
        let said = [
            (if roles.len() == 1 { ONE } else { SEVERAL }, roles),
            (ORGANISATION, attributes.collect()),
        ];
        let said = said.into_iter().filter(|(_, names)| !names.is_empty());
        let sentences = said.map(|(sentence, names): (Bilingual, Vec<&str>)| {
            let names = listed(&names, language);
            sentence.text(language).replace("{r}", &names)
        });
        sentences.collect::<Vec<_>>().join(" ")
    }
}

/// What keeps a running grant from being in effect, if anything does: to be woken is not enough
/// for what lacks something, but comes first.
pub fn of(
    asleep: Option<Timestamp>,
    missing: Option<&Missing>,
    language: Language,
) -> Option<SuspensionView> {
    let lacking = missing.map(|missing| view(missing, language));
    let Some(since) = asleep else {
        return lacking;
    };
    let (missing, missing_attributes) = lacking
        .map(|view| (view.missing, view.missing_attributes))
        .unwrap_or_default();
    Some(SuspensionView {
        dormant_since: Some(since),
        missing,
        missing_attributes,
        reason: DORMANT.text(language).to_owned(),
    })
}

fn view(missing: &Missing, language: Language) -> SuspensionView {
    SuspensionView {
        dormant_since: None,
        missing: missing.roles.clone(),
        missing_attributes: missing.attributes.clone(),
        reason: missing.reason(language),
    }
}

/// What the holder of each of these grants, or their organisation, lacks of what its role requires;
/// grants that lack nothing are left out. A fixed number of statements.
///
/// # Errors
/// The engine's.
pub fn missing(
    tx: &mut ReadTx<'_>,
    grants: &[RoleGrantId],
) -> Result<HashMap<RoleGrantId, Missing>, Failure> {
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
        // What it requires in turn is required of this role as well, and told as missing itself.
        .filter(runs(now))
        .select((role_grants::user_id, role_grants::role_key))
        .load::<(String, String)>(tx.connection())?
        .into_iter()
        .collect();
    let names = standing::names(tx, &keys)?;
    let mut missing: HashMap<RoleGrantId, Missing> = HashMap::new();
    for (grant, user, key) in required {
        if !held.contains(&(user, key.clone())) {
            let name = names.get(&key).cloned().unwrap_or_else(|| key.clone());
            let lacks = missing.entry(row::id(&grant)?).or_default();
            lacks.roles.push(RoleRef { key, name });
        }
    }
    for (grant, attribute) in attributes::missing(tx, grants)? {
        missing.entry(grant).or_default().attributes.push(attribute);
    }
    Ok(missing)
}

/// Whether a grant runs and is awake, be it in effect or not.
#[diesel::dsl::auto_type]
fn runs(at: Timestamp) -> _ {
    let now: chrono::NaiveDateTime = at.naive();
    let up: awake = awake(at);
    role_grants::revoked_at
        .is_null()
        .and(role_grants::valid_from.le(now))
        .and(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(now)),
        )
        .and(up)
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
