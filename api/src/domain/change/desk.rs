//! What changes at Landssupporten's desk, and by the login that proves who may represent a company.

use serde_json::Value;
use shared::audit::AuditKind;

/// The kinds of change, each with the values that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskChange {
    /// What somebody may do was looked up.
    RightsLookedUp {
        /// After.
        new: Value,
    },
    /// Whoever may represent a company became its first LBA.
    LbaRoleClaimed {
        /// After.
        new: Value,
    },
    /// A first LBA was proposed.
    LbaAppointmentProposed {
        /// After.
        new: Value,
    },
    /// A first LBA was confirmed, and the role given.
    LbaAppointmentConfirmed {
        /// After.
        new: Value,
    },
    /// A first LBA was rejected.
    LbaAppointmentRejected {
        /// Before.
        old: Value,
    },
    /// The proposal of a first LBA was taken back.
    LbaAppointmentWithdrawn {
        /// Before.
        old: Value,
    },
}

impl DeskChange {
    /// What is audited: the kind, the values before and after.
    pub(super) fn told(&self) -> (AuditKind, Option<&Value>, Option<&Value>) {
        match self {
            Self::RightsLookedUp { new } => (AuditKind::RightsLookedUp, None, Some(new)),
            Self::LbaRoleClaimed { new } => (AuditKind::LbaRoleClaimed, None, Some(new)),
            Self::LbaAppointmentProposed { new } => {
                (AuditKind::LbaAppointmentProposed, None, Some(new))
            }
            Self::LbaAppointmentConfirmed { new } => {
                (AuditKind::LbaAppointmentConfirmed, None, Some(new))
            }
            Self::LbaAppointmentRejected { old } => {
                (AuditKind::LbaAppointmentRejected, Some(old), None)
            }
            Self::LbaAppointmentWithdrawn { old } => {
                (AuditKind::LbaAppointmentWithdrawn, Some(old), None)
            }
        }
    }

    /// Who is told: of a first LBA by law everybody who may represent the company.
    pub(super) fn message(&self) -> Option<&'static str> {
        match self {
            Self::RightsLookedUp { .. } => None,
            Self::LbaRoleClaimed { .. } => Some("organisation.first_lba"),
            Self::LbaAppointmentProposed { .. } => Some("lba_appointment.proposed"),
            Self::LbaAppointmentConfirmed { .. } => Some("lba_appointment.confirmed"),
            Self::LbaAppointmentRejected { .. } => Some("lba_appointment.rejected"),
            Self::LbaAppointmentWithdrawn { .. } => Some("lba_appointment.withdrawn"),
        }
    }
}
