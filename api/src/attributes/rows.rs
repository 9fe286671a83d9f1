//! Attributes as stored.

use diesel::prelude::*;
use shared::{Timestamp, language::Language};

use crate::{
    db::{MultiBackend, schema::organisation_attributes},
    domain::standing::NamedAttribute,
};

/// An attribute of the catalogue, column by column.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisation_attributes, check_for_backend(MultiBackend))]
pub(crate) struct Attribute {
    pub(crate) key: String,
    pub(super) name_da: String,
    pub(super) name_en: String,
    pub(super) description_da: String,
    pub(super) description_en: String,
    pub(super) created_at: chrono::NaiveDateTime,
    pub(super) version: i64,
}

impl Attribute {
    /// Its name in `language`.
    pub(crate) fn name(&self, language: Language) -> &str {
        match language {
            Language::Da => &self.name_da,
            Language::En => &self.name_en,
        }
    }

    /// What it means, in `language`.
    pub(super) fn description(&self, language: Language) -> &str {
        match language {
            Language::Da => &self.description_da,
            Language::En => &self.description_en,
        }
    }

    /// As the policy names it.
    pub(crate) fn named(&self, language: Language) -> NamedAttribute {
        NamedAttribute {
            key: self.key.clone(),
            name: self.name(language).to_owned(),
        }
    }
}

/// An attribute as one organisation has it, or has it not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Had {
    pub(super) attribute: Attribute,
    /// Since when; none when the organisation has it not.
    pub(super) since: Option<Timestamp>,
    /// One more than how often it was given and taken.
    pub(super) version: i64,
}
