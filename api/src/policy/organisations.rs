//! Registering and changing organisations.

use shared::{problem::ProblemKind, rule::Rule};

use super::{Authorised, Denied, acting_person};
use crate::domain::{
    caller::{Caller, Capability},
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

/// May `caller` change this organisation? As for registering; the umbrella never changes.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn change(
    caller: &Caller,
    act: ChangeOrganisation,
) -> Result<Authorised<ChangeOrganisation>, Denied> {
    works_across(caller)?;
    if act.organisation.id == UMBRELLA {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G7));
    }
    Ok(Authorised(act))
}
