//! Who acts. A [`Caller`] is made only by loading stored facts inside a transaction.

use shared::{
    id::{OrganisationId, UserId},
    organisation::{Administration, OrganisationKind, OrganisationRef},
    role::Assurance,
    user::UserStatus,
};

use super::facts::SubjectFacts;

/// What a role lets its holder do in this system itself. Roles are data; this is all the code
/// knows of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capability {
    /// Acts as LBA of the organisation on which the role is held.
    AdministerOrganisation,
    /// Acts for Landssupporten.
    Landssupport,
    /// Reads everything, changes nothing.
    Audit,
    /// Runs the system: catalogue, clients, modules.
    SystemAdministration,
}

impl Capability {
    /// Every capability.
    pub const ALL: &'static [Self] = &[
        Self::AdministerOrganisation,
        Self::Landssupport,
        Self::Audit,
        Self::SystemAdministration,
    ];

    /// The text kept in SQL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AdministerOrganisation => "administer_organisation",
            Self::Landssupport => "landssupport",
            Self::Audit => "audit",
            Self::SystemAdministration => "system_administration",
        }
    }

    /// The capability with this text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|capability| capability.as_str() == text)
    }
}

/// A role in effect now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub(crate) role: String,
    pub(crate) organisation: OrganisationId,
    pub(crate) unit: Option<String>,
    pub(crate) confers: Option<Capability>,
}

/// A person with a live session, an active user and the roles in effect at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub(crate) id: UserId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) home: Home,
    pub(crate) assurance: Assurance,
    pub(crate) may_represent: bool,
    pub(crate) holdings: Vec<Holding>,
}

/// The organisation a person belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    pub(crate) id: OrganisationId,
    pub(crate) name: String,
    pub(crate) kind: OrganisationKind,
    pub(crate) cvr: Option<String>,
    pub(crate) administration: Administration,
}

impl Home {
    /// The organisation as DTOs refer to it.
    pub fn reference(&self) -> OrganisationRef {
        OrganisationRef {
            id: self.id,
            name: self.name.clone(),
            kind: self.kind,
            cvr: self.cvr.clone(),
        }
    }
}

impl Person {
    /// Whether a role in effect confers `capability`.
    pub fn can(&self, capability: Capability) -> bool {
        self.holdings
            .iter()
            .any(|holding| holding.confers == Some(capability))
    }

    /// What makes the person an LBA. A role that confers administration counts only on the
    /// holder's own organisation (G1).
    fn administering(&self) -> impl Iterator<Item = &Holding> {
        self.holdings
            .iter()
            .filter(|holding| holding.confers == Some(Capability::AdministerOrganisation))
            .filter(|holding| holding.organisation == self.home.id)
    }

    /// The person as whom an act is about: nobody else than active users is let in.
    pub fn as_subject(&self) -> SubjectFacts {
        SubjectFacts {
            id: self.id,
            home: self.home.id,
            home_kind: self.home.kind,
            unit: None,
            status: UserStatus::Active,
        }
    }

    /// Organisations whose LBA the person is, the whole of them.
    pub fn administers(&self) -> Vec<OrganisationId> {
        let whole = self.administering().find(|holding| holding.unit.is_none());
        whole
            .map(|holding| holding.organisation)
            .into_iter()
            .collect()
    }

    /// P-numbers of the own organisation's units that the person is LBA of; none for an LBA of
    /// the whole.
    pub fn administers_units(&self) -> Vec<String> {
        if !self.administers().is_empty() {
            return Vec::new();
        }
        let mut units: Vec<_> = self
            .administering()
            .filter_map(|holding| holding.unit.clone())
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// Whether the person is LBA of the whole of `organisation` (G1).
    pub fn is_lba_of(&self, organisation: OrganisationId) -> bool {
        self.administers().contains(&organisation)
    }

    /// Whether the person is LBA of units of `organisation`, and not of the whole.
    pub fn is_unit_lba_of(&self, organisation: OrganisationId) -> bool {
        organisation == self.home.id && !self.administers_units().is_empty()
    }
}

/// What a program's token lets it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProgramScope {
    /// Ask whether a person has a role.
    AccessCheck,
    /// Hand over access requests.
    RequestsCreate,
}

impl ProgramScope {
    /// Every scope there is.
    pub const ALL: &'static [Self] = &[Self::AccessCheck, Self::RequestsCreate];

    /// The scope as OAuth writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccessCheck => "access:check",
            Self::RequestsCreate => "requests:create",
        }
    }

    /// Reads a list of scopes separated by spaces; unknown ones are left out.
    pub fn parse_list(text: &str) -> Vec<Self> {
        let words: Vec<_> = text.split(' ').collect();
        Self::ALL
            .iter()
            .copied()
            .filter(|scope| words.contains(&scope.as_str()))
            .collect()
    }
}

/// A registered program with a valid token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    pub(crate) id: String,
    pub(crate) name: String,
    /// What both the token and the registration allow.
    pub(crate) scopes: Vec<ProgramScope>,
    /// The organisation it is bound to; none for a national system.
    pub(crate) organisation: Option<OrganisationId>,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A person in a browser.
    Person(Person),
    /// A program with a token.
    Program(Program),
    /// A part of the system itself, such as the login or the setting up.
    System(&'static str),
}

impl Caller {
    /// The person, when it is one.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(person) => Some(person),
            Self::Program(_) | Self::System(_) => None,
        }
    }

    /// The person's id, when it is one.
    pub fn user_id(&self) -> Option<UserId> {
        self.person().map(|person| person.id)
    }

    /// Names the caller stably, without personal data; binds cursors and idempotency keys.
    pub fn key(&self) -> String {
        match self {
            Self::Person(person) => format!("user:{}", person.id),
            Self::Program(program) => format!("client:{}", program.id),
            Self::System(part) => format!("system:{part}"),
        }
    }
}
