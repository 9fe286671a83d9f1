//! Organisations and how they are administered.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    enums::text_enum,
    id::{OrganisationId, UserId},
    session::AllowedAction,
};

text_enum! {
    /// What an organisation is. STAR's numeric codes: 24 virksomhed, 7 kommune, 8 jobcenter,
    /// 4 anden aktør; the others' are not published.
    OrganisationKind {
        /// A company.
        Virksomhed = "virksomhed",
        /// A municipality.
        Kommune = "kommune",
        /// A job centre, child of a kommune; the concept is being abolished.
        Jobcenter = "jobcenter",
        /// An unemployment fund.
        AKasse = "a_kasse",
        /// A private provider that works for a kommune.
        AndenAktoer = "anden_aktoer",
        /// STAR itself, where Landssupporten sits.
        Styrelse = "styrelse",
    }
}

impl OrganisationKind {
    /// STAR's `OrganisationTypeIdentifier`, where it is published.
    pub const fn star_code(self) -> Option<i32> {
        match self {
            Self::Virksomhed => Some(24),
            Self::Kommune => Some(7),
            Self::Jobcenter => Some(8),
            Self::AndenAktoer => Some(4),
            Self::AKasse | Self::Styrelse => None,
        }
    }
}

text_enum! {
    /// The module in which an organisation's users are administered (R2, R3).
    Administration {
        /// Arbejdsmarkedsportalens brugeradministrationsmodul (AMP).
        Arbejdsmarkedsportalen = "arbejdsmarkedsportalen",
        /// STAR Brugeradministration.
        Star = "star",
    }
}

/// An organisation as others refer to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganisationRef {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its CVR number, eight digits; null for the umbrella organisation Virksomhed and for
    /// organisations whose number is not registered.
    pub cvr: Option<String>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganisationView {
    /// Its id.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// CVR number, eight digits.
    pub cvr: Option<String>,
    /// STAR's `OrganisationTypeIdentifier`.
    pub star_code: Option<i32>,
    /// A kommune's three digits.
    pub kommunekode: Option<String>,
    /// The organisation above it.
    pub parent_id: Option<OrganisationId>,
    /// Where its users are administered.
    pub administration: Administration,
    /// Whether it is in use.
    pub active: bool,
    /// Whether its people are told by name who its LBAs are, and so who decides what they ask for.
    pub names_deciders: bool,
    /// Its LBAs, when the caller may read who they are.
    pub lbas: Vec<PersonRef>,
    /// How many active LBAs it has.
    pub lba_count: i64,
    /// Within how many hours its LBAs answered half of what was asked for in the last 90 days; null
    /// when they answered fewer than five, and in lists.
    pub usual_answer_hours: Option<i64>,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// When it was registered.
    pub created_at: Timestamp,
    /// Counts its changes; the same as its `ETag`.
    pub version: i64,
}

/// A new organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewOrganisation {
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name, 1 to 200 characters.
    pub name: String,
    /// CVR number, eight digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cvr: Option<String>,
    /// A kommune's three digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kommunekode: Option<String>,
    /// The organisation above it; for a virksomhed this is always Virksomhed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<OrganisationId>,
}

/// Changes to an organisation; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeOrganisation {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// In use or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Whether its people are told by name who its LBAs are. Its LBAs' own choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names_deciders: Option<bool>,
}

/// Which organisations to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OrganisationQuery {
    /// Part of a name, a CVR number or a kommunekode; case does not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OrganisationKind>,
    /// Only those that have no active LBA (`true`) or have one (`false`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_lba: Option<bool>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// A person as others refer to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonRef {
    /// The user's id.
    pub id: UserId,
    /// The person's name.
    pub name: String,
}
