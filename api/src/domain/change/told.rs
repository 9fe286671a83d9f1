//! What the audit log tells of each change: its kind, and the values before and after.

use serde_json::Value;
use shared::audit::AuditKind as Kind;

use super::What;

impl What {
    pub(super) fn told(&self) -> (Kind, Option<&Value>, Option<&Value>) {
        match self {
            Self::LoggedIn => (Kind::LoggedIn, None, None),
            Self::LoggedOut => (Kind::LoggedOut, None, None),
            Self::UserCreatedAtLogin { new } => (Kind::UserCreatedAtLogin, None, Some(new)),
            Self::UserBound { new } => (Kind::UserBound, None, Some(new)),
            Self::UserCreated { new } => (Kind::UserCreated, None, Some(new)),
            Self::UserChanged { old, new } => (Kind::UserChanged, Some(old), Some(new)),
            Self::UserDeactivated { old, new } => (Kind::UserDeactivated, Some(old), Some(new)),
            Self::UserReactivated { old, new } => (Kind::UserReactivated, Some(old), Some(new)),
            Self::OrganisationCreated { new } => (Kind::OrganisationCreated, None, Some(new)),
            Self::OrganisationChanged { old, new } => {
                (Kind::OrganisationChanged, Some(old), Some(new))
            }
            Self::Unit(unit) => unit.told(),
            Self::Attribute(attribute) => attribute.told(),
            Self::Agreement(agreement) => agreement.told(),
            Self::RoleCreated { new } => (Kind::RoleCreated, None, Some(new)),
            Self::RoleChanged { old, new } => (Kind::RoleChanged, Some(old), Some(new)),
            Self::Moved(moved) => moved.told(),
            Self::RoleGranted { new } => (Kind::RoleGranted, None, Some(new)),
            Self::RoleRevoked { old } => (Kind::RoleRevoked, Some(old), None),
            Self::RoleExtended { old, new } => (Kind::RoleExtended, Some(old), Some(new)),
            Self::Dormancy(dormancy) => dormancy.told(),
            Self::DeskTask(task) => task.told(),
            Self::AccessRequestSubmitted { new } => (Kind::AccessRequestSubmitted, None, Some(new)),
            Self::AccessRequestApproved { new } => (Kind::AccessRequestApproved, None, Some(new)),
            Self::AccessRequestRejected => (Kind::AccessRequestRejected, None, None),
            Self::AccessRequestWithdrawn => (Kind::AccessRequestWithdrawn, None, None),
            Self::Handling(handling) => handling.told(),
            Self::Attachment(attachment) => attachment.told(),
            Self::AccessRequestMovedToDesk => (Kind::AccessRequestMovedToDesk, None, None),
            Self::Desk(change) => change.told(),
            Self::TokenIssued { new } => (Kind::TokenIssued, None, Some(new)),
            Self::Bootstrapped { new } => (Kind::Bootstrapped, None, Some(new)),
            Self::Import { step, new } => (*step, None, Some(new)),
        }
    }
}
