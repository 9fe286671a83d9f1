//! Ending a request: approving, rejecting, taking back.
//!
//! INVARIANT: a request ends once. The row changes only while it is open and of the version that
//! was judged, and what an approval gives or takes is written in the same transaction.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    Timestamp,
    access_request::{AccessRequestView, RequestAction},
    id::{AccessRequestId, UserId},
    problem::ProblemKind,
    text::{Comment, Reason},
};

use super::{
    approval::Approval,
    carrying_out::{Given, give, take},
    commands::about,
    loaded::{Loaded, loaded},
    rows::{Decision, Stored, is_open_as},
};
use crate::{
    db::{Failure, Recorded, WriteTx, prepared::update, schema::access_requests},
    domain::{
        change::{About, Change, What},
        request::{Asked, Closing, Decidable, Outcome},
    },
    http::request::IfMatch,
    policy::{self, Authorised, requests::Decide},
    users,
};

/// Approves a request, as asked for or for a shorter time, and carries it out (R2, R7, G1–G9).
///
/// # Errors
/// `not-found`; the policy's refusals; `already-decided`; a missing or stale version; a date
/// later than asked for.
pub fn approve_access_request(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    approval: &Approval,
    if_match: IfMatch,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let loaded = loaded(tx, id)?;
    let asked = loaded.machine.asked();
    let lbas = count_lbas(tx, asked)?;
    let decide = policy::requests::approve(tx.caller(), asked, lbas)?;
    let open = loaded.decidable(&decide, tx.now(), if_match)?;
    carry_out(tx, loaded, &decide, open, approval)
}

/// Active LBAs of the subject's organisation, where the approval might give it its first one (G11).
fn count_lbas(tx: &mut WriteTx<'_>, asked: &Asked) -> Result<i64, Failure> {
    if !policy::requests::could_make_the_first_lba(asked) {
        return Ok(0);
    }
    let now = tx.now();
    let lbas = users::queries::list_lbas(tx, asked.organisation, &[], now)?;
    Ok(i64::try_from(lbas.len()).unwrap_or(i64::MAX))
}

/// Carries an allowed approval out.
pub(super) fn carry_out(
    tx: &mut WriteTx<'_>,
    loaded: Loaded,
    decide: &Authorised<Decide>,
    open: Decidable,
    approval: &Approval,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let Given {
        grant,
        valid_until,
        extended,
    } = match open.asked().action {
        RequestAction::Grant => give(tx, decide, &open, approval)?,
        RequestAction::Revoke => take(tx, decide, &open)?,
    };
    let closing = open.approve(grant, valid_until, approval.comment.clone());
    let new = json!({
        "action": loaded.stored.action,
        "organisation_id": loaded.stored.organisation,
        "asked_until": loaded.stored.valid_until,
        "valid_until": valid_until,
        "extended": extended,
    });
    let about = About {
        grant: Some(grant),
        ..about(&loaded.stored)
    };
    let change = Change::new(What::AccessRequestApproved { new }, about);
    let said = approval.comment.as_ref().map(Comment::as_str);
    let change = match said {
        Some(comment) => change.because(comment),
        None => change,
    };
    close(tx, loaded, closing, &change)
}

/// Rejects a request with a reason that the requester reads.
///
/// # Errors
/// As [`approve_access_request`].
pub fn reject_access_request(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    because: &Reason,
    if_match: IfMatch,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let loaded = loaded(tx, id)?;
    let decide = policy::requests::decide(tx.caller(), loaded.machine.asked())?;
    let closing = loaded
        .decidable(&decide, tx.now(), if_match)?
        .reject(because.clone());
    let change = Change::new(What::AccessRequestRejected, about(&loaded.stored));
    close(tx, loaded, closing, &change.because(because.as_str()))
}

/// Takes a request back.
///
/// # Errors
/// As [`approve_access_request`].
pub fn withdraw_access_request(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    if_match: IfMatch,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let loaded = loaded(tx, id)?;
    let withdraw = policy::requests::withdraw(tx.caller(), loaded.machine.asked())?;
    let open = loaded.open()?;
    if_match.check(open.version)?;
    let closing = open.withdraw(&withdraw, tx.now());
    let change = Change::new(What::AccessRequestWithdrawn, about(&loaded.stored));
    close(tx, loaded, closing, &change)
}

/// Stores the end of a request.
fn close(
    tx: &mut WriteTx<'_>,
    loaded: Loaded,
    closing: Closing,
    change: &Change,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let Loaded { stored, around, .. } = loaded;
    let state = closing.outcome.state();
    let end = decision(closing.at, closing.by, closing.outcome);
    let set = (
        access_requests::state.eq(state.as_str()),
        access_requests::decided_by.eq(closing.by.to_string()),
        access_requests::decided_at.eq(closing.at.naive()),
        access_requests::decision_reason.eq(end.reason.clone()),
        access_requests::decision_valid_until.eq(end.valid_until.map(Timestamp::naive)),
        access_requests::grant_id.eq(end.grant.map(|id| id.to_string())),
        access_requests::version.eq(closing.version + 1),
    );
    let changed =
        update(access_requests::table, set, is_open_as(&stored)).execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::StaleVersion.into());
    }
    let version = closing.version + 1;
    let closed = Stored {
        state,
        decision: Some(end),
        version,
        ..stored
    };
    let view = around.view(tx, &closed)?;
    tx.record(change, view)
}

fn decision(at: Timestamp, by: UserId, outcome: Outcome) -> Decision {
    let (reason, valid_until, grant) = match outcome {
        Outcome::Approved {
            grant,
            valid_until,
            comment,
        } => (comment.map(Comment::into_string), valid_until, Some(grant)),
        Outcome::Rejected { because } => (Some(because.into_string()), None, None),
        Outcome::Withdrawn => (None, None, None),
    };
    Decision {
        by: Some(by),
        at,
        reason,
        valid_until,
        grant,
    }
}
