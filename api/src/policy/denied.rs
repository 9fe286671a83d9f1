//! A refusal: what kind, by which rule, and what to do instead.

use shared::{
    id::{AccessRequestId, OrganisationId, UserId},
    problem::ProblemKind,
    rule::Rule,
};

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
    /// Create the user first (R6).
    CreateUser,
    /// Ask another LBA or Landssupporten.
    AskAnother,
    /// Take a request over from who handles it.
    TakeOver(AccessRequestId),
    /// Log in again, stronger.
    LogInAgain,
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
        }
    }

    pub(super) fn instead(self, next: Next) -> Self {
        Self {
            next: Some(next),
            ..self
        }
    }

    /// A login that proves nothing: it expired, or what the login provider said does not hold.
    pub fn login(kind: ProblemKind) -> Self {
        Self {
            kind,
            rule: None,
            next: None,
        }
    }

    /// R6: the subject of a support request is no user yet.
    pub fn create_user_first() -> Self {
        Self::new(ProblemKind::CreateUserFirst, Rule::R6).instead(Next::CreateUser)
    }
}
