//! Reads of users, each through a scope (G12).

use std::collections::HashMap;

use diesel::{dsl::InnerJoinQuerySource, prelude::*, sql_types::Bool};
use shared::{
    Timestamp,
    id::{OrganisationId, UserId},
    organisation::PersonRef,
    user::UserStatus,
};

use uuid::Uuid;

use super::{
    lbas,
    rows::{OrganisationRefRow, User, UserRow},
};
use crate::{
    db::{
        Failure, MultiBackend, ReadTx,
        caller::in_effect,
        row,
        schema::{organisations, role_grants, roles, users},
    },
    domain::caller::Capability,
    policy::{
        Scope,
        scope::{Reach, of},
    },
};

/// Users with their homes: what every read of users starts from.
pub type UsersAtHome = InnerJoinQuerySource<users::table, organisations::table>;

/// A condition on users and their homes.
pub type OnUsers = Box<dyn BoxableExpression<UsersAtHome, MultiBackend, SqlType = Bool>>;

/// The scope as a condition; part of every read of users.
///
/// Whoever administers an organisation belongs to it (G1), so that an LBA's own user needs no
/// condition of its own, which would keep the engines from reading the list in its order.
pub fn within(scope: &Scope<of::Users>) -> OnUsers {
    match (scope.reach(), scope.own()) {
        (Reach::Everything, _) => Box::new(users::id.is_not_null()),
        (Reach::Units(home, units), own) => {
            let of_units = users::organisation_id
                .eq(home.to_string())
                .and(users::unit.is_not_null())
                .and(users::unit.assume_not_null().eq_any(units.clone()));
            let own: Vec<_> = own.iter().map(ToString::to_string).collect();
            Box::new(of_units.or(users::id.eq_any(own)))
        }
        (Reach::Organisations(ids), own) => match (ids.as_slice(), own) {
            ([], Some(own)) => Box::new(users::id.eq(own.to_string())),
            ([], None) => Box::new(users::id.is_null()),
            ([one], _) => Box::new(users::organisation_id.eq(one.to_string())),
            (several, _) => {
                let ids: Vec<_> = several.iter().map(ToString::to_string).collect();
                Box::new(users::organisation_id.eq_any(ids))
            }
        },
    }
}

/// Ids of the users who work in these units of an organisation.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn working_in(home: OrganisationId, units: Vec<String>) -> _ {
    let home: String = home.to_string();
    users::table
        .filter(users::organisation_id.eq(home))
        .filter(users::unit.is_not_null())
        .filter(users::unit.assume_not_null().eq_any(units))
        .select(users::id)
}

/// One user within the scope.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub fn get(tx: &mut ReadTx<'_>, scope: &Scope<of::Users>, id: UserId) -> Result<User, Failure> {
    users::table
        .inner_join(organisations::table)
        .filter(users::id.eq(id.to_string()))
        .filter(within(scope))
        .select((UserRow::as_select(), OrganisationRefRow::as_select()))
        .first::<(UserRow, OrganisationRefRow)>(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// The active LBAs of the whole of an organisation at `at`, by name, but for `except`.
///
/// # Errors
/// The engine's.
pub fn list_lbas(
    tx: &mut ReadTx<'_>,
    organisation: OrganisationId,
    except: &[UserId],
    at: Timestamp,
) -> Result<Vec<PersonRef>, Failure> {
    let mut lbas = lbas_of(tx, [organisation], at)?
        .remove(&organisation)
        .unwrap_or_default();
    lbas.retain(|lba| !except.contains(&lba.id));
    Ok(lbas)
}

/// The active LBAs of the whole of each of these organisations at `at`, by name; one statement
/// for them all.
///
/// # Errors
/// The engine's.
pub fn lbas_of(
    tx: &mut ReadTx<'_>,
    organisations: impl IntoIterator<Item = OrganisationId>,
    at: Timestamp,
) -> Result<HashMap<OrganisationId, Vec<PersonRef>>, Failure> {
    let everybody = lbas::with_units_of(tx, organisations, at)?;
    let whole = everybody.into_iter().map(|(organisation, lbas)| {
        let whole = lbas.into_iter().filter(|lba| lba.unit.is_none());
        (organisation, lbas::people(whole))
    });
    Ok(whole.collect())
}

/// The active people of Landssupporten at `at`, by name.
///
/// # Errors
/// The engine's.
pub fn list_desk(tx: &mut ReadTx<'_>, at: Timestamp) -> Result<Vec<PersonRef>, Failure> {
    let rows: Vec<(String, String)> = role_grants::table
        .inner_join(roles::table)
        .inner_join(users::table)
        .filter(roles::confers.eq(Capability::Landssupport.as_str()))
        .filter(in_effect(at))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .order((users::sort_key, users::id))
        .select((users::id, users::name))
        .load(tx.connection())?;
    let mut desk: Vec<PersonRef> = Vec::new();
    for (id, name) in rows {
        let id = row::id(&id)?;
        if !desk.iter().any(|known| known.id == id) {
            desk.push(PersonRef { id, name });
        }
    }
    Ok(desk)
}

/// Keys of the roles that each of these users holds at `at`; one statement for them all.
///
/// # Errors
/// The engine's.
pub fn role_keys_of(
    tx: &mut ReadTx<'_>,
    users: impl IntoIterator<Item = UserId>,
    at: Timestamp,
) -> Result<HashMap<UserId, Vec<String>>, Failure> {
    let ids: Vec<_> = users.into_iter().map(|id| id.to_string()).collect();
    let rows: Vec<(String, String)> = role_grants::table
        .filter(role_grants::user_id.eq_any(ids))
        .filter(in_effect(at))
        .order((role_grants::user_id, role_grants::role_key))
        .select((role_grants::user_id, role_grants::role_key))
        .load(tx.connection())?;
    let mut keys: HashMap<UserId, Vec<String>> = HashMap::new();
    for (user, key) in rows {
        let held = keys.entry(row::id(&user)?).or_default();
        if held.last() != Some(&key) {
            held.push(key);
        }
    }
    Ok(keys)
}

/// Whether a user has this professional identity, or this e-mail address in this organisation.
///
/// # Errors
/// The engine's.
pub(super) fn exists(
    tx: &mut ReadTx<'_>,
    home: OrganisationId,
    email_key: &str,
    professional_uuid: Option<Uuid>,
) -> Result<bool, Failure> {
    let uuid: Vec<_> = professional_uuid.iter().map(ToString::to_string).collect();
    let same_email = users::organisation_id
        .eq(home.to_string())
        .and(users::email_key.eq(email_key.to_owned()));
    let same = users::table.filter(
        same_email.or(users::professional_uuid
            .is_not_null()
            .and(users::professional_uuid.assume_not_null().eq_any(uuid))),
    );
    Ok(diesel::select(diesel::dsl::exists(same)).get_result(tx.connection())?)
}

/// The users with these ids, to name them beside things the reader may see.
///
/// # Errors
/// The engine's.
pub(crate) fn by_id(
    tx: &mut ReadTx<'_>,
    ids: impl IntoIterator<Item = UserId>,
) -> Result<HashMap<UserId, User>, Failure> {
    let mut ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
    ids.sort_unstable();
    ids.dedup();
    users::table
        .inner_join(organisations::table)
        .filter(users::id.eq_any(ids))
        .select((UserRow::as_select(), OrganisationRefRow::as_select()))
        .load::<(UserRow, OrganisationRefRow)>(tx.connection())?
        .into_iter()
        .map(|found| User::try_from(found).map(|user| (user.id, user)))
        .collect()
}
