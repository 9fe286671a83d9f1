//! Moves between the two modules, and which changes are made in one of them (R9).

use serde_json::Value;
use shared::{audit::AuditKind, id::OrganisationId};

use super::{Attachment, Attribute, Change, DeskChange, What};

/// What moved from one module to the other, each with the values that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// A kind of organisation, to STAR's.
    Kind {
        /// After.
        new: Value,
    },
    /// A kind of organisation, back to where it came from.
    KindBack {
        /// After.
        new: Value,
    },
    /// An organisation, with its kind.
    Organisation {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
}

impl Move {
    /// The event, and what changed.
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::Kind { new } => (AuditKind::CutoverExecuted, None, Some(new)),
            Self::KindBack { new } => (AuditKind::CutoverReversed, None, Some(new)),
            Self::Organisation { old, new } => (AuditKind::OrganisationMoved, Some(old), Some(new)),
        }
    }
}

/// Where a change is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the module that administers this organisation.
    ModuleOf(OrganisationId),
    /// In no module: logins, programs, the running of the system.
    Neither,
    /// In a module, but the change does not say whose: a fault of ours.
    Untold,
}

impl Change {
    fn module(&self) -> Place {
        let organisation = self.about.organisation;
        organisation.map_or(Place::Untold, Place::ModuleOf)
    }

    /// Where it is made. A new kind of change must say, for the module to be checked.
    #[expect(clippy::too_many_lines, reason = "a table: a line for each kind")]
    pub fn place(&self) -> Place {
        match self.what {
            What::UserCreated { .. }
            | What::UserChanged { .. }
            | What::UserDeactivated { .. }
            | What::UserReactivated { .. }
            | What::OrganisationCreated { .. }
            | What::OrganisationChanged { .. }
            | What::Unit(_)
            | What::Attribute(Attribute::Given { .. } | Attribute::Taken { .. })
            | What::Agreement(_)
            | What::RoleGranted { .. }
            | What::RoleRevoked { .. }
            | What::RoleExtended { .. }
            | What::Dormancy(_)
            | What::AccessRequestSubmitted { .. }
            | What::AccessRequestApproved { .. }
            | What::AccessRequestRejected
            | What::AccessRequestWithdrawn
            | What::Handling(_)
            | What::Attachment(Attachment::Added { .. } | Attachment::TakenBack { .. })
            | What::Desk(
                DeskChange::LbaRoleClaimed { .. }
                | DeskChange::LbaAppointmentProposed { .. }
                | DeskChange::LbaAppointmentConfirmed { .. }
                | DeskChange::LbaAppointmentRejected { .. }
                | DeskChange::LbaAppointmentWithdrawn { .. },
            )
            | What::AccessRequestMovedToDesk => self.module(),
            What::Desk(DeskChange::RightsLookedUp { .. })
            | What::Attachment(Attachment::Read { .. })
            | What::LoggedIn
            | What::LoggedOut
            | What::UserCreatedAtLogin { .. }
            | What::UserBound { .. }
            | What::Attribute(Attribute::Created { .. } | Attribute::Changed { .. })
            | What::RoleCreated { .. }
            | What::RoleChanged { .. }
            | What::Moved(_)
            | What::DeskTask(_)
            | What::TokenIssued { .. }
            | What::Bootstrapped { .. }
            // Rows of what has moved are refused one by one.
            | What::Import { .. } => Place::Neither,
        }
    }
}
