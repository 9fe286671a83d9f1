//! A refusal: what kind, by which rule, and what to do instead.

use shared::{
    id::{AccessRequestId, OrganisationId, UserId},
    organisation::Administration,
    problem::ProblemKind,
    rule::Rule,
};

use crate::domain::standing::{NamedAttribute, NamedRole};

/// What to do instead of what was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send a request to Landssupporten (R5).
    SendSupportRequest {
        /// About whom.
        subject: UserId,
        /// For which role.
        role: String,
        /// Held where.
        organisation: OrganisationId,
    },
    /// Ask for the role (G11).
    RequestRole {
        /// Which role.
        role: String,
        /// Held where.
        organisation: OrganisationId,
    },
    /// Propose the first LBA, for another of Landssupporten's to confirm (G11).
    AppointFirstLba(FirstLba),
    /// Say why, and look up (G14).
    LookUp {
        /// Whom.
        user: UserId,
    },
    /// Create the user first, and then ask for the role (R6).
    CreateUser {
        /// Which role.
        role: String,
    },
    /// Ask another LBA or Landssupporten.
    AskAnother,
    /// Take a request over from who handles it.
    TakeOver(AccessRequestId),
    /// Log in again, stronger.
    LogInAgain,
    /// Give the user another role first.
    GiveRole {
        /// Whom.
        subject: UserId,
        /// Which role.
        role: String,
    },
    /// Ask for another role oneself first.
    AskForRole {
        /// Which role.
        role: String,
    },
    /// Look at what the user has.
    SeeUser {
        /// Whom.
        subject: UserId,
    },
    /// Look at what an organisation has and has not, which Landssupporten registers.
    SeeAttributes {
        /// Whose.
        organisation: OrganisationId,
    },
    /// Look at what one has oneself.
    SeeOwnAccess,
    /// Look at who has the role.
    SeeHolders {
        /// Which role.
        role: String,
    },
    /// Go on in the module that administers the organisation now (R9).
    GoOnIn(Administration),
}

/// What makes a refusal this one and no other of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// These roles are missing.
    Lacks(Vec<NamedRole>),
    /// The holder's organisation lacks these attributes.
    OrganisationLacks(Vec<NamedAttribute>),
    /// These roles are in the way.
    Has(Vec<NamedRole>),
    /// No more than this many may hold the role.
    Most(i32),
    /// No fewer than this many may hold the role.
    Fewest(i32),
}

/// A first LBA that could be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstLba {
    /// Who becomes LBA.
    pub subject: UserId,
    /// Where.
    pub organisation: OrganisationId,
    /// Their own request.
    pub request: AccessRequestId,
}

/// The policy's no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// The kind of problem answered with.
    pub kind: ProblemKind,
    /// The rule that refused; none when a login's answer itself does not hold.
    pub rule: Option<Rule>,
    /// What to do instead.
    pub next: Option<Next>,
    /// What in particular refused, when the kind alone does not say.
    pub because: Option<Because>,
}

impl Denied {
    pub(super) fn new(kind: ProblemKind, rule: Rule) -> Self {
        let next = match kind {
            ProblemKind::OwnAccount | ProblemKind::OwnRequest => Some(Next::AskAnother),
            ProblemKind::AssuranceTooLow => Some(Next::LogInAgain),
            _ => None,
        };
        Self {
            kind,
            rule: Some(rule),
            next,
            because: None,
        }
    }

    pub(super) fn instead(self, next: Next) -> Self {
        Self {
            next: Some(next),
            ..self
        }
    }

    pub(super) fn because(self, because: Because) -> Self {
        Self {
            because: Some(because),
            ..self
        }
    }

    /// A login that proves nothing: it expired, or what the login provider said does not hold.
    pub fn login(kind: ProblemKind) -> Self {
        Self {
            kind,
            rule: None,
            next: None,
            because: None,
        }
    }

    /// R6: the subject of a support request is no user yet.
    pub fn create_user_first(role: String) -> Self {
        Self::new(ProblemKind::CreateUserFirst, Rule::R6).instead(Next::CreateUser { role })
    }
}
