//! Audit events as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    audit::{AuditKind, AuditOutcome},
    id::{AccessRequestId, AuditEventId, OrganisationId, RoleGrantId, UserId},
    problem::ProblemKind,
    rule::Rule,
};

use crate::db::{Failure, MultiBackend, row, schema::audit_events};

/// An audit event, column by column.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = audit_events, check_for_backend(MultiBackend))]
pub(super) struct AuditEventRow {
    id: String,
    at: chrono::NaiveDateTime,
    kind: String,
    outcome: String,
    actor_id: Option<String>,
    actor_system: Option<String>,
    organisation_id: Option<String>,
    subject_id: Option<String>,
    role_key: Option<String>,
    request_id: Option<String>,
    grant_id: Option<String>,
    reason: Option<String>,
    code: Option<String>,
    rule: Option<String>,
    old_values: Option<String>,
    new_values: Option<String>,
}

/// An audit event, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    pub(crate) id: AuditEventId,
    pub(crate) at: Timestamp,
    pub(crate) kind: AuditKind,
    pub(crate) outcome: AuditOutcome,
    pub(crate) actor: Option<UserId>,
    pub(crate) actor_system: Option<String>,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) subject: Option<UserId>,
    pub(crate) role: Option<String>,
    pub(crate) request: Option<AccessRequestId>,
    pub(crate) grant: Option<RoleGrantId>,
    pub(crate) reason: Option<String>,
    pub(crate) code: Option<ProblemKind>,
    pub(crate) rule: Option<Rule>,
    pub(crate) old: Option<serde_json::Value>,
    pub(crate) new: Option<serde_json::Value>,
}

fn json(text: Option<String>) -> Result<Option<serde_json::Value>, Failure> {
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|error| Failure::Internal(format!("stored audit values: {error}")))
}

impl TryFrom<AuditEventRow> for AuditEvent {
    type Error = Failure;

    fn try_from(stored: AuditEventRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row::id(&stored.id)?,
            at: Timestamp::from_naive(stored.at),
            kind: row::word(&stored.kind)?,
            outcome: row::word(&stored.outcome)?,
            actor: row::optional_id(stored.actor_id.as_deref())?,
            actor_system: stored.actor_system,
            organisation: row::optional_id(stored.organisation_id.as_deref())?,
            subject: row::optional_id(stored.subject_id.as_deref())?,
            role: stored.role_key,
            request: row::optional_id(stored.request_id.as_deref())?,
            grant: row::optional_id(stored.grant_id.as_deref())?,
            reason: stored.reason,
            code: stored.code.as_deref().and_then(ProblemKind::from_code),
            rule: stored.rule.as_deref().map(row::word).transpose()?,
            old: json(stored.old_values)?,
            new: json(stored.new_values)?,
        })
    }
}
