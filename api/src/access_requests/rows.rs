//! Access requests as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    access_request::{RequestAction, RequestParty, RequestState},
    id::{AccessRequestId, OrganisationId, RoleGrantId, UserId},
    role::Authority,
};

use crate::{
    db::{Failure, MultiBackend, row, schema::access_requests},
    domain::{
        facts::{RoleFacts, SubjectFacts},
        request::{AccessRequest, Asked, Claim, OpenRequest},
    },
};

/// An access request, column by column.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = access_requests, check_for_backend(MultiBackend))]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct AccessRequestRow {
    pub(super) id: String,
    pub(super) action: String,
    pub(super) subject_id: String,
    pub(super) holder_organisation_id: String,
    pub(super) requested_by: String,
    pub(super) role_key: String,
    pub(super) organisation_id: String,
    pub(super) unit: Option<String>,
    pub(super) justification: String,
    pub(super) case_reference: Option<String>,
    pub(super) valid_until: Option<chrono::NaiveDateTime>,
    pub(super) authority: String,
    pub(super) state: String,
    pub(super) created_at: chrono::NaiveDateTime,
    pub(super) due_at: chrono::NaiveDateTime,
    pub(super) awaiting: String,
    pub(super) claimed_by: Option<String>,
    pub(super) claimed_until: Option<chrono::NaiveDateTime>,
    pub(super) decided_by: Option<String>,
    pub(super) decided_at: Option<chrono::NaiveDateTime>,
    pub(super) decision_reason: Option<String>,
    pub(super) decision_valid_until: Option<chrono::NaiveDateTime>,
    pub(super) grant_id: Option<String>,
    pub(super) version: i64,
}

/// The row is open still, and of the version that was read.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn is_open_as(stored: &Stored) -> _ {
    let id: String = stored.id.to_string();
    let version: i64 = stored.version;
    let open: &'static str = RequestState::Open.as_str();
    access_requests::id
        .eq(id)
        .and(access_requests::version.eq(version))
        .and(access_requests::state.eq(open))
}

/// How a stored request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub(crate) by: Option<UserId>,
    pub(crate) at: Timestamp,
    pub(crate) reason: Option<String>,
    pub(crate) valid_until: Option<Timestamp>,
    pub(crate) grant: Option<RoleGrantId>,
}

/// An access request, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub(crate) id: AccessRequestId,
    pub(crate) action: RequestAction,
    pub(crate) subject: UserId,
    pub(crate) holder_organisation: OrganisationId,
    pub(crate) requested_by: UserId,
    pub(crate) role: String,
    pub(crate) organisation: OrganisationId,
    pub(crate) unit: Option<String>,
    pub(crate) justification: String,
    pub(crate) case_reference: Option<String>,
    pub(crate) valid_until: Option<Timestamp>,
    pub(crate) authority: Authority,
    pub(crate) state: RequestState,
    pub(crate) created_at: Timestamp,
    pub(crate) due_at: Timestamp,
    pub(crate) awaiting: RequestParty,
    pub(crate) claim: Option<Claim>,
    pub(crate) decision: Option<Decision>,
    pub(crate) version: i64,
}

impl Stored {
    /// The request as the state machine knows it, with the facts of its subject and role.
    pub fn machine(&self, subject: SubjectFacts, role: RoleFacts) -> AccessRequest {
        let asked = Asked {
            id: self.id,
            action: self.action,
            subject,
            requested_by: self.requested_by,
            role,
            organisation: self.organisation,
            unit: self.unit.clone(),
            justification: self.justification.clone(),
            case_reference: self.case_reference.clone(),
            valid_until: self.valid_until,
            authority: self.authority,
        };
        match self.state {
            RequestState::Open => AccessRequest::Open(OpenRequest {
                asked,
                claim: self.claim,
                version: self.version,
            }),
            RequestState::Approved
            | RequestState::Rejected
            | RequestState::Withdrawn
            | RequestState::Lapsed => AccessRequest::Closed(asked, self.state),
        }
    }

    /// Everybody whom the request names.
    pub fn people(&self) -> impl Iterator<Item = UserId> + use<> {
        let decider = self.decision.as_ref().and_then(|decision| decision.by);
        [
            Some(self.subject),
            Some(self.requested_by),
            self.claim.map(|claim| claim.by),
            decider,
        ]
        .into_iter()
        .flatten()
    }
}

fn claim(by: Option<&str>, until: Option<chrono::NaiveDateTime>) -> Result<Option<Claim>, Failure> {
    let by = row::optional_id(by)?;
    Ok(by.zip(until).map(|(by, until)| Claim {
        by,
        until: Timestamp::from_naive(until),
    }))
}

impl TryFrom<AccessRequestRow> for Stored {
    type Error = Failure;

    fn try_from(stored: AccessRequestRow) -> Result<Self, Failure> {
        let decision = stored
            .decided_at
            .map(|at| {
                Ok::<_, Failure>(Decision {
                    by: row::optional_id(stored.decided_by.as_deref())?,
                    at: Timestamp::from_naive(at),
                    reason: stored.decision_reason,
                    valid_until: stored.decision_valid_until.map(Timestamp::from_naive),
                    grant: row::optional_id(stored.grant_id.as_deref())?,
                })
            })
            .transpose()?;
        Ok(Self {
            id: row::id(&stored.id)?,
            action: row::word(&stored.action)?,
            subject: row::id(&stored.subject_id)?,
            holder_organisation: row::id(&stored.holder_organisation_id)?,
            requested_by: row::id(&stored.requested_by)?,
            role: stored.role_key,
            organisation: row::id(&stored.organisation_id)?,
            unit: stored.unit,
            justification: stored.justification,
            case_reference: stored.case_reference,
            valid_until: stored.valid_until.map(Timestamp::from_naive),
            authority: row::word(&stored.authority)?,
            state: row::word(&stored.state)?,
            created_at: Timestamp::from_naive(stored.created_at),
            due_at: Timestamp::from_naive(stored.due_at),
            awaiting: row::word(&stored.awaiting)?,
            claim: claim(stored.claimed_by.as_deref(), stored.claimed_until)?,
            decision,
            version: stored.version,
        })
    }
}

impl From<&Stored> for AccessRequestRow {
    /// Only ever of a request that was just sent, and so has no decision.
    fn from(request: &Stored) -> Self {
        Self {
            id: request.id.to_string(),
            action: request.action.as_str().to_owned(),
            subject_id: request.subject.to_string(),
            holder_organisation_id: request.holder_organisation.to_string(),
            requested_by: request.requested_by.to_string(),
            role_key: request.role.clone(),
            organisation_id: request.organisation.to_string(),
            unit: request.unit.clone(),
            justification: request.justification.clone(),
            case_reference: request.case_reference.clone(),
            valid_until: request.valid_until.map(Timestamp::naive),
            authority: request.authority.as_str().to_owned(),
            state: RequestState::Open.as_str().to_owned(),
            created_at: request.created_at.naive(),
            due_at: request.due_at.naive(),
            awaiting: request.awaiting.as_str().to_owned(),
            claimed_by: None,
            claimed_until: None,
            decided_by: None,
            decided_at: None,
            decision_reason: None,
            decision_valid_until: None,
            grant_id: None,
            version: request.version,
        }
    }
}
