//! What a caller may see, as something every list must be given (G12).

mod decidable;

use std::marker::PhantomData;

use shared::id::{OrganisationId, UserId};

use crate::domain::{
    caller::{Caller, Capability, Person},
    facts::UMBRELLA,
};

pub use decidable::{DecidableScope, decidable_requests};

/// How far a scope reaches, apart from what is one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Only what belongs to these organisations; none, when empty.
    Organisations(Vec<OrganisationId>),
    /// Only what belongs to these units of an organisation, by P-number.
    Units(OrganisationId, Vec<String>),
    /// Everything.
    Everything,
}

/// What a caller may see of `K`. Made only by the functions of this module.
#[derive(Debug)]
pub struct Scope<K> {
    reach: Reach,
    own: Option<UserId>,
    of: PhantomData<fn() -> K>,
}

impl<K> Clone for Scope<K> {
    fn clone(&self) -> Self {
        Self {
            reach: self.reach.clone(),
            own: self.own,
            of: PhantomData,
        }
    }
}

impl<K> Scope<K> {
    fn new(reach: Reach, own: Option<UserId>) -> Self {
        Self {
            reach,
            own,
            of: PhantomData,
        }
    }

    /// How far it reaches.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The caller, whose own things are within it too.
    pub fn own(&self) -> Option<UserId> {
        self.own
    }

    /// Whether something of `organisation` that concerns `people` lies within it.
    pub fn covers(&self, organisation: OrganisationId, people: &[UserId]) -> bool {
        self.covers_in(organisation, &[], people)
    }

    /// The same of something that belongs to some of the organisation's units too.
    pub fn covers_in(
        &self,
        organisation: OrganisationId,
        units: &[Option<&str>],
        people: &[UserId],
    ) -> bool {
        let reached = match &self.reach {
            Reach::Everything => true,
            Reach::Organisations(organisations) => organisations.contains(&organisation),
            Reach::Units(home, own) => {
                let is_own = |unit: &str| own.iter().any(|own| own == unit);
                *home == organisation && units.iter().flatten().any(|unit| is_own(unit))
            }
        };
        reached || self.own.is_some_and(|own| people.contains(&own))
    }
}

/// Kinds of things that scopes are of; never built.
pub mod of {
    /// Users.
    #[derive(Debug)]
    pub enum Users {}
    /// Role grants.
    #[derive(Debug)]
    pub enum RoleGrants {}
    /// Access requests.
    #[derive(Debug)]
    pub enum AccessRequests {}
    /// Audit events.
    #[derive(Debug)]
    pub enum AuditEvents {}
    /// Organisations.
    #[derive(Debug)]
    pub enum Organisations {}
    /// Moves of kinds of organisation between the modules.
    #[derive(Debug)]
    pub enum Cutovers {}
    /// Agreements with providers.
    #[derive(Debug)]
    pub enum Agreements {}
    /// Landssupporten's tasks.
    #[derive(Debug)]
    pub enum DeskTasks {}
    /// Imports.
    #[derive(Debug)]
    pub enum Imports {}
    /// Look-ups.
    #[derive(Debug)]
    pub enum Lookups {}
    /// Appointments of first LBAs.
    #[derive(Debug)]
    pub enum LbaAppointments {}
}

pub(super) fn reads_everything(person: &Person) -> bool {
    person.can(Capability::Landssupport) || person.can(Capability::Audit)
}

fn people_scope<K>(caller: &Caller) -> Scope<K> {
    match caller {
        Caller::Person(person) if reads_everything(person) => {
            Scope::new(Reach::Everything, Some(person.id))
        }
        Caller::Person(person) if person.is_unit_lba_of(person.home.id) => {
            let units = person.administers_units();
            Scope::new(Reach::Units(person.home.id, units), Some(person.id))
        }
        Caller::Person(person) => {
            Scope::new(Reach::Organisations(person.administers()), Some(person.id))
        }
        Caller::Program(_) | Caller::System(_) => {
            Scope::new(Reach::Organisations(Vec::new()), None)
        }
    }
}

/// Users: oneself; an LBA's organisation or units; all of them for the desk and auditors.
pub fn visible_users(caller: &Caller) -> Scope<of::Users> {
    people_scope(caller)
}

