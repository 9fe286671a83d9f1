//! The role catalogue.

use serde::{Deserialize, Serialize};

use crate::{enums::text_enum, organisation::OrganisationKind};

text_enum! {
    /// NSIS assurance levels of a login (Lav, Betydelig, Høj), in order.
    Assurance {
        /// Lav.
        Low = "low",
        /// Betydelig.
        Substantial = "substantial",
        /// Høj.
        High = "high",
    }
}

text_enum! {
    /// Who gives, takes and decides a role.
    Authority {
        /// The local LBA.
        Lba = "lba",
        /// The national desk.
        Landssupport = "landssupport",
    }
}

text_enum! {
    /// Where a role is held.
    GrantTarget {
        /// On the holder's own organisation.
        Own = "own",
        /// On the umbrella organisation Virksomhed.
        Umbrella = "umbrella",
    }
}

/// How a role may be given to holders of one kind of organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleRuleView {
    /// The holder's kind of organisation.
    pub holder_kind: OrganisationKind,
    /// Where it is held.
    pub target: GrantTarget,
    /// Whether an employee may ask for it themself.
    pub requestable_by_self: bool,
    /// Whether the employee's LBA may ask for it.
    pub requestable_by_lba: bool,
    /// Who gives it.
    pub granted_by: Authority,
    /// Who takes it.
    pub revoked_by: Authority,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleView {
    /// `System.Rolle`.
    pub key: String,
    /// The system it opens.
    pub system: String,
    /// Danish name.
    pub name_da: String,
    /// English name.
    pub name_en: String,
    /// What its holder may do, in Danish.
    pub description_da: String,
    /// What its holder may do, in English.
    pub description_en: String,
    /// Assurance level its holder's login must reach.
    pub assurance: Assurance,
    /// Longest time it may be granted for, in days.
    pub max_duration_days: Option<i32>,
    /// How it may be given, per kind of organisation; a missing kind may not have it.
    pub rules: Vec<RoleRuleView>,
    /// Counts its changes; the same as its `ETag`.
    pub version: i64,
}
