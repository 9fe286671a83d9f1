//! The LBAs of organisations: of the whole, or of a unit.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{OrganisationId, UserId},
    organisation::PersonRef,
    user::UserStatus,
};

use crate::{
    db::{
        Failure, ReadTx,
        caller::in_effect,
        row,
        schema::{organisations, role_grants, roles, users},
    },
    domain::{caller::Capability, facts::RoleFacts},
    policy,
};

/// An active LBA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lba {
    /// Who.
    pub(crate) person: PersonRef,
    /// The P-number of the unit that they are limited to; none for the whole organisation.
    pub(crate) unit: Option<String>,
    /// Whether their organisation's people are told who they are.
    pub(crate) named: bool,
}

/// The people among LBAs, each once.
pub(crate) fn people(lbas: impl IntoIterator<Item = Lba>) -> Vec<PersonRef> {
    let mut people: Vec<PersonRef> = Vec::new();
    for Lba { person, .. } in lbas {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

/// Those of the LBAs who decide what is asked for a role limited to `unit` (G10).
pub(crate) fn deciders(lbas: &[Lba], unit: Option<&str>, role: &RoleFacts) -> Vec<PersonRef> {
    let may = |lba: &&Lba| policy::units::decides(lba.unit.as_deref(), unit, role);
    people(lbas.iter().filter(may).cloned())
}

/// The active LBAs of each of these organisations and of their units at `at`, by name; one
/// statement for them all.
///
/// # Errors
/// The engine's.
pub(crate) fn with_units_of(
    tx: &mut ReadTx<'_>,
    organisations: impl IntoIterator<Item = OrganisationId>,
    at: Timestamp,
) -> Result<HashMap<OrganisationId, Vec<Lba>>, Failure> {
    let mut ids: Vec<_> = organisations.into_iter().map(|id| id.to_string()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, String, String, Option<String>, bool)> = role_grants::table
        .inner_join(roles::table)
        .inner_join(users::table)
        .inner_join(
            organisations::table.on(organisations::id.eq(role_grants::holder_organisation_id)),
        )
        .filter(organisations::active)
        .filter(roles::confers.eq(Capability::AdministerOrganisation.as_str()))
        .filter(role_grants::holder_organisation_id.eq_any(ids))
        // G1: administration counts only on the holder's own organisation.
        .filter(role_grants::organisation_id.eq(role_grants::holder_organisation_id))
        .filter(in_effect(at))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .order((users::sort_key, users::id))
        .select((
            role_grants::organisation_id,
            users::id,
            users::name,
            role_grants::unit,
            organisations::names_deciders,
        ))
        .load(tx.connection())?;
    let mut lbas: HashMap<OrganisationId, Vec<Lba>> = HashMap::new();
    for (organisation, id, name, unit, named) in rows {
        let id = row::id(&id)?;
        let person = PersonRef { id, name };
        let list = lbas.entry(row::id(&organisation)?).or_default();
        list.push(Lba {
            person,
            unit,
            named,
        });
    }
    Ok(lbas)
}

/// The active LBAs of an organisation who decide what is asked for a role limited to `unit`, but
/// for `except`.
///
/// # Errors
/// The engine's.
pub(crate) fn list_deciders(
    tx: &mut ReadTx<'_>,
    organisation: OrganisationId,
    (unit, role): (Option<&str>, &RoleFacts),
    except: &[UserId],
) -> Result<Vec<PersonRef>, Failure> {
    let now = tx.now();
    let lbas = with_units_of(tx, [organisation], now)?;
    let lbas = lbas.get(&organisation).map_or(&[][..], Vec::as_slice);
    let mut deciders = deciders(lbas, unit, role);
    deciders.retain(|one| !except.contains(&one.id));
    Ok(deciders)
}

/// Whether a user holds, or will hold, a role that confers something in this system itself. Of
/// no matter to whoever is not limited to units, and then not asked.
///
/// # Errors
/// The engine's.
pub(super) fn has_power(tx: &mut ReadTx<'_>, user: UserId) -> Result<bool, Failure> {
    let limited = tx
        .caller()
        .person()
        .is_some_and(|person| person.is_unit_lba_of(person.home.id));
    if !limited {
        return Ok(false);
    }
    let now = tx.now().naive();
    let powers = role_grants::table
        .inner_join(roles::table)
        .filter(role_grants::user_id.eq(user.to_string()))
        .filter(roles::confers.is_not_null())
        .filter(role_grants::revoked_at.is_null())
        .filter(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(now)),
        );
    Ok(diesel::select(diesel::dsl::exists(powers)).get_result(tx.connection())?)
}
