//! Agreements by which a provider's staff hold roles at a kommune or jobcentre.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    enums::text_enum,
    id::{AgreementId, OrganisationId},
    organisation::{OrganisationRef, PersonRef},
    session::AllowedAction,
};

text_enum! {
    /// How an agreement stands now.
    AgreementState {
        /// It begins later.
        Upcoming = "upcoming",
        /// Roles may be held under it.
        InForce = "in_force",
        /// Its time is over, or it was ended.
        Ended = "ended",
    }
}

/// An agreement, named beside a grant that is held under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementRef {
    /// Its id.
    pub id: AgreementId,
    /// Case or contract number.
    pub reference: String,
    /// When it ends.
    pub valid_until: Timestamp,
}

/// How an agreement was ended before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementEndView {
    /// Who ended it.
    pub by: PersonRef,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// An agreement between a provider (anden aktør) and the organisation that it works for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementView {
    /// Its id.
    pub id: AgreementId,
    /// The provider, whose staff may hold roles.
    pub provider: OrganisationRef,
    /// The kommune or jobcentre where they hold them.
    pub principal: OrganisationRef,
    /// From when.
    pub valid_from: Timestamp,
    /// Until when; brought forward, never put off.
    pub valid_until: Timestamp,
    /// Case or contract number.
    pub reference: String,
    /// How it stands now.
    pub state: AgreementState,
    /// Who recorded it.
    pub recorded_by: PersonRef,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// How it was ended before its time.
    pub ended: Option<AgreementEndView>,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts its changes; the same as its `ETag`.
    pub version: i64,
}

/// An agreement to record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAgreement {
    /// The provider's CVR number, eight digits.
    pub provider_cvr: String,
    /// The kommune or jobcentre that it works for.
    pub principal_id: OrganisationId,
    /// From when; now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Timestamp>,
    /// Until when.
    pub valid_until: Timestamp,
    /// Case or contract number, 1 to 100 characters.
    pub reference: String,
}

/// Why an agreement is ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAgreementEnd {
    /// The reason, 10 to 500 characters.
    pub reason: String,
}

/// An earlier end for an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAgreementLimit {
    /// Until when: later than now, earlier than it ends.
    pub valid_until: Timestamp,
    /// The reason, 10 to 500 characters.
    pub reason: String,
}

/// A role to give to one of the provider's staff under an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAgreementGrant {
    /// The employee's e-mail address, as the provider has it.
    pub email: String,
    /// The role's key.
    pub role: String,
    /// From when; now, or the agreement's beginning, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Timestamp>,
    /// Until when; the agreement's end when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// Why, 10 to 500 characters.
    pub reason: String,
    /// A case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_reference: Option<String>,
}

/// Which agreements to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AgreementQuery {
    /// Only those that this organisation is a party to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}
