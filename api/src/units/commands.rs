//! Registering units, and changing their names.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    id::OrganisationId,
    problem::{FieldCode, ProblemKind},
    text::OrganisationName,
    unit::{ChangeUnit, NewUnit, UnitView},
};

use super::{
    queries,
    rows::{Unit, UnitRow},
    views,
};
use crate::{
    db::{Failure, Recorded, WriteTx, failure::Fields, schema::units},
    domain::change::{About, Change, Unit as Told, What},
    http::request::IfMatch,
    organisations::{self, rows::Organisation},
    policy::{self, Authorised, units::KeepUnit},
};

/// A P-number: ten digits. There is no check digit to rely on: numbers were once made with the
/// wrong weights.
///
/// # Errors
/// `Malformed` for anything else.
pub(crate) fn p_number(text: &str) -> Result<String, FieldCode> {
    if text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err(FieldCode::Malformed)
    }
}

/// A new unit, its texts parsed.
#[derive(Clone, Debug)]
pub struct Register {
    p_number: String,
    name: OrganisationName,
}

impl TryFrom<NewUnit> for Register {
    type Error = Failure;

    fn try_from(new: NewUnit) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let number = fields.check("/p_number", p_number(&new.p_number));
        let name = fields.check("/name", OrganisationName::parse(&new.name));
        let (p_number, name) = fields.finish(number.zip(name))?;
        Ok(Self { p_number, name })
    }
}

/// A new name, parsed.
#[derive(Clone, Debug)]
pub struct Rename(OrganisationName);

impl TryFrom<ChangeUnit> for Rename {
    type Error = Failure;

    fn try_from(change: ChangeUnit) -> Result<Self, Failure> {
        OrganisationName::parse(&change.name)
            .map(Self)
            .map_err(|code| Failure::field("/name", code))
    }
}

/// Loads an organisation within sight, says that the act is about it, and asks the policy.
fn keep(
    tx: &mut WriteTx<'_>,
    id: OrganisationId,
) -> Result<(Organisation, About, Authorised<KeepUnit>), Failure> {
    let scope = policy::scope::visible_organisations(tx.caller());
    let organisation = organisations::queries::get(tx, &scope, id)?;
    let about = About {
        organisation: Some(organisation.id),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let act = KeepUnit {
        organisation: organisation.facts(),
    };
    let allowed = policy::units::keep(tx.caller(), act)?;
    Ok((organisation, about, allowed))
}

/// Registers a unit of an organisation.
///
/// # Errors
/// `not-found`; the policy's refusals; `unit-exists`.
pub fn register_unit(
    tx: &mut WriteTx<'_>,
    organisation: OrganisationId,
    register: &Register,
) -> Result<Recorded<UnitView>, Failure> {
    let (_, about, allowed) = keep(tx, organisation)?;
    if queries::exists(tx, &register.p_number)? {
        return Err(ProblemKind::UnitExists.into());
    }
    let unit = Unit {
        p_number: register.p_number.clone(),
        organisation: allowed.into_act().organisation.id,
        name: register.name.as_str().to_owned(),
        registered_at: tx.now(),
        version: 1,
    };
    diesel::insert_into(units::table)
        .values(UnitRow::from(&unit))
        .execute(tx.connection())?;
    let new = json!({ "p_number": unit.p_number, "name": unit.name });
    let change = Change::new(What::Unit(Told::Registered { new }), about);
    tx.record(&change, views::view(&unit))
}

/// Changes a unit's name.
///
/// # Errors
/// `not-found`; the policy's refusals; a missing or stale version.
pub fn change_unit(
    tx: &mut WriteTx<'_>,
    organisation: OrganisationId,
    p_number: &str,
    rename: &Rename,
    if_match: IfMatch,
) -> Result<Recorded<UnitView>, Failure> {
    let (organisation, about, _) = keep(tx, organisation)?;
    let before = queries::get(tx, &organisation, p_number)?;
    if_match.check(before.version)?;
    let after = Unit {
        name: rename.0.as_str().to_owned(),
        version: before.version + 1,
        ..before.clone()
    };
    let changed = diesel::update(
        units::table
            .filter(units::p_number.eq(&after.p_number))
            .filter(units::version.eq(before.version)),
    )
    .set((
        units::name.eq(&after.name),
        units::version.eq(after.version),
    ))
    .execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::StaleVersion.into());
    }
    let told = |unit: &Unit| json!({ "p_number": unit.p_number, "name": unit.name });
    let (old, new) = (told(&before), told(&after));
    let change = Change::new(What::Unit(Told::Changed { old, new }), about);
    tx.record(&change, views::view(&after))
}
