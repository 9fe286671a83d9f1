//! What the audit log tells of each change: its kind, and the values before and after.

use serde_json::Value;
use shared::audit::AuditKind;

use super::What;

impl What {
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::LoggedIn => (AuditKind::LoggedIn, None, None),
            Self::LoggedOut => (AuditKind::LoggedOut, None, None),
            Self::UserCreatedAtLogin { new } => (AuditKind::UserCreatedAtLogin, None, Some(new)),
            Self::UserBound { new } => (AuditKind::UserBound, None, Some(new)),
            Self::UserCreated { new } => (AuditKind::UserCreated, None, Some(new)),
            Self::UserChanged { old, new } => (AuditKind::UserChanged, Some(old), Some(new)),
            Self::UserDeactivated { old, new } => {
                (AuditKind::UserDeactivated, Some(old), Some(new))
            }
            Self::UserReactivated { old, new } => {
                (AuditKind::UserReactivated, Some(old), Some(new))
            }
            Self::OrganisationCreated { new } => (AuditKind::OrganisationCreated, None, Some(new)),
            Self::OrganisationChanged { old, new } => {
                (AuditKind::OrganisationChanged, Some(old), Some(new))
            }
            Self::Unit(unit) => unit.told(),
            Self::RoleCreated { new } => (AuditKind::RoleCreated, None, Some(new)),
            Self::RoleChanged { old, new } => (AuditKind::RoleChanged, Some(old), Some(new)),
            Self::Moved(moved) => moved.told(),
            Self::RoleGranted { new } => (AuditKind::RoleGranted, None, Some(new)),
            Self::RoleRevoked { old } => (AuditKind::RoleRevoked, Some(old), None),
            Self::RoleExtended { old, new } => (AuditKind::RoleExtended, Some(old), Some(new)),
            Self::DeskTask(task) => task.told(),
            Self::AccessRequestSubmitted { new } => {
                (AuditKind::AccessRequestSubmitted, None, Some(new))
            }
            Self::AccessRequestApproved { new } => {
                (AuditKind::AccessRequestApproved, None, Some(new))
            }
            Self::AccessRequestRejected => (AuditKind::AccessRequestRejected, None, None),
            Self::AccessRequestWithdrawn => (AuditKind::AccessRequestWithdrawn, None, None),
            Self::Handling(handling) => handling.told(),
            Self::AccessRequestMovedToDesk => (AuditKind::AccessRequestMovedToDesk, None, None),
            Self::Desk(change) => change.told(),
            Self::TokenIssued { new } => (AuditKind::TokenIssued, None, Some(new)),
            Self::Bootstrapped { new } => (AuditKind::Bootstrapped, None, Some(new)),
            Self::Import { step, new } => (*step, None, Some(new)),
        }
    }
}
