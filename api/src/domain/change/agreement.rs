//! Changes of agreements with providers, and of what is held under them.

use serde_json::Value;
use shared::audit::AuditKind;

/// What became of an agreement, or of a grant that is held under one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// It was recorded.
    Recorded {
        /// After.
        new: Value,
    },
    /// Its end was brought forward.
    Limited {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
    /// It was ended.
    Ended {
        /// Before.
        old: Value,
    },
    /// A grant that outlasted it was given its end.
    GrantShortened {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
}

impl Agreement {
    /// The event, and what changed.
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::Recorded { new } => (AuditKind::AgreementRecorded, None, Some(new)),
            Self::Limited { old, new } => (AuditKind::AgreementLimited, Some(old), Some(new)),
            Self::Ended { old } => (AuditKind::AgreementEnded, Some(old), None),
            Self::GrantShortened { old, new } => (AuditKind::RoleShortened, Some(old), Some(new)),
        }
    }

    /// What those outside are told.
    pub(super) const fn message(&self) -> &'static str {
        match self {
            Self::Recorded { .. } => "agreement.recorded",
            Self::Limited { .. } => "agreement.limited",
            Self::Ended { .. } => "agreement.ended",
            Self::GrantShortened { .. } => "role_grant.shortened",
        }
    }
}
