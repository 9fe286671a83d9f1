//! A request that somebody is about to act on, and what stands in the way.

use shared::{
    Timestamp,
    access_request::ClaimView,
    id::{AccessRequestId, UserId},
};

use super::{commands::about, orphans, queries, rows::Stored, views::Around};
use crate::{
    db::{Failure, WriteTx},
    domain::request::{AccessRequest, Claim, Decidable, OpenRequest},
    http::request::IfMatch,
    policy::{self, Authorised, requests::Decide},
};

/// A loaded request and what is known around it.
pub(super) struct Loaded {
    pub(super) stored: Stored,
    pub(super) around: Around,
    pub(super) machine: AccessRequest,
}

/// Loads a request within sight and what is known around it, and says what the act is about.
///
/// # Errors
/// `not-found`.
pub(super) fn loaded(tx: &mut WriteTx<'_>, id: AccessRequestId) -> Result<Loaded, Failure> {
    let scope = policy::scope::visible_requests(tx.caller());
    let (mut stored, subject, role) = queries::get_with_subject_and_role(tx, &scope, id)?;
    tx.concerns(about(&stored))?;
    orphans::hand_over(tx, &mut stored)?;
    let around = Around::of_one(tx, &stored, subject, role)?;
    let machine = around.machine(&stored)?;
    Ok(Loaded {
        stored,
        around,
        machine,
    })
}

impl Loaded {
    /// The open request; else who ended it and when.
    pub(super) fn open(&self) -> Result<OpenRequest, Failure> {
        match &self.machine {
            AccessRequest::Open(open) => Ok(open.clone()),
            AccessRequest::Closed(..) => match self.around.decision(&self.stored)? {
                Some(decision) => Err(Failure::AlreadyDecided(Box::new(decision))),
                None => Err(Failure::Internal(
                    "a closed request without an end".to_owned(),
                )),
            },
        }
    }

    /// The open request of the version the caller means, unless another handles it.
    pub(super) fn free_for(
        &self,
        who: UserId,
        at: Timestamp,
        if_match: IfMatch,
    ) -> Result<OpenRequest, Failure> {
        let open = self.open()?;
        match open.claim_against(who, at) {
            Some(claim) => Err(self.claimed(claim)),
            None => if_match.check(open.version).map(|()| open),
        }
    }

    /// The request of the version the caller means, for its decider to end.
    pub(super) fn decidable(
        &self,
        by: &Authorised<Decide>,
        at: Timestamp,
        if_match: IfMatch,
    ) -> Result<Decidable, Failure> {
        let version = self.stored.version;
        let open = self.open()?.decidable(by, at);
        let open = open.map_err(|claim| self.claimed(claim))?;
        if_match.check(version).map(|()| open)
    }

    /// That another handles the request.
    pub(super) fn claimed(&self, claim: Claim) -> Failure {
        match self.around.person(claim.by) {
            Ok(by) => {
                let until = claim.until;
                Failure::ClaimedByAnother(self.stored.id, Box::new(ClaimView { by, until }))
            }
            Err(failure) => failure,
        }
    }
}
