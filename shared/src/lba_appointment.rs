//! The first LBA of an organisation, by two persons of Landssupporten (G11).

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    enums::text_enum,
    id::{AccessRequestId, LbaAppointmentId, OrganisationId, RoleGrantId, UserId},
    organisation::{OrganisationRef, PersonRef},
    session::AllowedAction,
};

text_enum! {
    /// What has become of an appointment.
    AppointmentState {
        /// One person of Landssupporten has proposed it.
        Proposed = "proposed",
        /// Another one has confirmed it, and the role was given.
        Confirmed = "confirmed",
        /// Another one has rejected it.
        Rejected = "rejected",
        /// Who proposed it has taken it back.
        Withdrawn = "withdrawn",
    }
}

/// How an appointment ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentDecisionView {
    /// In what.
    pub outcome: AppointmentState,
    /// By whom.
    pub by: PersonRef,
    /// When.
    pub at: Timestamp,
    /// Why, when it was rejected.
    pub reason: Option<String>,
    /// The grant, when it was confirmed.
    pub grant_id: Option<RoleGrantId>,
}

/// The appointing of an organisation's first LBA.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LbaAppointmentView {
    /// Its id.
    pub id: LbaAppointmentId,
    /// What has become of it.
    pub state: AppointmentState,
    /// The organisation.
    pub organisation: OrganisationRef,
    /// Who becomes LBA.
    pub user: PersonRef,
    /// The role's key.
    pub role: String,
    /// The role's name in the caller's language.
    pub role_name: String,
    /// What shows that the person may act for the organisation.
    pub evidence: String,
    /// Why Landssupporten appoints; stands on the grant.
    pub reason: String,
    /// A case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_reference: Option<String>,
    /// The person's own request, which confirming approves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<AccessRequestId>,
    /// Who proposed it.
    pub proposed_by: PersonRef,
    /// When.
    pub proposed_at: Timestamp,
    /// How it ended.
    pub decision: Option<AppointmentDecisionView>,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts its changes; the same as its `ETag`.
    pub version: i64,
}

/// An appointment to propose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLbaAppointment {
    /// The organisation, which has no LBA.
    pub organisation_id: OrganisationId,
    /// Who becomes LBA: a user of that organisation.
    pub user_id: UserId,
    /// What shows that the person may act for the organisation, 10 to 500 characters.
    pub evidence: String,
    /// Why Landssupporten appoints, 10 to 500 characters.
    pub reason: String,
    /// A case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_reference: Option<String>,
    /// The person's own open request for the role; found when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<AccessRequestId>,
}

/// A rejection of an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAppointmentRejection {
    /// The reason, 10 to 500 characters; who proposed it reads it.
    pub reason: String,
}

/// Which appointments to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct LbaAppointmentQuery {
    /// Only those in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AppointmentState>,
    /// Only this organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}
