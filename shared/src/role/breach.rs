//! What is in breach of a role as it has become.

use serde::{Deserialize, Serialize};

use crate::{
    enums::text_enum,
    id::RoleGrantId,
    organisation::{OrganisationRef, PersonRef},
};

text_enum! {
    /// Why a live grant is in breach of its role.
    BreachKind {
        /// The role has no rule for the holder's kind of organisation.
        NoRule = "no-rule",
        /// The role's rule says another place.
        WrongPlace = "wrong-place",
        /// The holder has a role that conflicts with it.
        Conflict = "conflict",
        /// The holder lacks a role that it requires; it is not in effect meanwhile.
        LacksPrerequisite = "lacks-prerequisite",
        /// The holder's organisation lacks an attribute that it requires; it is not in effect
        /// meanwhile.
        LacksAttribute = "lacks-attribute",
        /// It lasts longer than the role allows.
        TooLong = "too-long",
        /// The organisation has more holders than the role allows.
        TooManyHolders = "too-many-holders",
        /// The organisation has fewer holders than the role wants.
        TooFewHolders = "too-few-holders",
        /// It has not been used for so long that it soon falls asleep.
        FallsAsleep = "falls-asleep",
    }
}

/// Live grants that are in breach of a role as it has become. They stay as they are: a change of
/// a role takes nothing from anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Breaches {
    /// How many there are.
    pub count: i64,
    /// The first fifty.
    pub items: Vec<Breach>,
    /// What becomes of them, in the caller's language.
    pub notice: String,
}

/// A live grant, or an organisation's number of holders, that is in breach of a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Breach {
    /// Why.
    pub kind: BreachKind,
    /// The role's key: of the role changed, or of one that requires it.
    pub role: String,
    /// The grant; null for a number of holders.
    pub grant_id: Option<RoleGrantId>,
    /// Who holds it; null for a number of holders.
    pub user: Option<PersonRef>,
    /// The holder's organisation.
    pub organisation: OrganisationRef,
    /// Why, as a sentence in the caller's language.
    pub reason: String,
}
