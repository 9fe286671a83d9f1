//! Registering and changing organisations.

use shared::{id::OrganisationId, problem::ProblemKind, rule::Rule};

use super::{
    Authorised, Denied, acting_person,
    scope::reads_everything,
    units::{self, LbaReach},
};
use crate::domain::{
    caller::{Caller, Capability, Person},
    facts::{OrganisationFacts, UMBRELLA},
};

/// Registering an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreateOrganisation;

/// Changing an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeOrganisation {
    /// Which.
    pub organisation: OrganisationFacts,
    /// Whether its name, or that it is in use, changes.
    pub facts: bool,
    /// Whether what its people are told changes.
    pub choices: bool,
}

pub(super) fn works_across(caller: &Caller) -> Result<(), Denied> {
    let person = acting_person(caller)?;
    if person.can(Capability::Landssupport) || person.can(Capability::SystemAdministration) {
        Ok(())
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G1))
    }
}

/// May `caller` register an organisation? Landssupporten and system administrators.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn create(caller: &Caller) -> Result<Authorised<CreateOrganisation>, Denied> {
    works_across(caller).map(|()| Authorised(CreateOrganisation))
}

/// May `caller` change this organisation? Its facts as for registering; what its people are told
/// is for its own LBAs to choose, of the whole of it (G1). The umbrella never changes.
///
/// # Errors
/// `lba-only`, `outside-unit`, `not-allowed`.
pub fn change(
    caller: &Caller,
    act: ChangeOrganisation,
) -> Result<Authorised<ChangeOrganisation>, Denied> {
    if act.facts {
        works_across(caller)?;
    }
    if act.choices {
        lba_of_the_whole(caller, act.organisation.id)?;
    }
    if act.organisation.id == UMBRELLA {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G7));
    }
    Ok(Authorised(act))
}

fn lba_of_the_whole(caller: &Caller, organisation: OrganisationId) -> Result<(), Denied> {
    let person = acting_person(caller)?;
    match units::reach(person, organisation, None) {
        LbaReach::Within => Ok(()),
        LbaReach::OutsideUnit => Err(units::outside()),
        LbaReach::None if person.can(Capability::Landssupport) => {
            Err(Denied::new(ProblemKind::LbaOnly, Rule::R2))
        }
        LbaReach::None => Err(Denied::new(ProblemKind::NotAllowed, Rule::G1)),
    }
}

/// Whether `caller` is told by name who an organisation's LBAs are. `chosen` is what the LBAs chose
/// for its people; they know each other, and those who work across see everybody.
pub fn names_lbas(caller: &Caller, organisation: OrganisationId, chosen: bool) -> bool {
    let knows = |person: &Person| {
        let lba = person.is_lba_of(organisation) || person.is_unit_lba_of(organisation);
        lba || reads_everything(person)
    };
    chosen || caller.person().is_some_and(knows)
}
