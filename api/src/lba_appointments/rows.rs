//! Appointments as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{AccessRequestId, LbaAppointmentId, OrganisationId, RoleGrantId, UserId},
    lba_appointment::AppointmentState,
};

use crate::db::{Failure, MultiBackend, row, schema::lba_appointments};

/// An appointment, column by column.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = lba_appointments, check_for_backend(MultiBackend))]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct AppointmentRow {
    id: String,
    organisation_id: String,
    user_id: String,
    role_key: String,
    evidence: String,
    reason: String,
    case_reference: Option<String>,
    request_id: Option<String>,
    state: String,
    proposed_by: String,
    proposed_at: chrono::NaiveDateTime,
    decided_by: Option<String>,
    decided_at: Option<chrono::NaiveDateTime>,
    decision_reason: Option<String>,
    grant_id: Option<String>,
    version: i64,
}

/// How an appointment ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub(crate) by: UserId,
    pub(crate) at: Timestamp,
    pub(crate) reason: Option<String>,
    pub(crate) grant: Option<RoleGrantId>,
}

/// An appointment, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub(crate) id: LbaAppointmentId,
    pub(crate) organisation: OrganisationId,
    pub(crate) user: UserId,
    pub(crate) role: String,
    pub(crate) evidence: String,
    pub(crate) reason: String,
    pub(crate) case_reference: Option<String>,
    pub(crate) request: Option<AccessRequestId>,
    pub(crate) state: AppointmentState,
    pub(crate) proposed_by: UserId,
    pub(crate) proposed_at: Timestamp,
    pub(crate) decision: Option<Decision>,
    pub(crate) version: i64,
}

impl Stored {
    /// Everybody it names.
    pub(super) fn people(&self) -> impl Iterator<Item = UserId> + use<> {
        let decided_by = self.decision.as_ref().map(|decision| decision.by);
        [Some(self.user), Some(self.proposed_by), decided_by]
            .into_iter()
            .flatten()
    }
}

impl TryFrom<AppointmentRow> for Stored {
    type Error = Failure;

    fn try_from(stored: AppointmentRow) -> Result<Self, Failure> {
        let decision = match (stored.decided_by, stored.decided_at) {
            (Some(by), Some(at)) => Some(Decision {
                by: row::id(&by)?,
                at: Timestamp::from_naive(at),
                reason: stored.decision_reason,
                grant: row::optional_id(stored.grant_id.as_deref())?,
            }),
            (None, None) => None,
            _ => {
                return Err(Failure::Internal(
                    "stored appointment is half decided".to_owned(),
                ));
            }
        };
        Ok(Self {
            id: row::id(&stored.id)?,
            organisation: row::id(&stored.organisation_id)?,
            user: row::id(&stored.user_id)?,
            role: stored.role_key,
            evidence: stored.evidence,
            reason: stored.reason,
            case_reference: stored.case_reference,
            request: row::optional_id(stored.request_id.as_deref())?,
            state: row::word(&stored.state)?,
            proposed_by: row::id(&stored.proposed_by)?,
            proposed_at: Timestamp::from_naive(stored.proposed_at),
            decision,
            version: stored.version,
        })
    }
}

impl From<&Stored> for AppointmentRow {
    fn from(one: &Stored) -> Self {
        let decision = one.decision.as_ref();
        Self {
            id: one.id.to_string(),
            organisation_id: one.organisation.to_string(),
            user_id: one.user.to_string(),
            role_key: one.role.clone(),
            evidence: one.evidence.clone(),
            reason: one.reason.clone(),
            case_reference: one.case_reference.clone(),
            request_id: one.request.map(|id| id.to_string()),
            state: one.state.as_str().to_owned(),
            proposed_by: one.proposed_by.to_string(),
            proposed_at: one.proposed_at.naive(),
            decided_by: decision.map(|decision| decision.by.to_string()),
            decided_at: decision.map(|decision| decision.at.naive()),
            decision_reason: decision.and_then(|decision| decision.reason.clone()),
            grant_id: decision.and_then(|decision| decision.grant.map(|id| id.to_string())),
            version: one.version,
        }
    }
}
