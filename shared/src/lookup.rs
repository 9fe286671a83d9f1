//! Look-ups: whoever works across organisations says why before reading what somebody may do.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    id::{LookupId, OrganisationId, UserId},
    organisation::{OrganisationRef, PersonRef},
};

/// A look-up: for a while, its maker may read the rights of a person or of a whole organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookupView {
    /// Its id.
    pub id: LookupId,
    /// Whom it is about; null when it is about a whole organisation.
    pub user: Option<PersonRef>,
    /// The organisation, or the person's.
    pub organisation: OrganisationRef,
    /// Why.
    pub reason: String,
    /// A case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_reference: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A new look-up, of a user or of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLookup {
    /// The user; either this or `organisation_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// The organisation, with all of its users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// Why, 10 to 500 characters; those it is about can read it.
    pub reason: String,
    /// A case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_reference: Option<String>,
}

/// Which of one's look-ups to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct LookupQuery {
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}
