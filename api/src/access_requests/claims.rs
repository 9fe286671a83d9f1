//! Saying that one is looking at a request.

use diesel::prelude::*;
use shared::{access_request::AccessRequestView, id::AccessRequestId};

use super::{
    commands::about,
    decisions::loaded,
    rows::{Stored, is_open_as},
    views,
};
use crate::{
    db::{Failure, Recorded, WriteTx, prepared::update, schema::access_requests},
    domain::change::{Change, What},
    http::request::IfMatch,
    policy,
};

/// Says that the caller is looking at a request. It binds nobody: whoever may decide still may.
///
/// # Errors
/// `not-found`; the policy's refusals; `already-decided`; a missing or stale version.
pub fn claim_access_request(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    if_match: IfMatch,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let loaded = loaded(tx, id)?;
    let claim = policy::requests::claim(tx.caller(), loaded.machine.asked())?;
    let by = loaded.open(if_match)?.claimed_by(&claim);
    let stored = loaded.stored;
    let set = (
        access_requests::claimed_by.eq(by.to_string()),
        access_requests::version.eq(stored.version + 1),
    );
    update(access_requests::table, set, is_open_as(&stored)).execute(tx.connection())?;
    let change = Change::new(What::AccessRequestClaimed, about(&stored));
    let claimed = Stored {
        claimed_by: Some(by),
        version: stored.version + 1,
        ..stored
    };
    let view = views::view(tx, &claimed)?;
    tx.record(&change, view)
}
