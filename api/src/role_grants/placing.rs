//! A grant beside those that its holder has of the same role: the next, or one that takes the
//! place of what ends sooner.

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{RoleGrantId, UserId},
    problem::ProblemKind,
};

use super::{
    commands::{Terms, unit_is_kept},
    queries,
    rows::{RoleGrant, RoleGrantRow},
};
use crate::{
    clock::new_id,
    db::{
        Failure, WriteTx, dialect,
        prepared::{Write, update},
        schema::{role_grants, users as users_table},
    },
    domain::{
        caller::Capability,
        dormancy::{Dormancy, falls_asleep},
        period::Period,
    },
    organisations,
    policy::{
        Authorised,
        granting::{Giving, GrantRole},
    },
};

/// Why a grant ended that another one took the place of.
const EXTENDED: &str = "Forlænget til en senere slutdato.";
/// Why a grant ended that slept when the same was given anew.
const GIVEN_ANEW: &str = "Tildelt på ny, mens adgangen var i dvale.";

/// The grants of the same role in the same place that share a moment with `period`.
///
/// # Errors
/// The engine's.
pub(super) fn overlapping(
    tx: &mut WriteTx<'_>,
    act: &GrantRole,
    period: Period,
) -> Result<Vec<RoleGrant>, Failure> {
    let mut held = queries::list_live(tx, act.subject.id, &act.role.key, act.organisation)?;
    held.retain(|grant| grant.unit == act.unit && grant.period.overlaps(period));
    Ok(held)
}

/// G15: what is held under an agreement begins and ends within it.
///
/// # Errors
/// `invalid-field` at `/valid_until` for an end after the agreement's.
pub(crate) fn within_agreement(act: &GrantRole, period: Period) -> Result<Period, Failure> {
    let Some(agreement) = &act.agreement else {
        return Ok(period);
    };
    period
        .inside(agreement.period)
        .map_err(|code| Failure::field("/valid_until", code))
}

/// Stores a grant beside which no other of the same stands.
fn store(
    tx: &mut WriteTx<'_>,
    giving: Giving,
    period: Period,
    terms: Terms,
) -> Result<RoleGrant, Failure> {
    let Giving { act, by, source } = giving;
    let now = tx.now();
    let grant = RoleGrant {
        id: new_id(now),
        user: act.subject.id,
        holder_organisation: act.subject.home,
        role: act.role.key.clone(),
        organisation: act.organisation,
        unit: act.unit.clone(),
        period,
        granted_by: by,
        granted_at: now,
        reason: terms.reason,
        case_reference: terms.case_reference,
        source,
        request: terms.request,
        agreement: act.agreement.as_ref().map(|agreement| agreement.id),
        revocation: None,
        dormancy: Dormancy::unused(falls_asleep(period.from(), act.role.dormant_after_days)),
        version: 1,
    };
    let row = RoleGrantRow::from(&grant);
    let given = diesel::insert_into(role_grants::table).values(row);
    dialect::write_both(tx.connection(), given, touched(grant.user, now))?;
    if act.role.confers == Some(Capability::AdministerOrganisation) {
        organisations::lbas::have_changed(tx, grant.holder_organisation)?;
    }
    Ok(grant)
}

/// INVARIANT (`dialect::load_holding_rights`): a change of somebody's rights changes their row.
pub(super) fn touched(user: UserId, now: Timestamp) -> impl Write {
    let set = (
        users_table::changed_at.eq(now.naive()),
        users_table::version.eq(users_table::version + 1),
    );
    update(
        users_table::table,
        set,
        users_table::id.eq(user.to_string()),
    )
}

/// Whether a grant for `period` may take the place of those that overlap it: each of them ends
/// sooner, or sleeps.
pub(crate) fn outlasts_all(
    period: Period,
    now: Timestamp,
    mut overlapping: impl Iterator<Item = impl std::borrow::Borrow<RoleGrant>>,
) -> bool {
    overlapping.all(|grant| {
        let grant = grant.borrow();
        grant.asleep_since(now).is_some() || period.outlasts(grant.period)
    })
}

/// Stores an allowed giving. Grants of the same that end sooner are extended by it: they end at
/// this moment, and the new one holds from then on.
///
/// # Errors
/// `already-granted` when one of them lasts as long; the engine's.
pub fn give_or_extend(
    tx: &mut WriteTx<'_>,
    giving: Authorised<Giving>,
    period: Period,
    terms: Terms,
) -> Result<(RoleGrant, Vec<RoleGrantId>), Failure> {
    let giving = giving.into_act();
    let period = within_agreement(&giving.act, period)?;
    let GrantRole {
        role,
        organisation,
        unit,
        ..
    } = &giving.act;
    unit_is_kept(tx, role, *organisation, unit.as_deref())?;
    let held = overlapping(tx, &giving.act, period)?;
    if !outlasts_all(period, tx.now(), held.iter()) {
        return Err(ProblemKind::AlreadyGranted.into());
    }
    let grant = take_the_place_of(tx, &held, giving, period, terms)?;
    Ok((grant, held.into_iter().map(|old| old.id).collect()))
}

/// Stores a grant that takes the place of others of the same.
pub(super) fn take_the_place_of(
    tx: &mut WriteTx<'_>,
    held: &[RoleGrant],
    giving: Giving,
    period: Period,
    terms: Terms,
) -> Result<RoleGrant, Failure> {
    let by = giving.by;
    let grant = store(tx, giving, period, terms)?;
    let now = tx.now();
    for old in held {
        end_by_extension(tx, old, grant.id, by, now)?;
    }
    Ok(grant)
}

/// Ends a grant whose place another one has taken. The holder's row has changed with that one.
fn end_by_extension(
    tx: &mut WriteTx<'_>,
    old: &RoleGrant,
    extended_by: RoleGrantId,
    by: Option<UserId>,
    now: Timestamp,
) -> Result<(), Failure> {
    let because = match old.asleep_since(now) {
        Some(_) => GIVEN_ANEW,
        None => EXTENDED,
    };
    let changed = diesel::update(
        role_grants::table
            .filter(role_grants::id.eq(old.id.to_string()))
            .filter(role_grants::version.eq(old.version))
            .filter(role_grants::revoked_at.is_null()),
    )
    .set((
        role_grants::revoked_at.eq(now.naive()),
        role_grants::revoked_by.eq(by.map(|id| id.to_string())),
        role_grants::revoked_because.eq(because),
        role_grants::extended_by.eq(extended_by.to_string()),
        role_grants::version.eq(old.version + 1),
    ))
    .execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::AlreadyRevoked.into());
    }
    Ok(())
}
