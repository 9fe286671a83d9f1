//! What becomes of grants that are not used.

use serde_json::Value;
use shared::audit::AuditKind;

/// A grant fell asleep, or was woken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dormancy {
    /// It fell asleep.
    FellAsleep {
        /// Since when it sleeps, and when it was used last.
        new: Value,
    },
    /// It was woken.
    Reactivated {
        /// Since when it slept.
        old: Value,
        /// When it falls asleep again unless it is used.
        new: Value,
    },
}

impl Dormancy {
    /// The event, and what changed.
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::FellAsleep { new } => (AuditKind::RoleFellAsleep, None, Some(new)),
            Self::Reactivated { old, new } => (AuditKind::RoleReactivated, Some(old), Some(new)),
        }
    }

    /// What those outside are told.
    pub(super) const fn message(&self) -> &'static str {
        match self {
            Self::FellAsleep { .. } => "role_grant.fell_asleep",
            Self::Reactivated { .. } => "role_grant.reactivated",
        }
    }
}
