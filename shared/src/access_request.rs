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
        /// Open requests that I may decide.
        ToDecide = "to_decide",
    }
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
    /// Who may decide it now; empty when it lies with Landssupporten or is decided.
    pub deciders: Vec<PersonRef>,
    /// Who is looking at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<PersonRef>,
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

/// Which requests to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AccessRequestQuery {
    /// Mine, or those I may decide; everything I may see when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<RequestQueue>,
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
