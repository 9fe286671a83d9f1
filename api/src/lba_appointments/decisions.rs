//! Ending an appointment: confirming, rejecting, taking back.
//!
//! INVARIANT: an appointment ends once. The row changes only while it is proposed and of the version
//! that was judged, and the role is given in the same transaction.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    Timestamp,
    id::{LbaAppointmentId, RoleGrantId, UserId},
    lba_appointment::{AppointmentState, LbaAppointmentView},
    problem::ProblemKind,
    text::Reason,
};

use super::{
    commands::{about_of, appointment},
    queries,
    rows::{Decision, Stored},
    views,
};
use crate::{
    access_requests,
    db::{Failure, Recorded, WriteTx, schema::lba_appointments},
    domain::{
        change::{About, Change, DeskChange, What},
        period::Period,
    },
    http::request::IfMatch,
    policy::{
        self, Authorised,
        first_lba::{Appointment, Confirm},
    },
    role_grants::{self, commands::Terms},
    users,
};

/// Loads an appointment within sight, and says what the act is about.
fn loaded(tx: &mut WriteTx<'_>, id: LbaAppointmentId) -> Result<(Stored, Appointment), Failure> {
    let scope = policy::scope::visible_appointments(tx.caller());
    let stored = queries::get(tx, &scope, id)?;
    tx.concerns(about_of(&stored))?;
    let scope = policy::scope::visible_users(tx.caller());
    let user = users::queries::get(tx, &scope, stored.user)?;
    let act = appointment(tx, &user, stored.organisation)?;
    Ok((stored, act))
}

/// The appointment still waits, and is of the version the caller means.
fn waits(stored: &Stored, if_match: IfMatch) -> Result<(), Failure> {
    if stored.state != AppointmentState::Proposed {
        return Err(ProblemKind::AppointmentClosed.into());
    }
    if_match.check(stored.version)
}

/// Confirms what another proposed, and gives the role: by approving the person's own request, when
/// there is one (G11).
///
/// # Errors
/// `not-found`; the policy's refusals; `appointment-closed`; a missing or stale version;
/// `already-decided` when the request has ended meanwhile.
pub fn confirm(
    tx: &mut WriteTx<'_>,
    id: LbaAppointmentId,
    if_match: IfMatch,
) -> Result<Recorded<LbaAppointmentView>, Failure> {
    let (stored, act) = loaded(tx, id)?;
    let confirmation = policy::first_lba::confirm(tx.caller(), act, stored.proposed_by)?;
    waits(&stored, if_match)?;
    let grant = match stored.request {
        Some(request) => {
            let by = stored.proposed_by;
            access_requests::appointed::approve(tx, request, &confirmation, by)?
        }
        None => give(tx, &confirmation, &stored)?,
    };
    let about = About {
        grant: Some(grant),
        ..about_of(&stored)
    };
    let new = json!({ "appointment_id": id, "proposed_by": stored.proposed_by });
    let change = What::Desk(DeskChange::LbaAppointmentConfirmed { new });
    let change = Change::new(change, about).because(stored.reason.clone());
    let end = end(tx, confirmation.confirmer(), None, Some(grant));
    close(tx, stored, AppointmentState::Confirmed, end, &change)
}

/// Gives the role as the confirmation says.
fn give(
    tx: &mut WriteTx<'_>,
    confirmation: &Authorised<Confirm>,
    stored: &Stored,
) -> Result<RoleGrantId, Failure> {
    let giving = policy::first_lba::grant_by_confirmation(confirmation);
    let period = Period::new(tx.now(), None)
        .and_then(|period| period.within(giving.act().act.role.max_duration_days))
        .map_err(|code| Failure::Internal(format!("a period from now: {code}")))?;
    let terms = Terms {
        reason: stored.reason.clone(),
        case_reference: stored.case_reference.clone(),
        request: None,
    };
    let grant = role_grants::commands::insert(tx, giving, period, terms)?;
    Ok(grant.id)
}

/// Rejects what another proposed, with a reason for who did.
///
/// # Errors
/// As [`confirm`].
pub fn reject(
    tx: &mut WriteTx<'_>,
    id: LbaAppointmentId,
    because: &Reason,
    if_match: IfMatch,
) -> Result<Recorded<LbaAppointmentView>, Failure> {
    let (stored, act) = loaded(tx, id)?;
    let rejection = policy::first_lba::reject(tx.caller(), &act, stored.proposed_by)?;
    waits(&stored, if_match)?;
    let old = json!({ "appointment_id": id, "proposed_by": stored.proposed_by });
    let change = What::Desk(DeskChange::LbaAppointmentRejected { old });
    let change = Change::new(change, about_of(&stored)).because(because.as_str());
    let because = Some(because.as_str().to_owned());
    let end = end(tx, rejection.rejecter(), because, None);
    close(tx, stored, AppointmentState::Rejected, end, &change)
}

/// Takes one's own proposal back.
///
/// # Errors
/// As [`confirm`].
pub fn withdraw(
    tx: &mut WriteTx<'_>,
    id: LbaAppointmentId,
    if_match: IfMatch,
) -> Result<Recorded<LbaAppointmentView>, Failure> {
    let (stored, act) = loaded(tx, id)?;
    let retraction = policy::first_lba::retract(tx.caller(), &act, stored.proposed_by)?;
    waits(&stored, if_match)?;
    let old = json!({ "appointment_id": id });
    let change = What::Desk(DeskChange::LbaAppointmentWithdrawn { old });
    let change = Change::new(change, about_of(&stored));
    let end = end(tx, retraction.retracter(), None, None);
    close(tx, stored, AppointmentState::Withdrawn, end, &change)
}

fn end(
    tx: &WriteTx<'_>,
    by: UserId,
    reason: Option<String>,
    grant: Option<RoleGrantId>,
) -> Decision {
    let at: Timestamp = tx.now();
    Decision {
        by,
        at,
        reason,
        grant,
    }
}

/// Stores the end of an appointment, by compare-and-set.
fn close(
    tx: &mut WriteTx<'_>,
    stored: Stored,
    state: AppointmentState,
    end: Decision,
    change: &Change,
) -> Result<Recorded<LbaAppointmentView>, Failure> {
    let still = lba_appointments::table
        .filter(lba_appointments::id.eq(stored.id.to_string()))
        .filter(lba_appointments::version.eq(stored.version))
        .filter(lba_appointments::state.eq(AppointmentState::Proposed.as_str()));
    let set = (
        lba_appointments::state.eq(state.as_str()),
        lba_appointments::decided_by.eq(end.by.to_string()),
        lba_appointments::decided_at.eq(end.at.naive()),
        lba_appointments::decision_reason.eq(end.reason.clone()),
        lba_appointments::grant_id.eq(end.grant.map(|id| id.to_string())),
        lba_appointments::version.eq(stored.version + 1),
    );
    let changed = diesel::update(still).set(set).execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::AppointmentClosed.into());
    }
    let closed = Stored {
        state,
        decision: Some(end),
        version: stored.version + 1,
        ..stored
    };
    let view = views::view(tx, &closed)?;
    tx.record(change, view)
}
