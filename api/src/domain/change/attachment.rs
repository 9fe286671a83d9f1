//! What happens to the files attached to a request.

use serde_json::Value;
use shared::audit::AuditKind;

/// What became of a file. Its name and content stand in no log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// It was attached.
    Added {
        /// After.
        new: Value,
    },
    /// It was taken back.
    TakenBack {
        /// Before.
        old: Value,
    },
    /// Somebody read it.
    Read {
        /// Which one.
        new: Value,
    },
}

impl Attachment {
    /// The event, and what changed.
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::Added { new } => (AuditKind::AttachmentAdded, None, Some(new)),
            Self::TakenBack { old } => (AuditKind::AttachmentTakenBack, Some(old), None),
            Self::Read { new } => (AuditKind::AttachmentRead, None, Some(new)),
        }
    }
}
