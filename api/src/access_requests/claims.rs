//! Who handles a request: taking it, letting go of it, handing it to somebody else.
//!
//! A claim keeps others from deciding by mistake what somebody is at work on. It blocks nobody:
//! it times out by itself, and whoever may decide the request may hand it over, also to themself.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    Timestamp,
    access_request::AccessRequestView,
    id::{AccessRequestId, UserId},
    problem::ProblemKind,
    role::Authority,
};

use super::{
    commands::about,
    loaded::{Loaded, loaded},
    rows::{Stored, is_open_as},
    views,
};
use crate::{
    db::{Failure, Recorded, WriteTx, prepared::update, schema::access_requests},
    domain::{
        change::{Change, Handling, What},
        request::{Asked, Claim},
    },
    http::request::IfMatch,
    policy::{self, handling::Receiver},
    users,
};

/// How long a claim lasts, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasting(pub i64);

/// Takes a request to handle it, or for as long again.
///
/// # Errors
/// `not-found`; the policy's refusals; `already-decided`; `claimed-by-another`; a missing or
/// stale version.
pub fn claim_access_request(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    lasting: Lasting,
    if_match: IfMatch,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let loaded = loaded(tx, id)?;
    let claim = policy::requests::claim(tx.caller(), loaded.machine.asked())?;
    let by = claim.claimer();
    loaded.free_for(by, tx.now(), if_match)?;
    let until = tx.now().plus_seconds(lasting.0);
    let new = json!({ "claimed_until": until });
    let change = Change::new(
        What::Handling(Handling::Claimed { new }),
        about(&loaded.stored),
    );
    store(tx, loaded, Some(Claim { by, until }), &change)
}

/// Lets go of a request.
///
/// # Errors
/// As [`claim_access_request`]; `not-claimed` when nobody handles it.
pub fn release_access_request(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    if_match: IfMatch,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let loaded = loaded(tx, id)?;
    let claim = policy::requests::claim(tx.caller(), loaded.machine.asked())?;
    let open = loaded.free_for(claim.claimer(), tx.now(), if_match)?;
    if open.claim(tx.now()).is_none() {
        return Err(ProblemKind::NotClaimed.into());
    }
    let change = Change::new(What::Handling(Handling::Released), about(&loaded.stored));
    store(tx, loaded, None, &change)
}

/// Has somebody else handle a request, or takes it over.
///
/// # Errors
/// `not-found`; the policy's refusals, of the caller and of the receiver; `already-decided`; a
/// missing or stale version.
pub fn hand_over_access_request(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    to: UserId,
    lasting: Lasting,
    if_match: IfMatch,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let loaded = loaded(tx, id)?;
    let asked = loaded.machine.asked();
    let receiver = receiver(tx, asked, to)?;
    let handing = policy::handling::hand_over(tx.caller(), asked, receiver)?;
    let open = loaded.open()?;
    if_match.check(open.version)?;
    let (by, until) = (handing.receiver(), tx.now().plus_seconds(lasting.0));
    let old = open.claim(tx.now()).map(|claim| claim.by);
    let change = Change::new(
        What::Handling(Handling::HandedOver {
            old: json!({ "claimed_by": old }),
            new: json!({ "claimed_by": by, "claimed_until": until }),
        }),
        about(&loaded.stored),
    );
    store(tx, loaded, Some(Claim { by, until }), &change)
}

/// What is to be known of whom a request is handed to.
fn receiver(tx: &mut WriteTx<'_>, asked: &Asked, to: UserId) -> Result<Receiver, Failure> {
    let now = tx.now();
    let holders = match asked.authority {
        Authority::Lba => {
            let what = (asked.unit.as_deref(), &asked.role);
            users::lbas::list_deciders(tx, asked.subject.home, what, &[])?
        }
        Authority::Landssupport => users::queries::list_desk(tx, now)?,
    };
    Ok(Receiver {
        id: to,
        holds_authority: holders.iter().any(|one| one.id == to),
    })
}

/// Stores who handles a request.
fn store(
    tx: &mut WriteTx<'_>,
    loaded: Loaded,
    claim: Option<Claim>,
    change: &Change,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let stored = loaded.stored;
    let set = (
        access_requests::claimed_by.eq(claim.map(|claim| claim.by.to_string())),
        access_requests::claimed_until.eq(claim.map(|claim| Timestamp::naive(claim.until))),
        access_requests::version.eq(stored.version + 1),
    );
    let changed =
        update(access_requests::table, set, is_open_as(&stored)).execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::StaleVersion.into());
    }
    let version = stored.version + 1;
    let claimed = Stored {
        claim,
        version,
        ..stored
    };
    let view = views::view(tx, &claimed)?;
    tx.record(change, view)
}
