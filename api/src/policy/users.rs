//! Creating and changing users.

use shared::{id::OrganisationId, problem::ProblemKind, rule::Rule};

use super::{
    Authorised, Denied, Next, acting_person,
    units::{self, LbaReach},
};
use crate::domain::{
    caller::{Caller, Capability, Person},
    facts::{OrganisationFacts, SubjectFacts, UMBRELLA},
};

/// Creating a user in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateUser {
    /// The home.
    pub home: OrganisationFacts,
    /// P-number of the unit there where they work.
    pub unit: Option<String>,
}

/// Changing a user's name, e-mail or unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeUser {
    /// Who is changed.
    pub subject: SubjectFacts,
    /// Whether they hold a role that confers something in this system itself.
    pub has_power: bool,
    /// P-number of the unit where they work afterwards.
    pub unit_after: Option<String>,
}

/// Stopping a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeactivateUser {
    /// Who is stopped.
    pub subject: SubjectFacts,
    /// Whether they hold a role that confers something in this system itself.
    pub has_power: bool,
    /// Whether they are an LBA of the whole organisation now.
    pub is_lba: bool,
    /// Active LBAs that the whole organisation has besides them.
    pub other_lbas: i64,
}

/// Letting a user act again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactivateUser {
    /// Who acts again.
    pub subject: SubjectFacts,
    /// Whether they hold a role that confers something in this system itself.
    pub has_power: bool,
}

/// The LBA of `organisation`, or of this unit of it (G1); the desk may look but leaves users to
/// their LBA (R2, R3).
fn lba_of<'c>(
    caller: &'c Caller,
    organisation: OrganisationId,
    unit: Option<&str>,
) -> Result<&'c Person, Denied> {
    let person = acting_person(caller)?;
    match units::reach(person, organisation, unit) {
        LbaReach::Within => Ok(person),
        LbaReach::OutsideUnit => Err(units::outside()),
        LbaReach::None if person.can(Capability::Landssupport) => {
            Err(Denied::new(ProblemKind::LbaOnly, Rule::R3))
        }
        LbaReach::None => Err(Denied::new(ProblemKind::NotAllowed, Rule::G1)),
    }
}

/// The LBA of whoever is changed. One limited to units has no say over those who run anything
/// here: who changed their e-mail address could be taken for them.
fn lba_over<'c>(
    caller: &'c Caller,
    subject: &SubjectFacts,
    has_power: bool,
) -> Result<&'c Person, Denied> {
    let person = lba_of(caller, subject.home, subject.unit.as_deref())?;
    not_oneself(person, subject)?;
    if has_power && person.is_unit_lba_of(subject.home) {
        return Err(units::outside());
    }
    Ok(person)
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
    lba_of(caller, act.home.id, act.unit.as_deref())?;
    if act.home.id == UMBRELLA || !act.home.active {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G7));
    }
    Ok(Authorised(act))
}

/// May `caller` change this user's name, e-mail and unit?
///
/// # Errors
/// The first rule that says no.
pub fn change(caller: &Caller, act: ChangeUser) -> Result<Authorised<ChangeUser>, Denied> {
    lba_over(caller, &act.subject, act.has_power)?;
    lba_of(caller, act.subject.home, act.unit_after.as_deref())?;
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
    lba_over(caller, &act.subject, act.has_power)?;
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
    lba_over(caller, &act.subject, act.has_power)?;
    Ok(Authorised(act))
}
