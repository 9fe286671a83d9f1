//! Changes of the units of organisations.

use serde_json::Value;
use shared::audit::AuditKind;

/// What became of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// It was registered.
    Registered {
        /// After.
        new: Value,
    },
    /// Its name was changed.
    Changed {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
}

impl Unit {
    /// The event, and what changed.
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::Registered { new } => (AuditKind::UnitRegistered, None, Some(new)),
            Self::Changed { old, new } => (AuditKind::UnitChanged, Some(old), Some(new)),
        }
    }

    /// What those outside are told.
    pub(super) const fn message(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "unit.registered",
            Self::Changed { .. } => "unit.changed",
        }
    }
}
