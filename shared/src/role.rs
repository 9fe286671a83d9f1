//! The role catalogue.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    attribute::AttributeRef, enums::text_enum, organisation::OrganisationKind,
    session::AllowedAction,
};

mod breach;
mod key;

pub use breach::{Breach, BreachKind, Breaches};
pub use key::RoleKey;

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
        /// On a jobcentre of the holder's own organisation, a kommune (R3).
        Jobcentre = "jobcentre",
        /// On the organisation that the holder's own works for, under a recorded agreement (G15).
        Agreement = "agreement",
    }
}

text_enum! {
    /// What a role lets its holder do in this system itself.
    Confers {
        /// Acts as LBA of the organisation on which it is held.
        AdministerOrganisation = "administer_organisation",
        /// Acts for Landssupporten.
        Landssupport = "landssupport",
        /// Reads everything, changes nothing.
        Audit = "audit",
        /// Runs the system.
        SystemAdministration = "system_administration",
    }
}

text_enum! {
    /// A part of a role that cannot be changed over the API, so that nobody is locked out.
    FixedPart {
        /// How it is given and taken.
        Rules = "rules",
        /// Where it is held, and to which kinds of holders it may be given.
        Places = "places",
        /// What it requires.
        Requires = "requires",
        /// After how many days it falls asleep: never.
        Dormancy = "dormancy",
    }
}

/// How a role may be given to holders of one kind of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
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
    /// Fewest holders that an organisation may be left with.
    pub min_holders: Option<i32>,
    /// Most holders that an organisation may have.
    pub max_holders: Option<i32>,
    /// After how many days without use a grant of it falls asleep; null when never.
    pub dormant_after_days: Option<i32>,
    /// What it lets its holder do in this system itself; never changed over the API.
    pub confers: Option<Confers>,
    /// Roles that its holder must have besides; while one is missing it is not in effect.
    pub requires: Vec<RoleRef>,
    /// Roles that require it.
    pub required_by: Vec<RoleRef>,
    /// Roles that nobody may have together with it.
    pub conflicts_with: Vec<RoleRef>,
    /// Attributes that its holder's own organisation must have; while one is missing it is not in
    /// effect.
    #[serde(default)]
    pub requires_attributes: Vec<AttributeRef>,
    /// How it may be given, per kind of organisation; a missing kind may not have it.
    pub rules: Vec<RoleRuleView>,
    /// What of it cannot be changed.
    pub fixed: Vec<FixedPart>,
    /// After a change, or on a dry run of one: live grants that it puts in breach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaches: Option<Breaches>,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts its changes; the same as its `ETag`.
    pub version: i64,
}

/// A role, named beside another thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleRef {
    /// `System.Rolle`.
    pub key: String,
    /// Its name in the caller's language.
    pub name: String,
}

/// A new role. It confers nothing in this system itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    /// `System.Rolle`: letters, digits, `-` and `_` on both sides of one point.
    pub key: String,
    /// Danish name, 1 to 140 characters.
    pub name_da: String,
    /// English name, 1 to 140 characters.
    pub name_en: String,
    /// What its holder may do, in Danish, 1 to 1000 characters.
    pub description_da: String,
    /// What its holder may do, in English, 1 to 1000 characters.
    pub description_en: String,
    /// Assurance level its holder's login must reach; substantial when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assurance: Option<Assurance>,
    /// Longest time it may be granted for, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_duration_days: Option<i32>,
    /// Fewest holders that an organisation may be left with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_holders: Option<i32>,
    /// Most holders that an organisation may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_holders: Option<i32>,
    /// After how many days without use a grant of it falls asleep, seven at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dormant_after_days: Option<i32>,
    /// Keys of roles that its holder must have besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<String>,
    /// Keys of roles that nobody may have together with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts_with: Vec<String>,
    /// Keys of attributes that its holder's own organisation must have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires_attributes: Vec<String>,
    /// How it may be given, at most one rule a kind of organisation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RoleRuleView>,
}

/// Changes to a role; what is absent stays, and null takes a limit away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    /// Danish name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_da: Option<String>,
    /// English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// What its holder may do, in Danish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_da: Option<String>,
    /// What its holder may do, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_en: Option<String>,
    /// Assurance level its holder's login must reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assurance: Option<Assurance>,
    /// Longest time it may be granted for, in days.
    #[serde(
        default,
        deserialize_with = "said",
        skip_serializing_if = "Option::is_none"
    )]
    pub max_duration_days: Option<Option<i32>>,
    /// Fewest holders that an organisation may be left with.
    #[serde(
        default,
        deserialize_with = "said",
        skip_serializing_if = "Option::is_none"
    )]
    pub min_holders: Option<Option<i32>>,
    /// Most holders that an organisation may have.
    #[serde(
        default,
        deserialize_with = "said",
        skip_serializing_if = "Option::is_none"
    )]
    pub max_holders: Option<Option<i32>>,
    /// After how many days without use a grant of it falls asleep, seven at least.
    #[serde(
        default,
        deserialize_with = "said",
        skip_serializing_if = "Option::is_none"
    )]
    pub dormant_after_days: Option<Option<i32>>,
    /// Keys of all the roles that its holder must have besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires: Option<Vec<String>>,
    /// Keys of all the roles that nobody may have together with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflicts_with: Option<Vec<String>>,
    /// Keys of all the attributes that its holder's own organisation must have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires_attributes: Option<Vec<String>>,
    /// All its rules, at most one a kind of organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<RoleRuleView>>,
}

/// Tells a null that was said from a field that was left out.
#[expect(
    clippy::option_option,
    reason = "absent, null and a number are three things here"
)]
fn said<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<i32>>, D::Error> {
    Option::deserialize(value).map(Some)
}
