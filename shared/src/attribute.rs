//! Attributes: what an organisation may have that a role can require of its holder's organisation.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, id::OrganisationId, role::RoleRef, session::AllowedAction};

mod key;

pub use key::AttributeKey;

/// An attribute of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttributeView {
    /// Its key, such as `tilslutningsaftale`.
    pub key: String,
    /// Danish name.
    pub name_da: String,
    /// English name.
    pub name_en: String,
    /// What it means that an organisation has it, in Danish.
    pub description_da: String,
    /// What it means that an organisation has it, in English.
    pub description_en: String,
    /// Roles that say that they require it.
    pub required_by: Vec<RoleRef>,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts its changes; the same as its `ETag`.
    pub version: i64,
}

/// An attribute, named beside another thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttributeRef {
    /// Its key.
    pub key: String,
    /// Its name in the caller's language.
    pub name: String,
}

/// A new attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAttribute {
    /// Its key: small letters a to z, digits and `-`, beginning with a letter; at most 60.
    pub key: String,
    /// Danish name, 1 to 140 characters.
    pub name_da: String,
    /// English name, 1 to 140 characters.
    pub name_en: String,
    /// What it means that an organisation has it, in Danish, 1 to 1000 characters.
    pub description_da: String,
    /// What it means that an organisation has it, in English, 1 to 1000 characters.
    pub description_en: String,
}

/// Changes to an attribute's texts; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeAttribute {
    /// Danish name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_da: Option<String>,
    /// English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// What it means that an organisation has it, in Danish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_da: Option<String>,
    /// What it means that an organisation has it, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_en: Option<String>,
}

/// An attribute as an organisation has it, or has it not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganisationAttributeView {
    /// The attribute's key.
    pub key: String,
    /// Its name in the caller's language.
    pub name: String,
    /// What it means, in the caller's language.
    pub description: String,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// Since when the organisation has it; null when it has it not.
    pub since: Option<Timestamp>,
    /// After it was given or taken, or on a dry run of it: how many grants of the organisation's
    /// users begin, or cease, to be in effect by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affected_grants: Option<i64>,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts how often it was given and taken; the same as its `ETag`.
    pub version: i64,
}

/// Why an organisation is given an attribute, or loses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AttributeReason {
    /// The reason, 10 to 500 characters.
    pub reason: String,
}
