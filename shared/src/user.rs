//! Users.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    enums::text_enum,
    id::{OrganisationId, UserId},
    organisation::OrganisationRef,
    session::AllowedAction,
};

text_enum! {
    /// STAR's user types: 2, 3 and 4.
    UserKind {
        /// Case worker (2).
        Sagsbehandler = "sagsbehandler",
        /// A system (3).
        System = "system",
        /// Employee (4).
        Medarbejder = "medarbejder",
    }
}

text_enum! {
    /// Whether a user may act.
    UserStatus {
        /// May act.
        Active = "active",
        /// Stopped for a while.
        Suspended = "suspended",
        /// Stopped by an LBA; may be reactivated.
        Deactivated = "deactivated",
    }
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserView {
    /// The user's id.
    pub id: UserId,
    /// MitID Erhverv's persistent UUID of the professional identity; null until the first login
    /// of a user who was created without one.
    pub professional_uuid: Option<uuid::Uuid>,
    /// Full name.
    pub name: String,
    /// E-mail address; empty when the login gave none.
    pub email: String,
    /// STAR's user type.
    pub kind: UserKind,
    /// Whether the user may act.
    pub status: UserStatus,
    /// The home organisation.
    pub organisation: OrganisationRef,
    /// P-number of the unit there where the user works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Keys of the roles in effect now; empty when `roles_hidden`.
    pub roles: Vec<String>,
    /// Whether the caller must say why before reading the roles (G14).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub roles_hidden: bool,
    /// When the user or what they hold last changed.
    pub changed_at: crate::Timestamp,
    /// What the caller may do with the user; empty in lists: read the user to know.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts the user's changes; the same as the `ETag`.
    pub version: i64,
}

/// A new user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// MitID Erhverv's persistent UUID, when known. Without it the user is recognised at the
    /// first login by CVR number and e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub professional_uuid: Option<uuid::Uuid>,
    /// Full name, 1 to 140 characters.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// The home organisation.
    pub organisation_id: OrganisationId,
    /// P-number of the unit there where the user works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// STAR's user type; `medarbejder` in a virksomhed and `sagsbehandler` elsewhere when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<UserKind>,
}

/// Changes to a user; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeUser {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// P-number of the unit of the organisation where the user works from now on; null for none.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "said"
    )]
    pub unit: Option<Option<String>>,
}

/// Tells null, which is said, from nothing said.
#[expect(
    clippy::option_option,
    reason = "what is left out, what is null and what is given are three things (RFC 7396)"
)]
fn said<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(value).map(Some)
}

/// Why a user is deactivated or reactivated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeUserStatus {
    /// The reason, 10 to 500 characters.
    pub reason: String,
}

/// Which users to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct UserQuery {
    /// Part of a name, an e-mail address or a professional UUID; case does not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only users whose home is this organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// Only users who hold this role now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Only users who work in the unit with this P-number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Only users with this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<UserStatus>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// A role that somebody may or may not give to a user, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignableRole {
    /// The role's key.
    pub role: String,
    /// The role's name in the caller's language.
    pub name: String,
    /// Where it would be held.
    pub organisation: OrganisationRef,
    /// P-number of the unit that the caller, being LBA of no more, would limit it to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// `grant_role` and `submit_access_request`, each with its reason when refused.
    pub allowed_actions: Vec<AllowedAction>,
}
