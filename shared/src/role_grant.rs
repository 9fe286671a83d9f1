//! Role grants: who holds what, where, from when until when, and by whose decision.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    agreement::AgreementRef,
    attribute::AttributeRef,
    enums::text_enum,
    id::{AccessRequestId, AgreementId, OrganisationId, RoleGrantId, UserId},
    organisation::{OrganisationRef, PersonRef},
    role::RoleRef,
    session::AllowedAction,
};

text_enum! {
    /// Where a grant comes from; an import or sync may remove only its own.
    GrantSource {
        /// An approved access request.
        Request = "request",
        /// Given directly by an LBA.
        Lba = "lba",
        /// Given directly by Landssupporten.
        Landssupport = "landssupport",
        /// Taken over from an earlier system.
        Import = "import",
        /// A kommune's identity system.
        Scim = "scim",
        /// Given when the system was set up.
        Bootstrap = "bootstrap",
        /// Taken by whoever may represent the company, which had no LBA (G11).
        LegalAuthority = "legal_authority",
    }
}

/// How a grant was taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevocationView {
    /// Who; null when the system did it.
    pub by: Option<PersonRef>,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// Why a running grant is not in effect. It is again as soon as it is woken and the holder has
/// what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuspensionView {
    /// Since when it sleeps, since it was not used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dormant_since: Option<Timestamp>,
    /// Roles that the role requires and the holder has not.
    pub missing: Vec<RoleRef>,
    /// Attributes that the role requires and the holder's organisation has not.
    #[serde(default)]
    pub missing_attributes: Vec<AttributeRef>,
    /// The same as a sentence, in the caller's language.
    pub reason: String,
}

/// A role grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleGrantView {
    /// Its id.
    pub id: RoleGrantId,
    /// Who holds it.
    pub user: PersonRef,
    /// The role's key.
    pub role: String,
    /// The role's name in the caller's language.
    pub role_name: String,
    /// Where it is held.
    pub organisation: OrganisationRef,
    /// The P-number it is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The agreement that it is held under, and ends with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementRef>,
    /// From when.
    pub valid_from: Timestamp,
    /// Until when; null without end.
    pub valid_until: Option<Timestamp>,
    /// Whether it is in effect now: begun, not ended, not revoked, awake, its holder active and
    /// having what the role requires.
    pub effective: bool,
    /// What keeps it from being in effect though it runs: it sleeps, or a role that it requires is
    /// missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<SuspensionView>,
    /// When it was used last, to a day or so: a role check said yes, or its holder logged in to
    /// administer; null when that is not known.
    pub last_used_at: Option<Timestamp>,
    /// When it falls asleep unless it is used before, or fell asleep; null when never.
    pub dormant_from: Option<Timestamp>,
    /// Whether that is so soon that one is warned of it.
    pub dormant_soon: bool,
    /// Where it comes from.
    pub source: GrantSource,
    /// Who gave it; null when a system did.
    pub granted_by: Option<PersonRef>,
    /// When it was given.
    pub granted_at: Timestamp,
    /// Why it was given.
    pub reason: String,
    /// The deciding authority's case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_reference: Option<String>,
    /// The request it came of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<AccessRequestId>,
    /// How it was taken away.
    pub revoked: Option<RevocationView>,
    /// The grant that took its place when it was extended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_by: Option<RoleGrantId>,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts its changes; the same as its `ETag`.
    pub version: i64,
}

/// A role to give directly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRoleGrant {
    /// Who shall hold it.
    pub user_id: UserId,
    /// The role's key.
    pub role: String,
    /// Where it shall be held.
    pub organisation_id: OrganisationId,
    /// A P-number to limit it to, ten digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// From when; now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Timestamp>,
    /// Until when; without end when absent, but for the role's own maximum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// Why, 10 to 500 characters.
    pub reason: String,
    /// A case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_reference: Option<String>,
}

/// Why a grant is taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRevocation {
    /// The reason, 10 to 500 characters.
    pub reason: String,
}

/// A later end for a grant that has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewExtension {
    /// Until when, later than it ends now; without end when absent, but for the role's own
    /// maximum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// Why, 10 to 500 characters.
    pub reason: String,
}

/// Why a grant that sleeps is woken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReactivation {
    /// The reason, 10 to 500 characters.
    pub reason: String,
}

/// Which grants to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RoleGrantQuery {
    /// Only this user's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// Only those held by users of this organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// Only those held under this agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement_id: Option<AgreementId>,
    /// Only this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Only those in effect at this moment; all of them, ended ones too, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
    /// Only those in effect now that end before this moment, the first to end first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiring_before: Option<Timestamp>,
    /// Only those that run and sleep, or fall asleep before this moment, the longest asleep
    /// first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dormant_before: Option<Timestamp>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// A role that a user has at a moment, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EffectiveRole {
    /// The role's key.
    pub role: String,
    /// The role's name in the caller's language.
    pub role_name: String,
    /// Where it is held.
    pub organisation: OrganisationRef,
    /// The P-number it is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// From when.
    pub since: Timestamp,
    /// Until when; null without end.
    pub until: Option<Timestamp>,
    /// The grant that gives it.
    pub grant_id: RoleGrantId,
    /// Where that comes from.
    pub source: GrantSource,
}

/// At which moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct EffectiveRoleQuery {
    /// The moment; now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}
