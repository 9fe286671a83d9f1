//! Units of organisations, by P-number.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, id::OrganisationId};

/// A unit of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitView {
    /// Its P-number, ten digits.
    pub p_number: String,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub name: String,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// Counts its changes; the same as its `ETag`.
    pub version: i64,
}

/// A new unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewUnit {
    /// Its P-number, ten digits.
    pub p_number: String,
    /// Its name, 1 to 200 characters.
    pub name: String,
}

/// A new name for a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeUnit {
    /// The name, 1 to 200 characters.
    pub name: String,
}

/// Which page of units to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct UnitQuery {
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}
