//! Everything that can change, and what is told of it: one [`Change`] gives the audit event and
//! the outbox messages. A new change cannot be added without answering both.

mod about;
mod agreement;
mod attachment;
mod attribute;
mod desk;
mod desk_task;
mod dormancy;
mod handling;
mod modules;
mod told;
mod unit;

pub use about::About;
pub use agreement::Agreement;
pub use attachment::Attachment;
pub use attribute::Attribute;
pub use desk::DeskChange;
pub use desk_task::DeskTask;
pub use dormancy::Dormancy;
pub use handling::Handling;
pub use modules::{Move, Place};
pub use unit::Unit;

use serde_json::{Value, json};
use shared::{audit::AuditKind, id::OrganisationId};

/// A change that has been made in this transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    what: What,
    about: About,
    reason: Option<String>,
}

/// The kinds of change, each with the values that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A person logged in.
    LoggedIn,
    /// A person logged out.
    LoggedOut,
    /// A user came to be at first login.
    UserCreatedAtLogin {
        /// After.
        new: Value,
    },
    /// A user created by hand was recognised at first login.
    UserBound {
        /// After.
        new: Value,
    },
    /// A user was created by hand.
    UserCreated {
        /// After.
        new: Value,
    },
    /// A user was changed.
    UserChanged {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
    /// A user was stopped.
    UserDeactivated {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
    /// A user may act again.
    UserReactivated {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
    /// An organisation was registered.
    OrganisationCreated {
        /// After.
        new: Value,
    },
    /// An organisation was changed.
    OrganisationChanged {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
    /// A unit of an organisation was registered or changed.
    Unit(Unit),
    /// An attribute, or which organisations have it, changed.
    Attribute(Attribute),
    /// An agreement with a provider, or what is held under it, changed.
    Agreement(Agreement),
    /// A role was added to the catalogue.
    RoleCreated {
        /// After.
        new: Value,
    },
    /// A role of the catalogue was changed.
    RoleChanged {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
    /// A role was given directly.
    RoleGranted {
        /// After.
        new: Value,
    },
    /// A role was taken directly.
    RoleRevoked {
        /// Before.
        old: Value,
    },
    /// A dated role was given a later end.
    RoleExtended {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
    /// A role fell asleep, or was woken.
    Dormancy(Dormancy),
    /// A request was sent.
    AccessRequestSubmitted {
        /// After.
        new: Value,
    },
    /// A request was approved, and its grant given or taken.
    AccessRequestApproved {
        /// After.
        new: Value,
    },
    /// A request was rejected.
    AccessRequestRejected,
    /// A request was taken back.
    AccessRequestWithdrawn,
    /// A request is being handled.
    Handling(Handling),
    /// Something happened to a file attached to a request.
    Attachment(Attachment),
    /// A request moved to Landssupporten.
    AccessRequestMovedToDesk,
    /// Organisations moved from one module to the other.
    Moved(Move),
    /// What Landssupporten has to see to changed.
    DeskTask(DeskTask),
    /// Something changed at Landssupporten's desk, or by legal authority.
    Desk(DeskChange),
    /// A program got a token.
    TokenIssued {
        /// After.
        new: Value,
    },
    /// The system was set up.
    Bootstrapped {
        /// After.
        new: Value,
    },
    /// An import was uploaded, let run, given up, or ended.
    Import {
        /// Which of these.
        step: AuditKind,
        /// The import, and how it is.
        new: Value,
    },
}

/// The audit event of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// What happened.
    pub kind: AuditKind,
    /// What it is about.
    pub about: About,
    /// Why.
    pub reason: Option<String>,
    /// What changed, before.
    pub old: Option<Value>,
    /// What changed, after.
    pub new: Option<Value>,
}

/// A message for the outside: ids only, no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// A stable name, as in `access_request.submitted`.
    pub kind: &'static str,
    /// What it is about.
    pub payload: Value,
}

impl Change {
    /// A change of `what`, about `about`.
    pub fn new(what: What, about: About) -> Self {
        Self {
            what,
            about,
            reason: None,
        }
    }

    /// The same change, with why it was made.
    #[must_use]
    pub fn because(self, reason: impl Into<String>) -> Self {
        Self {
            reason: Some(reason.into()),
            ..self
        }
    }

    /// The same change, told in the log of another organisation that it concerns.
    #[must_use]
    pub fn in_log_of(mut self, organisation: OrganisationId) -> Self {
        self.about.organisation = Some(organisation);
        self
    }

    /// What is audited.
    pub fn audit_entry(&self) -> AuditEntry {
        let (kind, old, new) = self.what.told();
        AuditEntry {
            kind,
            about: self.about.clone(),
            reason: self.reason.clone(),
            old: old.cloned(),
            new: new.cloned(),
        }
    }

    /// Who is told.
    #[expect(clippy::too_many_lines, reason = "a table: a line for each kind")]
    pub fn messages(&self) -> Vec<Message> {
        let kind = match &self.what {
            What::Desk(change) => {
                let told = change.message();
                return told.map(|kind| self.message(kind)).into_iter().collect();
            }
            What::Attachment(Attachment::Added { .. }) => "access_request.attachment_added",
            What::Attachment(Attachment::TakenBack { .. }) => "access_request.attachment_removed",
            What::AccessRequestSubmitted { .. } => "access_request.submitted",
            What::AccessRequestApproved { .. } => "access_request.approved",
            What::AccessRequestRejected => "access_request.rejected",
            What::AccessRequestWithdrawn => "access_request.withdrawn",
            What::AccessRequestMovedToDesk => "access_request.moved_to_desk",
            What::Handling(Handling::HandedOver { .. }) => "access_request.handed_over",
            What::Handling(Handling::MessageSent { .. }) => "access_request.message_sent",
            What::RoleGranted { .. } => "role_grant.granted",
            What::RoleRevoked { .. } => "role_grant.revoked",
            What::RoleExtended { .. } => "role_grant.extended",
            What::Dormancy(dormancy) => dormancy.message(),
            What::DeskTask(task) => task.message(),
            What::Unit(unit) => unit.message(),
            What::Attribute(attribute) => attribute.message(),
            What::Agreement(agreement) => agreement.message(),
            What::UserCreated { .. } | What::UserCreatedAtLogin { .. } => "user.created",
            What::UserChanged { .. } => "user.changed",
            What::UserDeactivated { .. } => "user.deactivated",
            What::UserReactivated { .. } => "user.reactivated",
            What::OrganisationCreated { .. } => "organisation.created",
            What::OrganisationChanged { .. } => "organisation.changed",
            What::RoleCreated { .. } => "role.created",
            What::RoleChanged { .. } => "role.changed",
            What::Moved(Move::Organisation { .. }) => "organisation.moved",
            What::Moved(Move::Kind { .. } | Move::KindBack { .. }) => "administration.moved",
            What::Attachment(Attachment::Read { .. })
            | What::Handling(Handling::Claimed { .. } | Handling::Released)
            | What::LoggedIn
            | What::LoggedOut
            | What::UserBound { .. }
            | What::TokenIssued { .. }
            | What::Bootstrapped { .. }
            | What::Import { .. } => return Vec::new(),
        };
        vec![self.message(kind)]
    }

    fn message(&self, kind: &'static str) -> Message {
        let about = &self.about;
        let payload = json!({
            "user_id": about.subject, "organisation_id": about.organisation, "role": about.role,
            "request_id": about.request, "grant_id": about.grant,
        });
        Message { kind, payload }
    }
}
