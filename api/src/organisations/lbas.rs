//! What follows when an organisation's LBAs change: requests that nobody there can decide any
//! more move to Landssupporten (G10), and it is told when none is left or none will be (G9).

use diesel::prelude::*;
use shared::{Timestamp, id::OrganisationId, user::UserStatus};

use crate::{
    access_requests,
    db::{
        Failure, ReadTx, WriteTx,
        dormancy::awake,
        schema::{organisations, role_grants, roles, users},
    },
    desk_tasks,
    domain::{caller::Capability, coverage, period::Period},
};

/// Call it after whatever made an LBA begin or stop being one, now or at a date: a giving, a
/// taking, an extension, a change of a user's or an organisation's status, a grant that fell
/// asleep or was woken.
///
/// # Errors
/// The engine's.
pub fn have_changed(tx: &mut WriteTx<'_>, organisation: OrganisationId) -> Result<(), Failure> {
    access_requests::rerouting::move_undecidable_to_desk(tx, organisation)?;
    desk_tasks::settling::settle_lbas(tx, organisation)
}

/// Whether an organisation has LBAs, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// It never had one, or is out of use: it lacks none.
    NotNeeded,
    /// It has, or will have, one without end.
    Lasting,
    /// It is without one from this moment on, which may be now or past.
    EndsAt(Timestamp),
}

/// A grant that makes its holder LBA: its beginning and end, whether it is not revoked and does
/// not sleep, its holder's status, and whether the organisation is in use.
type LbaRow = (
    chrono::NaiveDateTime,
    Option<chrono::NaiveDateTime>,
    bool,
    String,
    bool,
);

fn lba_rows(tx: &mut ReadTx<'_>, organisation: OrganisationId) -> QueryResult<Vec<LbaRow>> {
    let (id, now) = (organisation.to_string(), tx.now());
    role_grants::table
        .inner_join(roles::table)
        .inner_join(users::table)
        .inner_join(
            organisations::table.on(organisations::id.eq(role_grants::holder_organisation_id)),
        )
        .filter(roles::confers.eq(Capability::AdministerOrganisation.as_str()))
        .filter(role_grants::holder_organisation_id.eq(&id))
        // G1: administration counts only on the holder's own organisation.
        .filter(role_grants::organisation_id.eq(&id))
        .filter(role_grants::unit.is_null())
        .select((
            role_grants::valid_from,
            role_grants::valid_until,
            role_grants::revoked_at.is_null().and(awake(now)),
            users::status,
            organisations::active,
        ))
        .load(tx.connection())
}

/// Whether an organisation has LBAs, and until when, should nobody do anything. That an LBA would
/// fall asleep is no end: they need but log in. Only who sleeps covers nobody.
///
/// # Errors
/// The engine's.
pub fn coverage(tx: &mut ReadTx<'_>, organisation: OrganisationId) -> Result<Coverage, Failure> {
    let now = tx.now();
    let rows = lba_rows(tx, organisation)?;
    let had_one = rows.iter().any(|row| row.0 <= now.naive());
    let in_use = rows.iter().all(|row| row.4);
    if !had_one || !in_use {
        return Ok(Coverage::NotNeeded);
    }
    let active = UserStatus::Active.as_str();
    let periods: Vec<_> = rows
        .into_iter()
        .filter(|(_, _, live, status, _)| *live && status == active)
        .filter_map(|(from, until, ..)| {
            let until = until.map(Timestamp::from_naive);
            Period::new(Timestamp::from_naive(from), until).ok()
        })
        .collect();
    Ok(coverage::ends_at(now, &periods).map_or(Coverage::Lasting, Coverage::EndsAt))
}
