//! Access requests: asked by somebody, decided by somebody else, once.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    enums::text_enum,
    id::{AccessRequestId, OrganisationId, RoleGrantId, UserId},
    organisation::{OrganisationRef, PersonRef},
    role::Authority,
    session::AllowedAction,
};

text_enum! {
    /// What is asked for.
    RequestAction {
        /// That the role be given.
        Grant = "grant",
        /// That the role be taken away.
        Revoke = "revoke",
    }
}

text_enum! {
    /// Where a request is in its life; every state but `open` is final.
    RequestState {
        /// Waits for a decision.
        Open = "open",
        /// Approved, and carried out in the same transaction.
        Approved = "approved",
        /// Rejected with a reason.
        Rejected = "rejected",
        /// Taken back by who asked.
        Withdrawn = "withdrawn",
        /// Nobody decided in time.
        Lapsed = "lapsed",
    }
}

text_enum! {
    /// Which queue to list.
    RequestQueue {
        /// Requests that I sent or that are about me.
        Mine = "mine",
        /// Open requests that I may decide, those due first first.
        ToDecide = "to_decide",
        /// Open requests of my organisation that lie with Landssupporten, those due first first.
        AtDesk = "at_desk",
        /// Requests that have ended: my organisation's, and at the desk the desk's.
        Decided = "decided",
    }
}

text_enum! {
    /// The two sides of a request's thread, and whose turn it is.
    RequestParty {
        /// Who asked, whom it is about, and for a request at the desk the organisation's LBAs.
        Requester = "requester",
        /// Who may decide it.
        Decider = "decider",
    }
}

impl RequestParty {
    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Requester => Self::Decider,
            Self::Decider => Self::Requester,
        }
    }
}

text_enum! {
    /// Which requests to list, by who handles them now.
    ClaimFilter {
        /// Nobody handles them.
        Unclaimed = "unclaimed",
        /// I handle them.
        Mine = "mine",
        /// Others handle them.
        Others = "others",
    }
}

/// Who handles a request, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimView {
    /// Who handles it.
    pub by: PersonRef,
    /// When the claim times out.
    pub until: Timestamp,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionView {
    /// The state it ended in.
    pub outcome: RequestState,
    /// Who ended it; null when time did.
    pub by: Option<PersonRef>,
    /// When.
    pub at: Timestamp,
    /// Why, or the comment that came with an approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The grant that an approval gave or took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_id: Option<RoleGrantId>,
    /// Until when an approval gave the role; may be sooner than asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
}

/// An access request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessRequestView {
    /// Its id.
    pub id: AccessRequestId,
    /// What is asked for.
    pub action: RequestAction,
    /// Where it is in its life.
    pub state: RequestState,
    /// Who decides it; follows from the role's rule.
    pub authority: Authority,
    /// The role's key.
    pub role: String,
    /// The role's name in the caller's language.
    pub role_name: String,
    /// Whom it is about.
    pub subject: PersonRef,
    /// The organisation that they belong to.
    pub home: OrganisationRef,
    /// Who asked.
    pub requested_by: PersonRef,
    /// Where the role would be held.
    pub organisation: OrganisationRef,
    /// The P-number it is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Why.
    pub justification: String,
    /// A case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_reference: Option<String>,
    /// The end date asked for.
    pub valid_until: Option<Timestamp>,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it should be decided at the latest: five Danish working days later.
    pub due_at: Timestamp,
    /// Who may decide it now; empty when it is decided, for everybody but Landssupporten when it
    /// lies there, and for the organisation's people when its LBAs are not named to them.
    pub deciders: Vec<PersonRef>,
    /// How many may decide it now; 0 when it is decided, and for everybody but Landssupporten when
    /// it lies there.
    pub decider_count: i64,
    /// Who handles it; absent when nobody does, or the claim has timed out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<PersonRef>,
    /// When the claim times out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_until: Option<Timestamp>,
    /// Whose turn it is, while it is open: the decider's, or, after a question, the requester's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaiting: Option<RequestParty>,
    /// How it ended; null while it is open.
    pub decision: Option<DecisionView>,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts its changes; the same as its `ETag`.
    pub version: i64,
}

/// A new access request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAccessRequest {
    /// What is asked for.
    pub action: RequestAction,
    /// The role's key.
    pub role: String,
    /// Whom it is about; oneself when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<UserId>,
    /// Where the role would be held.
    pub organisation_id: OrganisationId,
    /// A P-number to limit it to, ten digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Why, 10 to 500 characters.
    pub justification: String,
    /// A case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_reference: Option<String>,
    /// An end date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
}

/// An approval: as asked for, or for a shorter time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewApproval {
    /// An end date no later than the one asked for; that one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// A word to the requester, up to 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// A rejection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRejection {
    /// The reason, 10 to 500 characters; the requester reads it.
    pub reason: String,
}

/// Who is to handle a request from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewHandover {
    /// Somebody who may decide the request; oneself, to take it over.
    pub to: UserId,
}

/// Which requests to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AccessRequestQuery {
    /// One of the queues; everything I may see when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<RequestQueue>,
    /// Only open ones that nobody, I or others handle now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimFilter>,
    /// Only those in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<RequestState>,
    /// Only those that this authority decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Authority>,
    /// Only those about users of this organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// Only those about this user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<UserId>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}
