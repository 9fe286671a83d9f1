//! What a person may do at all: which parts of the application are shown to them.

use shared::{problem::ProblemKind, rule::Rule, session::Action};

use super::{
    Authorised, Denied, Next, acting_person, administrations, agreements, attributes, catalogue,
    first_lba::{self, ClaimLbaRole},
    imports, lookups, organisations,
    scope::{self, reads_everything},
    units,
    users::{self, CreateUser},
};
use crate::domain::{
    caller::{Caller, Capability, Person},
    facts::{OrganisationFacts, RoleFacts},
    standing::Standing,
};

/// May it be done, and if not, why not.
pub type Verdict = Result<Authorised<()>, Denied>;

/// What the overview is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewFacts {
    /// The person's home.
    pub home: OrganisationFacts,
    /// Roles with their rules for the home's kind.
    pub roles: Vec<RoleFacts>,
    /// Active LBAs that the home has.
    pub lbas: i64,
}

impl OverviewFacts {
    fn claim(&self) -> ClaimLbaRole {
        let makes_an_lba =
            |role: &&RoleFacts| role.confers == Some(Capability::AdministerOrganisation);
        ClaimLbaRole {
            organisation: self.home.clone(),
            role: self.roles.iter().find(makes_an_lba).cloned(),
            lbas: self.lbas,
            // Looked at when the role is taken.
            standing: Standing::default(),
        }
    }
}

/// The person whose overview this is; programs have none (G5).
///
/// # Errors
/// `not-allowed` for everybody but a person.
pub fn person(caller: &Caller) -> Result<&Person, Denied> {
    caller
        .person()
        .ok_or_else(|| Denied::new(ProblemKind::NotAllowed, Rule::G5))
}

/// The parts of the application, each with a verdict.
///
/// # Errors
/// As [`person`].
pub fn actions(caller: &Caller, facts: &OverviewFacts) -> Result<Vec<(Action, Verdict)>, Denied> {
    let person = person(caller)?;
    Ok(vec![
        (Action::SubmitAccessRequest, asks(person, facts)),
        (Action::DecideAccessRequests, decides(caller)),
        (Action::ListUsers, looks_after_others(person)),
        (Action::CreateUser, creates_users(caller, person, facts)),
        (Action::ListAuditEvents, looks_after_others(person)),
        (
            Action::CreateOrganisation,
            organisations::create(caller).map(|_| Authorised(())),
        ),
        (
            Action::CreateRole,
            catalogue::create(caller).map(|_| Authorised(())),
        ),
        (
            Action::KeepAttributes,
            attributes::keep(caller).map(|_| Authorised(())),
        ),
        (Action::ListCutovers, administrations::read_moves(caller)),
        (Action::ListDeskTasks, looks_after_a_whole(person)),
        (Action::ListAgreements, sees_agreements(person, facts)),
        (
            Action::RecordAgreement,
            agreements::record_some(caller, &facts.home),
        ),
        (
            Action::ListImports,
            imports::order(caller).map(|_| Authorised(())),
        ),
        (
            Action::LookUp,
            lookups::look_up(caller).map(|_| Authorised(())),
        ),
        (
            Action::ClaimLbaRole,
            first_lba::claim(caller, facts.claim()).map(|_| Authorised(())),
        ),
    ])
}

fn creates_users(caller: &Caller, person: &Person, facts: &OverviewFacts) -> Verdict {
    let act = CreateUser {
        home: facts.home.clone(),
        unit: person.administers_units().into_iter().next(),
    };
    users::create(caller, act).map(|_| Authorised(()))
}

/// Some role may be asked for, by the person or by them as LBA.
fn asks(person: &Person, facts: &OverviewFacts) -> Verdict {
    let is_lba = is_some_lba(person);
    let something = facts
        .roles
        .iter()
        .filter_map(|role| role.rule)
        .any(|rule| rule.requestable_by_self || (is_lba && rule.requestable_by_lba));
    if something {
        Ok(Authorised(()))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G7).instead(Next::AskAnother))
    }
}

/// LBA of the whole organisation or of a unit.
fn is_some_lba(person: &Person) -> bool {
    person.is_lba_of(person.home.id) || person.is_unit_lba_of(person.home.id)
}

fn decides(caller: &Caller) -> Verdict {
    acting_person(caller)?;
    scope::decidable_requests(caller)
        .map(|_| Authorised(()))
        .ok_or_else(|| Denied::new(ProblemKind::NotAllowed, Rule::G1))
}

/// Who works across, and the LBAs of organisations that can be party to an agreement.
fn sees_agreements(person: &Person, facts: &OverviewFacts) -> Verdict {
    let party = agreements::can_provide(&facts.home) || agreements::can_be_worked_for(&facts.home);
    let across = reads_everything(person) || person.can(Capability::SystemAdministration);
    if across || (party && person.is_lba_of(person.home.id)) {
        Ok(Authorised(()))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G12))
    }
}

fn looks_after_a_whole(person: &Person) -> Verdict {
    if person.is_unit_lba_of(person.home.id) && !reads_everything(person) {
        return Err(units::outside());
    }
    looks_after_others(person)
}

fn looks_after_others(person: &Person) -> Verdict {
    if reads_everything(person) || is_some_lba(person) {
        Ok(Authorised(()))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G12))
    }
}
