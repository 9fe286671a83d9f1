//! Registers the first units.

use diesel::prelude::*;
use serde_json::json;
use shared::id::OrganisationId;

use super::Setup;
use crate::{
    db::{Failure, schema::units},
    domain::change::About,
    units::rows::{Unit, UnitRow},
};

/// A unit that is there from the start.
#[derive(Clone, Copy, Debug)]
pub struct FirstUnit {
    /// Its P-number.
    pub p_number: &'static str,
    /// Its name.
    pub name: &'static str,
}

impl Setup<'_, '_> {
    /// Registers a unit of an organisation; one that is there stays as it is.
    ///
    /// # Errors
    /// The engine's.
    pub fn unit(&mut self, organisation: OrganisationId, new: FirstUnit) -> Result<(), Failure> {
        let known = units::table.filter(units::p_number.eq(new.p_number));
        if diesel::select(diesel::dsl::exists(known)).get_result(self.tx.connection())? {
            return Ok(());
        }
        let unit = Unit {
            p_number: new.p_number.to_owned(),
            organisation,
            name: new.name.to_owned(),
            registered_at: self.tx.now(),
            version: 1,
        };
        diesel::insert_into(units::table)
            .values(UnitRow::from(&unit))
            .execute(self.tx.connection())?;
        let about = About {
            organisation: Some(organisation),
            ..About::default()
        };
        self.record(about, json!({ "unit": unit.p_number, "name": unit.name }))
    }
}
