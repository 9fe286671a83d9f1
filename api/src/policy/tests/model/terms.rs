//! The policy's facts in the model's terms.

use policy_model::facts::{self, Holding, Organisation, Role as Modelled, Who};
use shared::{
    id::{OrganisationId, UserId},
    role::{Assurance, Authority, GrantTarget},
    user::UserStatus,
};

use crate::{
    domain::{
        caller::{Caller, Capability, Person, ProgramScope},
        facts::{RoleFacts, SubjectFacts, UMBRELLA},
    },
    policy::granting::GrantRole,
};

pub(super) fn organisation_id(id: OrganisationId) -> String {
    if id == UMBRELLA {
        facts::UMBRELLA.to_owned()
    } else {
        id.to_string()
    }
}

pub(super) fn organisation(id: OrganisationId) -> Organisation {
    Organisation {
        id: organisation_id(id),
        active: true,
    }
}

fn level(assurance: Assurance) -> i64 {
    match assurance {
        Assurance::Low => 1,
        Assurance::Substantial => 2,
        Assurance::High => 3,
    }
}

/// Somebody of whom nothing is known but who they are and where they belong.
fn somebody(id: UserId, home: OrganisationId, active: bool) -> facts::Person {
    facts::Person {
        id: id.to_string(),
        home: organisation(home),
        active,
        session_is_live: false,
        assurance: 0,
        lba: Holding::never(),
        desk: Holding::never(),
        audit: Holding::never(),
        administration: Holding::never(),
    }
}

fn holding(person: &Person, capability: Capability) -> Holding {
    let mut held: Vec<_> = person
        .holdings
        .iter()
        .filter(|holding| holding.confers == Some(capability))
        .map(|holding| holding.organisation)
        .collect();
    // The model has one of each; being LBA at home is the one that matters.
    held.sort_by_key(|organisation| *organisation != person.home.id);
    held.first()
        .map_or_else(Holding::never, |on| Holding::always(organisation_id(*on)))
}

fn principal(person: &Person) -> facts::Person {
    facts::Person {
        session_is_live: true,
        assurance: level(person.assurance),
        lba: holding(person, Capability::AdministerOrganisation),
        desk: holding(person, Capability::Landssupport),
        audit: holding(person, Capability::Audit),
        administration: holding(person, Capability::SystemAdministration),
        ..somebody(person.id, person.home.id, true)
    }
}

pub(super) fn who(caller: &Caller) -> Who {
    match caller {
        Caller::Person(person) => Who::Person(principal(person)),
        Caller::Program(program) => Who::Program(facts::Program {
            active: true,
            checks_access: program.scopes.contains(&ProgramScope::AccessCheck),
            creates_requests: program.scopes.contains(&ProgramScope::RequestsCreate),
            bound_to: program.organisation.map(organisation_id),
        }),
        Caller::System(_) => Who::System,
    }
}

/// The caller's own facts where the subject is the caller.
pub(super) fn consistent(caller: &Caller, subject: &mut SubjectFacts) {
    if let Some(person) = caller.person().filter(|person| person.id == subject.id) {
        subject.home = person.home.id;
        subject.status = UserStatus::Active;
    }
}

pub(super) fn user(caller: &Caller, subject: &SubjectFacts) -> facts::Person {
    match caller.person().filter(|person| person.id == subject.id) {
        Some(person) => principal(person),
        None => somebody(
            subject.id,
            subject.home,
            subject.status == UserStatus::Active,
        ),
    }
}

pub(super) fn role(facts: &RoleFacts) -> Modelled {
    let rule = facts.rule;
    Modelled {
        assurance: level(facts.assurance),
        makes_lba: facts.confers == Some(Capability::AdministerOrganisation),
        has_rule: rule.is_some(),
        on_umbrella: rule.is_some_and(|rule| rule.target == GrantTarget::Umbrella),
        by_self: rule.is_some_and(|rule| rule.requestable_by_self),
        by_lba: rule.is_some_and(|rule| rule.requestable_by_lba),
        given_by_lba: rule.is_some_and(|rule| rule.granted_by == Authority::Lba),
        taken_by_lba: rule.is_some_and(|rule| rule.revoked_by == Authority::Lba),
    }
}

pub(super) fn standing(act: &GrantRole, holders_left: Option<i64>) -> facts::Standing {
    let GrantRole { role, standing, .. } = act;
    let at_most = role.max_holders.map_or(i64::MAX, i64::from);
    let at_least = role.min_holders.map_or(0, i64::from);
    facts::Standing {
        lacks_prerequisite: !standing.missing.is_empty() || !standing.lacking.is_empty(),
        has_conflict: !standing.conflicting.is_empty(),
        is_full: standing.other_holders >= at_most,
        leaves_too_few: holders_left.is_some_and(|left| left < at_least),
    }
}
