//! Creating and changing users.

use shared::{id::OrganisationId, problem::ProblemKind, rule::Rule};

use super::{Authorised, Denied, Next, acting_person};
use crate::domain::{
    caller::{Caller, Capability, Person},
    facts::{OrganisationFacts, SubjectFacts, UMBRELLA},
};

/// Creating a user in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateUser {
    /// The home.
    pub home: OrganisationFacts,
}

/// Changing a user's name or e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeUser {
    /// Who is changed.
    pub subject: SubjectFacts,
}

/// Stopping a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeactivateUser {
    /// Who is stopped.
    pub subject: SubjectFacts,
    /// Whether they are an LBA now.
    pub is_lba: bool,
    /// Active LBAs that the organisation has besides them.
    pub other_lbas: i64,
}

/// Letting a user act again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactivateUser {
    /// Who acts again.
    pub subject: SubjectFacts,
}

/// The LBA of `organisation` (G1); the desk may look but leaves users to their LBA (R2, R3).
fn lba_of(caller: &Caller, organisation: OrganisationId) -> Result<&Person, Denied> {
    let person = acting_person(caller)?;
    if person.is_lba_of(organisation) {
        Ok(person)
    } else if person.can(Capability::Landssupport) {
        Err(Denied::new(ProblemKind::LbaOnly, Rule::R3))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G1))
    }
}

fn not_oneself(person: &Person, subject: &SubjectFacts) -> Result<(), Denied> {
    if person.id == subject.id {
        Err(Denied::new(ProblemKind::OwnAccount, Rule::G4))
    } else {
        Ok(())
    }
}

/// May `caller` create a user here?
///
/// # Errors
/// The first rule that says no.
pub fn create(caller: &Caller, act: CreateUser) -> Result<Authorised<CreateUser>, Denied> {
    lba_of(caller, act.home.id)?;
    if act.home.id == UMBRELLA || !act.home.active {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G7));
    }
    Ok(Authorised(act))
}

/// May `caller` change this user's name and e-mail?
///
/// # Errors
/// The first rule that says no.
pub fn change(caller: &Caller, act: ChangeUser) -> Result<Authorised<ChangeUser>, Denied> {
    let person = lba_of(caller, act.subject.home)?;
    not_oneself(person, &act.subject)?;
    Ok(Authorised(act))
}

/// May `caller` stop this user? Never the organisation's last LBA (G9).
///
/// # Errors
/// The first rule that says no.
pub fn deactivate(
    caller: &Caller,
    act: DeactivateUser,
) -> Result<Authorised<DeactivateUser>, Denied> {
    let person = lba_of(caller, act.subject.home)?;
    not_oneself(person, &act.subject)?;
    if act.is_lba && act.other_lbas == 0 {
        return Err(Denied::new(ProblemKind::LastLba, Rule::G9).instead(Next::AskAnother));
    }
    Ok(Authorised(act))
}

/// May `caller` let this user act again?
///
/// # Errors
/// The first rule that says no.
pub fn reactivate(
    caller: &Caller,
    act: ReactivateUser,
) -> Result<Authorised<ReactivateUser>, Denied> {
    let person = lba_of(caller, act.subject.home)?;
    not_oneself(person, &act.subject)?;
    Ok(Authorised(act))
}
