//! Reads of the catalogue of attributes, and of what an organisation has that was found through a
//! scope (G12).

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use shared::{Timestamp, id::OrganisationId, user::UserStatus};

use super::rows::{Attribute, Had};
use crate::{
    db::{
        Failure, ReadTx,
        caller::in_effect,
        schema::{
            attribute_holdings, organisation_attributes, role_attributes, role_grants, users,
        },
    },
    domain::standing::NamedAttribute,
    organisations::rows::Organisation,
};

/// The whole catalogue, by key: it is small.
///
/// # Errors
/// The engine's.
pub(crate) fn catalogue(tx: &mut ReadTx<'_>) -> Result<Vec<Attribute>, Failure> {
    Ok(organisation_attributes::table
        .order(organisation_attributes::key)
        .select(Attribute::as_select())
        .load(tx.connection())?)
}

/// The attribute with this key, when there is one.
///
/// # Errors
/// The engine's.
pub(super) fn find(tx: &mut ReadTx<'_>, key: &str) -> Result<Option<Attribute>, Failure> {
    Ok(organisation_attributes::table
        .filter(organisation_attributes::key.eq(key.to_owned()))
        .select(Attribute::as_select())
        .first(tx.connection())
        .optional()?)
}

/// These attributes as the reader names them; asks nothing when there are none.
///
/// # Errors
/// The engine's.
pub(crate) fn named(
    tx: &mut ReadTx<'_>,
    keys: &BTreeSet<String>,
) -> Result<HashMap<String, NamedAttribute>, Failure> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let language = tx.language();
    let found: Vec<Attribute> = organisation_attributes::table
        .filter(organisation_attributes::key.eq_any(keys.iter().cloned().collect::<Vec<_>>()))
        .select(Attribute::as_select())
        .load(tx.connection())?;
    let by_key = |one: Attribute| (one.key.clone(), one.named(language));
    Ok(found.into_iter().map(by_key).collect())
}

/// Every attribute, as the organisation has it or has it not; by key.
///
/// # Errors
/// The engine's.
pub(super) fn of_organisation(
    tx: &mut ReadTx<'_>,
    organisation: &Organisation,
) -> Result<Vec<Had>, Failure> {
    let catalogue = catalogue(tx)?;
    had(tx, organisation, catalogue)
}

/// One attribute, as the organisation has it or has it not.
///
/// # Errors
/// `not-found` when there is no such attribute; the engine's.
pub(super) fn one_of_organisation(
    tx: &mut ReadTx<'_>,
    organisation: &Organisation,
    key: &str,
) -> Result<Had, Failure> {
    let attribute = find(tx, key)?.ok_or(Failure::NotFound)?;
    let mut had = had(tx, organisation, vec![attribute])?;
    had.pop().ok_or(Failure::NotFound)
}

/// An attribute that was had, since when, and until when.
type Spell = (String, chrono::NaiveDateTime, Option<chrono::NaiveDateTime>);

fn had(
    tx: &mut ReadTx<'_>,
    organisation: &Organisation,
    attributes: Vec<Attribute>,
) -> Result<Vec<Had>, Failure> {
    let keys: Vec<_> = attributes.iter().map(|one| one.key.clone()).collect();
    let spells: Vec<Spell> = attribute_holdings::table
        .filter(attribute_holdings::organisation_id.eq(organisation.id.to_string()))
        .filter(attribute_holdings::attribute_key.eq_any(keys))
        .select((
            attribute_holdings::attribute_key,
            attribute_holdings::since,
            attribute_holdings::ended_at,
        ))
        .load(tx.connection())?;
    let had = |attribute: Attribute| {
        let (mut since, mut version) = (None, 1);
        for (_, began, ended) in spells.iter().filter(|(key, ..)| *key == attribute.key) {
            version += if ended.is_some() { 2 } else { 1 };
            if ended.is_none() {
                since = Some(Timestamp::from_naive(*began));
            }
        }
        Had {
            attribute,
            since,
            version,
        }
    };
    Ok(attributes.into_iter().map(had).collect())
}

/// How many grants of the organisation's active users are in effect whose roles require the
/// attribute: those that cease to be when it is taken, and begin to be when it is given.
///
/// # Errors
/// The engine's.
pub(super) fn count_dependants(
    tx: &mut ReadTx<'_>,
    organisation: OrganisationId,
    key: &str,
) -> Result<i64, Failure> {
    let now = tx.now();
    let requiring = role_attributes::table
        .filter(role_attributes::attribute_key.eq(key.to_owned()))
        .filter(role_attributes::ended_at.is_null())
        .select(role_attributes::role_key);
    Ok(role_grants::table
        .inner_join(users::table)
        .filter(role_grants::holder_organisation_id.eq(organisation.to_string()))
        .filter(role_grants::role_key.eq_any(requiring))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .filter(in_effect(now))
        .count()
        .get_result(tx.connection())?)
}
