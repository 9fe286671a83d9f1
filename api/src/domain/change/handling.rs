//! What happens to a request before it is decided.

use serde_json::Value;
use shared::audit::AuditKind;

/// The kinds of change, each with the values that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handling {
    /// It was taken to be handled.
    Claimed {
        /// After.
        new: Value,
    },
    /// It was let go of.
    Released,
    /// It was given to somebody else to handle.
    HandedOver {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
    /// Something was asked or answered.
    MessageSent {
        /// After.
        new: Value,
    },
}

impl Handling {
    /// The event, and what changed.
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::Claimed { new } => (AuditKind::AccessRequestClaimed, None, Some(new)),
            Self::Released => (AuditKind::AccessRequestReleased, None, None),
            Self::HandedOver { old, new } => {
                (AuditKind::AccessRequestHandedOver, Some(old), Some(new))
            }
            Self::MessageSent { new } => (AuditKind::AccessRequestMessageSent, None, Some(new)),
        }
    }
}
