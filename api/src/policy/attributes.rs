//! Attributes of organisations: keeping the catalogue, and who has what.

use shared::{
    id::{OrganisationId, UserId},
    problem::ProblemKind,
    rule::Rule,
};

use super::{
    Authorised, Denied, acting_person, catalogue::runs_the_system, organisations::works_across,
};
use crate::domain::{caller::Caller, facts::UMBRELLA};

/// Adding an attribute, or changing the texts of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeepAttribute;

/// May `caller` add attributes and change their texts? System administrators alone, as with roles.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn keep(caller: &Caller) -> Result<Authorised<KeepAttribute>, Denied> {
    runs_the_system(caller).map(|()| Authorised(KeepAttribute))
}

/// Giving an organisation an attribute, or taking it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandAttribute {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Who does it.
    pub by: UserId,
}

/// May `caller` give this organisation attributes, and take them? Landssupporten and system
/// administrators: what roles require of an organisation is not for its own LBAs to say.
///
/// # Errors
/// `not-allowed` for everybody else, and for the umbrella, which is nobody's home.
pub fn hand(
    caller: &Caller,
    organisation: OrganisationId,
) -> Result<Authorised<HandAttribute>, Denied> {
    works_across(caller)?;
    if organisation == UMBRELLA {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G7));
    }
    let by = acting_person(caller)?.id;
    Ok(Authorised(HandAttribute { organisation, by }))
}
