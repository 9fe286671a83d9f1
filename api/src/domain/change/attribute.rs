//! Changes of attributes, and of which organisations have them.

use serde_json::Value;
use shared::audit::AuditKind;

/// What became of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// It was added to the catalogue.
    Created {
        /// After.
        new: Value,
    },
    /// Its texts were changed.
    Changed {
        /// Before.
        old: Value,
        /// After.
        new: Value,
    },
    /// An organisation was given it.
    Given {
        /// After.
        new: Value,
    },
    /// It was taken from an organisation.
    Taken {
        /// Before.
        old: Value,
    },
}

impl Attribute {
    /// The event, and what changed.
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::Created { new } => (AuditKind::AttributeCreated, None, Some(new)),
            Self::Changed { old, new } => (AuditKind::AttributeChanged, Some(old), Some(new)),
            Self::Given { new } => (AuditKind::AttributeGiven, None, Some(new)),
            Self::Taken { old } => (AuditKind::AttributeTaken, Some(old), None),
        }
    }

    /// What those outside are told; the LBAs of an organisation among them.
    pub(super) const fn message(&self) -> &'static str {
        match self {
            Self::Created { .. } => "attribute.created",
            Self::Changed { .. } => "attribute.changed",
            Self::Given { .. } => "organisation.attribute_given",
            Self::Taken { .. } => "organisation.attribute_taken",
        }
    }
}
