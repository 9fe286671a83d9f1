//! Units of organisations: registering them, and how far an LBA who is limited to some reaches (G1).

use shared::{id::OrganisationId, problem::ProblemKind, rule::Rule};

use super::{Authorised, Denied, Next, organisations::works_across};
use crate::domain::{
    caller::{Caller, Person},
    facts::{OrganisationFacts, RoleFacts, SubjectFacts, UMBRELLA},
};

/// How an LBA stands to something in an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LbaReach {
    /// Within: they are LBA of the whole, or of its unit.
    Within,
    /// They are LBA of units of the organisation, and it is of none of them.
    OutsideUnit,
    /// They are not LBA there.
    None,
}

/// How `person` stands, as LBA, to something of `unit`; none is the whole organisation.
pub(super) fn reach(person: &Person, organisation: OrganisationId, unit: Option<&str>) -> LbaReach {
    if person.is_lba_of(organisation) {
        return LbaReach::Within;
    }
    if !person.is_unit_lba_of(organisation) {
        return LbaReach::None;
    }
    let units = person.administers_units();
    if unit.is_some_and(|unit| units.iter().any(|own| own == unit)) {
        LbaReach::Within
    } else {
        LbaReach::OutsideUnit
    }
}

/// The same of a role limited to `unit`. What confers something in this system itself, such as
/// being LBA, is never in a unit LBA's hands.
pub(super) fn reach_of_role(
    person: &Person,
    organisation: OrganisationId,
    unit: Option<&str>,
    role: &RoleFacts,
) -> LbaReach {
    match reach(person, organisation, unit) {
        LbaReach::Within if !decides(limit_of(person, organisation, unit), unit, role) => {
            LbaReach::OutsideUnit
        }
        reach => reach,
    }
}

/// What limits somebody who is LBA there: nothing, or the unit.
fn limit_of<'u>(
    person: &Person,
    organisation: OrganisationId,
    unit: Option<&'u str>,
) -> Option<&'u str> {
    unit.filter(|_| !person.is_lba_of(organisation))
}

/// The same of giving a role to `subject`, or asking it for them: a unit LBA does so only for
/// those who work in the unit.
pub(super) fn reach_of_giving(
    person: &Person,
    subject: &SubjectFacts,
    unit: Option<&str>,
    role: &RoleFacts,
) -> LbaReach {
    let of_role = reach_of_role(person, subject.home, unit, role);
    if of_role == LbaReach::Within {
        reach(person, subject.home, subject.unit.as_deref())
    } else {
        of_role
    }
}

/// Whether an LBA limited to `limit` decides what is asked for `unit` (G10): one who is not
/// limited decides everything, others what is limited to the same and confers nothing here.
pub fn decides(limit: Option<&str>, unit: Option<&str>, role: &RoleFacts) -> bool {
    limit.is_none() || (limit == unit && role.confers.is_none())
}

/// G1: outside the units that the LBA is limited to.
pub(super) fn outside() -> Denied {
    Denied::new(ProblemKind::OutsideUnit, Rule::G1).instead(Next::AskAnother)
}

/// Registering a unit, or changing its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepUnit {
    /// Of which organisation.
    pub organisation: OrganisationFacts,
}

/// May `caller` register units of this organisation, or change their names? Landssupporten and
/// system administrators: relying systems take a P-number for what it says, so that nobody may
/// claim one for themself.
///
/// # Errors
/// `not-allowed` for everybody else, and for the umbrella, which has none.
pub fn keep(caller: &Caller, act: KeepUnit) -> Result<Authorised<KeepUnit>, Denied> {
    works_across(caller)?;
    if act.organisation.id == UMBRELLA {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G7));
    }
    Ok(Authorised(act))
}
