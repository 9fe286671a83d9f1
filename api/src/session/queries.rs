//! Reads of what a login names and of what is shown to who is logged in.

use diesel::prelude::*;
use shared::{id::OrganisationId, text::Cvr};
use uuid::Uuid;

use super::claims::Told;
use crate::{
    db::{
        Failure, ReadTx, row,
        schema::{organisations, users},
    },
    domain::facts::OrganisationFacts,
    policy::admission::{KnownUser, Registered},
    users::rows::email_key,
};

/// What is stored about the person and the organisation that a login names.
pub(super) fn registered(
    tx: &mut ReadTx<'_>,
    issuer: &str,
    (uuid, cvr): (Uuid, &Cvr),
    told: &Told,
) -> Result<Registered, Failure> {
    let organisation = organisation_with(tx, cvr)?;
    let homes = match &organisation {
        None => Vec::new(),
        Some(organisation) => homes_of(tx, organisation.id)?,
    };
    let user = match bound(tx, issuer, uuid)? {
        Some(user) => Some(user),
        None => match unbound_with_uuid(tx, uuid, &homes)? {
            Some(user) => Some(user),
            None => only_unbound_with_email(tx, &told.email, &homes)?,
        },
    };
    let user = user.map(|user| known(user, &homes)).transpose()?;
    Ok(Registered { user, organisation })
}

fn organisation_with(tx: &mut ReadTx<'_>, cvr: &Cvr) -> Result<Option<OrganisationFacts>, Failure> {
    organisations::table
        .filter(organisations::cvr.eq(cvr.as_str()))
        .select((
            organisations::id,
            organisations::kind,
            organisations::active,
        ))
        .first::<(String, String, bool)>(tx.connection())
        .optional()?
        .map(|(id, kind, active)| {
            Ok(OrganisationFacts {
                id: row::id(&id)?,
                kind: row::word(&kind)?,
                active,
            })
        })
        .transpose()
}

/// The organisation and those of its parts that have no CVR number of their own: a kommune and
/// its jobcentre.
fn homes_of(tx: &mut ReadTx<'_>, organisation: OrganisationId) -> Result<Vec<String>, Failure> {
    let mut homes: Vec<String> = organisations::table
        .filter(organisations::parent_id.eq(organisation.to_string()))
        .filter(organisations::cvr.is_null())
        .select(organisations::id)
        .load(tx.connection())?;
    homes.push(organisation.to_string());
    Ok(homes)
}

/// Id, home, whether the home is in use, status, whether the identity is the user's already.
type FoundUser = (String, String, bool, String, Option<String>);

#[diesel::dsl::auto_type(no_type_alias)]
fn select() -> _ {
    users::table.inner_join(organisations::table).select((
        users::id,
        users::organisation_id,
        organisations::active,
        users::status,
        users::issuer,
    ))
}

fn bound(tx: &mut ReadTx<'_>, issuer: &str, uuid: Uuid) -> Result<Option<FoundUser>, Failure> {
    Ok(select()
        .filter(users::issuer.eq(issuer.to_owned()))
        .filter(users::professional_uuid.eq(uuid.to_string()))
        .first(tx.connection())
        .optional()?)
}

fn unbound_with_uuid(
    tx: &mut ReadTx<'_>,
    uuid: Uuid,
    homes: &[String],
) -> Result<Option<FoundUser>, Failure> {
    Ok(select()
        .filter(users::issuer.is_null())
        .filter(users::professional_uuid.eq(uuid.to_string()))
        .filter(users::organisation_id.eq_any(homes.to_vec()))
        .first(tx.connection())
        .optional()?)
}

/// Two with one address are two people or a mistake: neither is guessed at.
fn only_unbound_with_email(
    tx: &mut ReadTx<'_>,
    email: &str,
    homes: &[String],
) -> Result<Option<FoundUser>, Failure> {
    if email.is_empty() {
        return Ok(None);
    }
    let found: Vec<FoundUser> = select()
        .filter(users::professional_uuid.is_null())
        .filter(users::email_key.eq(email_key(email)))
        .filter(users::organisation_id.eq_any(homes.to_vec()))
        .limit(2)
        .load(tx.connection())?;
    Ok(<[FoundUser; 1]>::try_from(found).ok().map(|[only]| only))
}

fn known(
    (id, home, home_active, status, issuer): FoundUser,
    homes: &[String],
) -> Result<KnownUser, Failure> {
    Ok(KnownUser {
        id: row::id(&id)?,
        at_cvr: homes.contains(&home),
        home: row::id(&home)?,
        home_active,
        status: row::word(&status)?,
        bound: issuer.is_some(),
    })
}
