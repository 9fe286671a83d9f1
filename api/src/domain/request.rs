//! The access request as a state machine: open, then closed for good (design §2.3).

use shared::{
    Timestamp,
    access_request::{RequestAction, RequestState},
    id::{AccessRequestId, OrganisationId, RoleGrantId, UserId},
    problem::FieldCode,
    role::Authority,
    text::{Comment, Reason},
};

use super::{facts::RoleFacts, facts::SubjectFacts, period::Period};
use crate::policy::{
    Authorised,
    requests::{Decide, Withdraw},
};

/// What was asked, by whom, for whom: never changes after it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub(crate) id: AccessRequestId,
    pub(crate) action: RequestAction,
    pub(crate) subject: SubjectFacts,
    pub(crate) requested_by: UserId,
    pub(crate) role: RoleFacts,
    pub(crate) organisation: OrganisationId,
    pub(crate) unit: Option<String>,
    pub(crate) justification: String,
    pub(crate) case_reference: Option<String>,
    pub(crate) valid_until: Option<Timestamp>,
    pub(crate) authority: Authority,
}

/// Who handles a request, and until when: past that moment it is as if nobody did, so that no
/// claim blocks a request for long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    pub(crate) by: UserId,
    pub(crate) until: Timestamp,
}

/// A request that waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRequest {
    pub(crate) asked: Asked,
    pub(crate) claim: Option<Claim>,
    pub(crate) version: i64,
}

/// A request as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessRequest {
    /// Waits.
    Open(OpenRequest),
    /// Ended, in the given state.
    Closed(Asked, RequestState),
}

impl AccessRequest {
    /// The request, when it waits.
    pub fn open(&self) -> Option<&OpenRequest> {
        match self {
            Self::Open(open) => Some(open),
            Self::Closed(..) => None,
        }
    }

    /// What was asked.
    pub fn asked(&self) -> &Asked {
        match self {
            Self::Open(open) => &open.asked,
            Self::Closed(asked, _) => asked,
        }
    }
}

/// How a request ends. Stored whole, by a compare-and-set on the open row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    pub(crate) asked: Asked,
    pub(crate) version: i64,
    pub(crate) at: Timestamp,
    pub(crate) by: UserId,
    pub(crate) outcome: Outcome,
}

/// The ends there are, each with what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Given or taken as decided; the grant is part of the same value, so that neither can be
    /// stored without the other.
    Approved {
        /// What was given or taken.
        grant: RoleGrantId,
        /// Until when it was given.
        valid_until: Option<Timestamp>,
        /// What the approver said.
        comment: Option<Comment>,
    },
    /// Refused, with a reason the requester reads.
    Rejected {
        /// Why.
        because: Reason,
    },
    /// Taken back.
    Withdrawn,
}

impl Outcome {
    /// The state this outcome leads to.
    pub fn state(&self) -> RequestState {
        match self {
            Self::Approved { .. } => RequestState::Approved,
            Self::Rejected { .. } => RequestState::Rejected,
            Self::Withdrawn => RequestState::Withdrawn,
        }
    }
}

/// A request that its decider may end now: no claim of anybody else's stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decidable {
    open: OpenRequest,
    by: UserId,
    at: Timestamp,
}

impl OpenRequest {
    /// The claim in effect at a moment.
    pub fn claim(&self, at: Timestamp) -> Option<Claim> {
        self.claim.filter(|claim| at < claim.until)
    }

    /// The claim in effect that is somebody else's.
    pub fn claim_against(&self, who: UserId, at: Timestamp) -> Option<Claim> {
        self.claim(at).filter(|claim| claim.by != who)
    }

    /// What its decider may end, unless another has claimed it.
    ///
    /// # Errors
    /// The other's claim.
    pub fn decidable(self, by: &Authorised<Decide>, at: Timestamp) -> Result<Decidable, Claim> {
        let by = by.decider();
        match self.claim_against(by, at) {
            Some(claim) => Err(claim),
            None => Ok(Decidable { open: self, by, at }),
        }
    }

    /// Is taken back.
    pub fn withdraw(self, by: &Authorised<Withdraw>, at: Timestamp) -> Closing {
        self.close(by.withdrawer(), Outcome::Withdrawn, at)
    }

    fn close(self, by: UserId, outcome: Outcome, at: Timestamp) -> Closing {
        Closing {
            asked: self.asked,
            version: self.version,
            at,
            by,
            outcome,
        }
    }
}

impl Decidable {
    /// What was asked.
    pub fn asked(&self) -> &Asked {
        &self.open.asked
    }

    /// The period an approval gives: what was asked for or less, never more, and no longer than
    /// the role allows.
    ///
    /// # Errors
    /// `TooFar` when `shorter` is later than asked for or the role's maximum forbids it,
    /// `InThePast` when the end has passed.
    pub fn period(&self, shorter: Option<Timestamp>) -> Result<Period, FieldCode> {
        let asked = self.asked();
        let until = match (shorter, asked.valid_until) {
            (Some(shorter), Some(asked)) if shorter > asked => return Err(FieldCode::TooFar),
            (Some(shorter), _) => Some(shorter),
            (None, asked) => asked,
        };
        Period::new(self.at, until)?.within(asked.role.max_duration_days)
    }

    /// Ends in approval, together with the grant it gave or took.
    pub fn approve(
        self,
        grant: RoleGrantId,
        valid_until: Option<Timestamp>,
        comment: Option<Comment>,
    ) -> Closing {
        self.end(Outcome::Approved {
            grant,
            valid_until,
            comment,
        })
    }

    /// Ends in rejection.
    pub fn reject(self, because: Reason) -> Closing {
        self.end(Outcome::Rejected { because })
    }

    fn end(self, outcome: Outcome) -> Closing {
        self.open.close(self.by, outcome, self.at)
    }
}