/// Users that a program may name without seeing them: those of the organisation it is bound to.
pub fn nameable_users(caller: &Caller) -> Scope<of::Users> {
    match caller {
        Caller::Program(program) => Scope::new(
            program
                .organisation
                .map_or(Reach::Everything, |one| Reach::Organisations(vec![one])),
            None,
        ),
        Caller::Person(_) | Caller::System(_) => visible_users(caller),
    }
}

/// Role grants: one's own, those of the users one may see, and those that others' staff hold at an
/// LBA's organisation under an agreement.
pub fn visible_grants(caller: &Caller) -> Scope<of::RoleGrants> {
    people_scope(caller)
}

/// Access requests: sent by or about oneself, and those about users one may see.
pub fn visible_requests(caller: &Caller) -> Scope<of::AccessRequests> {
    people_scope(caller)
}

/// Audit events: done by or about oneself, and those of an LBA's organisation; all of them for
/// the desk and auditors.
pub fn visible_events(caller: &Caller) -> Scope<of::AuditEvents> {
    people_scope(caller)
}

/// Agreements: those that an LBA's organisation is a party to, whole; all of them for those who
/// work across.
pub fn visible_agreements(caller: &Caller) -> Scope<of::Agreements> {
    let reach = match caller {
        Caller::Person(person)
            if reads_everything(person) || person.can(Capability::SystemAdministration) =>
        {
            Reach::Everything
        }
        Caller::Person(person) => Reach::Organisations(person.administers()),
        Caller::Program(_) | Caller::System(_) => Reach::Organisations(Vec::new()),
    };
    Scope::new(reach, None)
}

/// Landssupporten's tasks: all of them for the desk and auditors; an LBA's own organisation's,
/// not those of whoever is LBA of a unit alone.
pub fn visible_desk_tasks(caller: &Caller) -> Scope<of::DeskTasks> {
    let scope = people_scope(caller);
    match scope.reach {
        Reach::Units(..) => Scope::new(Reach::Organisations(Vec::new()), scope.own),
        Reach::Everything | Reach::Organisations(_) => scope,
    }
}

/// Organisations: one's own and the umbrella; all of them for those who work across.
pub fn visible_organisations(caller: &Caller) -> Scope<of::Organisations> {
    match caller {
        Caller::Person(person)
            if reads_everything(person) || person.can(Capability::SystemAdministration) =>
        {
            Scope::new(Reach::Everything, None)
        }
        Caller::Person(person) => {
            Scope::new(Reach::Organisations(vec![person.home.id, UMBRELLA]), None)
        }
        Caller::Program(_) | Caller::System(_) => {
            Scope::new(Reach::Organisations(Vec::new()), None)
        }
    }
}

/// Moves between the modules: all of them for system administrators, the desk and auditors; none
/// for anybody else, whose own log tells of their organisation's.
pub fn visible_cutovers(caller: &Caller) -> Scope<of::Cutovers> {
    let reach = match caller {
        Caller::Person(person)
            if reads_everything(person) || person.can(Capability::SystemAdministration) =>
        {
            Reach::Everything
        }
        Caller::Person(_) | Caller::Program(_) | Caller::System(_) => {
            Reach::Organisations(Vec::new())
        }
    };
    Scope::new(reach, None)
}

/// Imports: all of them for those who may order one, none for others.
pub fn visible_imports(caller: &Caller) -> Scope<of::Imports> {
    let reach = match super::imports::order(caller) {
        Ok(_) => Reach::Everything,
        Err(_) => Reach::Organisations(Vec::new()),
    };
    Scope::new(reach, None)
}

/// Look-ups: one's own. Everybody's are in the audit log.
pub fn own_lookups(caller: &Caller) -> Scope<of::Lookups> {
    Scope::new(Reach::Organisations(Vec::new()), caller.user_id())
}

/// Appointments of first LBAs: all of them for the desk and auditors, none for others.
pub fn visible_appointments(caller: &Caller) -> Scope<of::LbaAppointments> {
    let reach = match caller {
        Caller::Person(person) if reads_everything(person) => Reach::Everything,
        Caller::Person(_) | Caller::Program(_) | Caller::System(_) => {
            Reach::Organisations(Vec::new())
        }
    };
    Scope::new(reach, None)
}
