//! Changes of what Landssupporten has to see to.

use serde_json::Value;
use shared::audit::AuditKind;

/// What became of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskTask {
    /// There is something to see to, or its moment is another.
    Raised {
        /// After.
        new: Value,
    },
    /// It is no longer so.
    Settled {
        /// Before.
        old: Value,
    },
}

impl DeskTask {
    /// The event, and what changed.
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::Raised { new } => (AuditKind::DeskTaskRaised, None, Some(new)),
            Self::Settled { old } => (AuditKind::DeskTaskSettled, Some(old), None),
        }
    }

    /// What those outside are told.
    pub(super) const fn message(&self) -> &'static str {
        match self {
            Self::Raised { .. } => "desk_task.raised",
            Self::Settled { .. } => "desk_task.settled",
        }
    }
}
