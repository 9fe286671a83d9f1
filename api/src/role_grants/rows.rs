//! Role grants as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{AccessRequestId, AgreementId, OrganisationId, RoleGrantId, UserId},
    role_grant::GrantSource,
};

use crate::{
    db::{Failure, MultiBackend, row, schema::role_grants},
    domain::{dormancy::Dormancy, period::Period},
};

/// A role grant, column by column.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = role_grants, check_for_backend(MultiBackend))]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct RoleGrantRow {
    pub(super) id: String,
    pub(super) user_id: String,
    pub(super) holder_organisation_id: String,
    pub(super) role_key: String,
    pub(super) organisation_id: String,
    pub(super) unit: Option<String>,
    pub(super) valid_from: chrono::NaiveDateTime,
    pub(super) valid_until: Option<chrono::NaiveDateTime>,
    pub(super) granted_by: Option<String>,
    pub(super) granted_at: chrono::NaiveDateTime,
    pub(super) reason: String,
    pub(super) case_reference: Option<String>,
    pub(super) source: String,
    pub(super) request_id: Option<String>,
    pub(super) agreement_id: Option<String>,
    pub(super) revoked_at: Option<chrono::NaiveDateTime>,
    pub(super) revoked_by: Option<String>,
    pub(super) revoked_because: Option<String>,
    pub(super) extended_by: Option<String>,
    pub(super) last_used_at: Option<chrono::NaiveDateTime>,
    pub(super) dormant_from: Option<chrono::NaiveDateTime>,
    pub(super) version: i64,
}

/// How a grant was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    pub(crate) by: Option<UserId>,
    pub(crate) at: Timestamp,
    pub(crate) because: String,
    /// The grant that took its place, when it ended by being extended.
    pub(crate) extended_by: Option<RoleGrantId>,
}

/// A role grant, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleGrant {
    pub(crate) id: RoleGrantId,
    pub(crate) user: UserId,
    pub(crate) holder_organisation: OrganisationId,
    pub(crate) role: String,
    pub(crate) organisation: OrganisationId,
    pub(crate) unit: Option<String>,
    pub(crate) period: Period,
    pub(crate) granted_by: Option<UserId>,
    pub(crate) granted_at: Timestamp,
    pub(crate) reason: String,
    pub(crate) case_reference: Option<String>,
    pub(crate) source: GrantSource,
    pub(crate) request: Option<AccessRequestId>,
    pub(crate) agreement: Option<AgreementId>,
    pub(crate) revocation: Option<Revocation>,
    pub(crate) dormancy: Dormancy,
    pub(crate) version: i64,
}

impl RoleGrant {
    /// Whether it may be given a later end: it has one, which lies ahead.
    pub fn is_extendable(&self, now: Timestamp) -> bool {
        self.revocation.is_none() && self.period.until().is_some_and(|until| until > now)
    }

    /// Since when it sleeps, when it does: it has begun and neither ended nor been taken away.
    pub fn asleep_since(&self, now: Timestamp) -> Option<Timestamp> {
        let runs = self.revocation.is_none() && self.period.contains(now);
        self.dormancy.asleep_since(now).filter(|_| runs)
    }
}

impl TryFrom<RoleGrantRow> for RoleGrant {
    type Error = Failure;

    fn try_from(stored: RoleGrantRow) -> Result<Self, Failure> {
        let until = stored.valid_until.map(Timestamp::from_naive);
        let period = Period::new(Timestamp::from_naive(stored.valid_from), until)
            .map_err(|code| Failure::Internal(format!("stored period: {code}")))?;
        let revocation = match (stored.revoked_at, stored.revoked_because) {
            (Some(at), Some(because)) => Some(Revocation {
                by: row::optional_id(stored.revoked_by.as_deref())?,
                at: Timestamp::from_naive(at),
                because,
                extended_by: row::optional_id(stored.extended_by.as_deref())?,
            }),
            (None, None) => None,
            _ => {
                return Err(Failure::Internal(
                    "stored revocation is half a one".to_owned(),
                ));
            }
        };
        Ok(Self {
            id: row::id(&stored.id)?,
            user: row::id(&stored.user_id)?,
            holder_organisation: row::id(&stored.holder_organisation_id)?,
            role: stored.role_key,
            organisation: row::id(&stored.organisation_id)?,
            unit: stored.unit,
            period,
            granted_by: row::optional_id(stored.granted_by.as_deref())?,
            granted_at: Timestamp::from_naive(stored.granted_at),
            reason: stored.reason,
            case_reference: stored.case_reference,
            source: row::word(&stored.source)?,
            request: row::optional_id(stored.request_id.as_deref())?,
            agreement: row::optional_id(stored.agreement_id.as_deref())?,
            revocation,
            dormancy: Dormancy {
                last_used_at: stored.last_used_at.map(Timestamp::from_naive),
                from: stored.dormant_from.map(Timestamp::from_naive),
            },
            version: stored.version,
        })
    }
}

impl From<&RoleGrant> for RoleGrantRow {
    fn from(grant: &RoleGrant) -> Self {
        let revocation = grant.revocation.as_ref();
        Self {
            id: grant.id.to_string(),
            user_id: grant.user.to_string(),
            holder_organisation_id: grant.holder_organisation.to_string(),
            role_key: grant.role.clone(),
            organisation_id: grant.organisation.to_string(),
            unit: grant.unit.clone(),
            valid_from: grant.period.from().naive(),
            valid_until: grant.period.until().map(Timestamp::naive),
            granted_by: grant.granted_by.map(|id| id.to_string()),
            granted_at: grant.granted_at.naive(),
            reason: grant.reason.clone(),
            case_reference: grant.case_reference.clone(),
            source: grant.source.as_str().to_owned(),
            request_id: grant.request.map(|id| id.to_string()),
            agreement_id: grant.agreement.map(|id| id.to_string()),
            revoked_at: revocation.map(|revocation| revocation.at.naive()),
            revoked_by: revocation
                .and_then(|revocation| revocation.by)
                .map(|id| id.to_string()),
            revoked_because: revocation.map(|revocation| revocation.because.clone()),
            extended_by: revocation
                .and_then(|revocation| revocation.extended_by)
                .map(|id| id.to_string()),
            last_used_at: grant.dormancy.last_used_at.map(Timestamp::naive),
            dormant_from: grant.dormancy.from.map(Timestamp::naive),
            version: grant.version,
        }
    }
}
