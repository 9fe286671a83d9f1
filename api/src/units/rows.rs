//! Units as stored.

use diesel::prelude::*;
use shared::{Timestamp, id::OrganisationId};

use crate::db::{Failure, MultiBackend, row, schema::units};

/// A unit, column by column.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = units, check_for_backend(MultiBackend))]
pub(crate) struct UnitRow {
    pub(super) p_number: String,
    pub(super) organisation_id: String,
    pub(super) name: String,
    pub(super) registered_at: chrono::NaiveDateTime,
    pub(super) version: i64,
}

/// A unit, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub(crate) p_number: String,
    pub(crate) organisation: OrganisationId,
    pub(crate) name: String,
    pub(crate) registered_at: Timestamp,
    pub(crate) version: i64,
}

impl TryFrom<UnitRow> for Unit {
    type Error = Failure;

    fn try_from(stored: UnitRow) -> Result<Self, Failure> {
        Ok(Self {
            p_number: stored.p_number,
            organisation: row::id(&stored.organisation_id)?,
            name: stored.name,
            registered_at: Timestamp::from_naive(stored.registered_at),
            version: stored.version,
        })
    }
}

impl From<&Unit> for UnitRow {
    fn from(unit: &Unit) -> Self {
        Self {
            p_number: unit.p_number.clone(),
            organisation_id: unit.organisation.to_string(),
            name: unit.name.clone(),
            registered_at: unit.registered_at.naive(),
            version: unit.version,
        }
    }
}
