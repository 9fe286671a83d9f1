//! A request is never without somebody who can decide it (G10): when the last one who could
//! stops being an LBA, the request moves to Landssupporten in that very transaction.

use diesel::prelude::*;
use shared::{id::OrganisationId, role::Authority};

use super::{
    commands::about,
    orphans::without_lba,
    queries::is_undecided,
    rows::{AccessRequestRow, Stored},
};
use crate::{
    db::{Failure, Recorded, WriteTx, schema::access_requests},
    domain::change::{Change, What},
    users,
};

/// Requester and subject are at most two people: with more LBAs left, one is neither.
const ENOUGH_LBAS: usize = 3;

/// Moves the open requests of `organisation` that nobody there can decide any more. Call it
/// after whatever made an LBA stop being one.
///
/// # Errors
/// The engine's.
pub fn move_undecidable_to_desk(
    tx: &mut WriteTx<'_>,
    organisation: OrganisationId,
) -> Result<(), Failure> {
    move_undecidable(tx, organisation).map(|_| ())
}

/// The same; tells whether there were any.
///
/// # Errors
/// The engine's.
pub(super) fn move_undecidable(
    tx: &mut WriteTx<'_>,
    organisation: OrganisationId,
) -> Result<Option<Recorded<()>>, Failure> {
    let now = tx.now();
    let lbas = users::queries::list_lbas(tx, organisation, &[], now)?;
    if lbas.len() >= ENOUGH_LBAS {
        return Ok(None);
    }
    let mut moved = None;
    for request in list_undecidable(tx, organisation)? {
        moved = Some(move_to_desk(tx, &request)?);
    }
    Ok(moved)
}

fn list_undecidable(
    tx: &mut WriteTx<'_>,
    organisation: OrganisationId,
) -> Result<Vec<Stored>, Failure> {
    let now = tx.now();
    access_requests::table
        .filter(access_requests::holder_organisation_id.eq(organisation.to_string()))
        .filter(access_requests::authority.eq(Authority::Lba.as_str()))
        .filter(is_undecided())
        .filter(without_lba(now))
        .order((access_requests::created_at, access_requests::id))
        .select(AccessRequestRow::as_select())
        .load::<AccessRequestRow>(tx.connection())?
        .into_iter()
        .map(Stored::try_from)
        .collect()
}

fn move_to_desk(tx: &mut WriteTx<'_>, request: &Stored) -> Result<Recorded<()>, Failure> {
    diesel::update(access_requests::table.filter(access_requests::id.eq(request.id.to_string())))
        .set((
            access_requests::authority.eq(Authority::Landssupport.as_str()),
            // Whoever handled it cannot decide it any more, and is in nobody's way.
            access_requests::claimed_by.eq(None::<String>),
            access_requests::claimed_until.eq(None::<chrono::NaiveDateTime>),
            access_requests::version.eq(request.version + 1),
        ))
        .execute(tx.connection())?;
    let change = Change::new(What::AccessRequestMovedToDesk, about(request));
    tx.record(&change, ())
}

/// Writes down that a request lies with the desk, as part of what the desk is doing to it: it
/// keeps its version, since everybody has been told so of this version already.
///
/// # Errors
/// The engine's.
pub(super) fn note_hand_over(tx: &mut WriteTx<'_>, request: &Stored) -> Result<(), Failure> {
    diesel::update(access_requests::table.filter(access_requests::id.eq(request.id.to_string())))
        .set((
            access_requests::authority.eq(Authority::Landssupport.as_str()),
            access_requests::claimed_by.eq(None::<String>),
            access_requests::claimed_until.eq(None::<chrono::NaiveDateTime>),
        ))
        .execute(tx.connection())?;
    let change = Change::new(What::AccessRequestMovedToDesk, about(request));
    tx.record(&change, ()).map(|_| ())
}
