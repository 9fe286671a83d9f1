//! Reads of units: of an organisation that was found through a scope (G12).

use diesel::prelude::*;
use shared::{id::OrganisationId, page::Page, problem::FieldCode};

use super::rows::{Unit, UnitRow};
use crate::{
    db::{Failure, ReadTx, cursor::Asked, schema::units},
    organisations::rows::Organisation,
};

/// A page of an organisation's units, by P-number.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    organisation: &Organisation,
    asked: &Asked<String>,
) -> Result<Page<Unit>, Failure> {
    let mut select = units::table
        .filter(units::organisation_id.eq(organisation.id.to_string()))
        .order(units::p_number)
        .limit(asked.fetch())
        .select(UnitRow::as_select())
        .into_boxed();
    if let Some(last) = asked.after() {
        select = select.filter(units::p_number.gt(last.clone()));
    }
    let found: Vec<Unit> = select
        .load::<UnitRow>(tx.connection())?
        .into_iter()
        .map(Unit::try_from)
        .collect::<Result<_, _>>()?;
    asked.page(found, |unit| unit.p_number.clone())
}

/// An organisation's unit.
///
/// # Errors
/// `not-found` when it has none with this P-number.
pub fn get(
    tx: &mut ReadTx<'_>,
    organisation: &Organisation,
    p_number: &str,
) -> Result<Unit, Failure> {
    units::table
        .filter(units::p_number.eq(p_number.to_owned()))
        .filter(units::organisation_id.eq(organisation.id.to_string()))
        .select(UnitRow::as_select())
        .first(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// Whether a P-number is registered, by whatever organisation.
///
/// # Errors
/// The engine's.
pub(super) fn exists(tx: &mut ReadTx<'_>, p_number: &str) -> Result<bool, Failure> {
    let same = units::table.filter(units::p_number.eq(p_number.to_owned()));
    Ok(diesel::select(diesel::dsl::exists(same)).get_result(tx.connection())?)
}

/// Refuses what is no unit of the organisation; asks nothing when none is named.
///
/// # Errors
/// `invalid-field` at `/unit`.
pub(crate) fn require(
    tx: &mut ReadTx<'_>,
    organisation: OrganisationId,
    unit: Option<&str>,
) -> Result<(), Failure> {
    let Some(unit) = unit else {
        return Ok(());
    };
    let known = units::table
        .filter(units::p_number.eq(unit.to_owned()))
        .filter(units::organisation_id.eq(organisation.to_string()));
    if diesel::select(diesel::dsl::exists(known)).get_result(tx.connection())? {
        Ok(())
    } else {
        Err(Failure::field("/unit", FieldCode::Unknown))
    }
}
