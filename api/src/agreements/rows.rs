//! Agreements as stored.

use diesel::prelude::*;
use serde_json::{Value, json};
use shared::{
    Timestamp,
    agreement::{AgreementRef, AgreementState},
    id::{AgreementId, OrganisationId, UserId},
};

use crate::{
    db::{Failure, MultiBackend, row, schema::agreements},
    domain::{facts::AgreementFacts, period::Period},
};

/// An agreement, column by column.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = agreements, check_for_backend(MultiBackend))]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct AgreementRow {
    pub(crate) id: String,
    pub(crate) provider_id: String,
    pub(crate) principal_id: String,
    pub(crate) valid_from: chrono::NaiveDateTime,
    pub(crate) valid_until: chrono::NaiveDateTime,
    pub(crate) reference: String,
    pub(crate) recorded_by: String,
    pub(crate) recorded_at: chrono::NaiveDateTime,
    pub(crate) ended_by: Option<String>,
    pub(crate) ended_at: Option<chrono::NaiveDateTime>,
    pub(crate) ended_because: Option<String>,
    pub(crate) version: i64,
}

/// How an agreement was ended before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    pub(crate) by: UserId,
    pub(crate) at: Timestamp,
    pub(crate) because: String,
}

/// An agreement, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    pub(crate) id: AgreementId,
    pub(crate) provider: OrganisationId,
    pub(crate) principal: OrganisationId,
    pub(crate) period: Period,
    pub(crate) until: Timestamp,
    pub(crate) reference: String,
    pub(crate) recorded_by: UserId,
    pub(crate) recorded_at: Timestamp,
    pub(crate) end: Option<End>,
    pub(crate) version: i64,
}

impl Agreement {
    /// Whether its time is over or it was ended.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.end.is_some() || self.until <= now
    }

    /// How it stands.
    pub fn state(&self, now: Timestamp) -> AgreementState {
        if self.is_over(now) {
            AgreementState::Ended
        } else if self.period.from() > now {
            AgreementState::Upcoming
        } else {
            AgreementState::InForce
        }
    }

    /// What the policy needs to know.
    pub fn facts(&self, now: Timestamp) -> AgreementFacts {
        AgreementFacts {
            id: self.id,
            provider: self.provider,
            principal: self.principal,
            period: self.period,
            over: self.is_over(now),
        }
    }

    /// The agreement as what is held under it refers to it.
    pub fn reference(&self) -> AgreementRef {
        AgreementRef {
            id: self.id,
            reference: self.reference.clone(),
            valid_until: self.until,
        }
    }

    /// What the audit log keeps of it.
    pub fn told(&self) -> Value {
        json!({
            "agreement_id": self.id,
            "provider_id": self.provider,
            "principal_id": self.principal,
            "valid_from": self.period.from(),
            "valid_until": self.until,
            "reference": self.reference,
        })
    }
}

impl TryFrom<AgreementRow> for Agreement {
    type Error = Failure;

    fn try_from(stored: AgreementRow) -> Result<Self, Failure> {
        let until = Timestamp::from_naive(stored.valid_until);
        let period = Period::new(Timestamp::from_naive(stored.valid_from), Some(until))
            .map_err(|code| Failure::Internal(format!("stored period: {code}")))?;
        let end = match (stored.ended_by, stored.ended_at, stored.ended_because) {
            (Some(by), Some(at), Some(because)) => Some(End {
                by: row::id(&by)?,
                at: Timestamp::from_naive(at),
                because,
            }),
            _ => None,
        };
        Ok(Self {
            id: row::id(&stored.id)?,
            provider: row::id(&stored.provider_id)?,
            principal: row::id(&stored.principal_id)?,
            period,
            until,
            reference: stored.reference,
            recorded_by: row::id(&stored.recorded_by)?,
            recorded_at: Timestamp::from_naive(stored.recorded_at),
            end,
            version: stored.version,
        })
    }
}

impl From<&Agreement> for AgreementRow {
    fn from(agreement: &Agreement) -> Self {
        let end = agreement.end.as_ref();
        Self {
            id: agreement.id.to_string(),
            provider_id: agreement.provider.to_string(),
            principal_id: agreement.principal.to_string(),
            valid_from: agreement.period.from().naive(),
            valid_until: agreement.until.naive(),
            reference: agreement.reference.clone(),
            recorded_by: agreement.recorded_by.to_string(),
            recorded_at: agreement.recorded_at.naive(),
            ended_by: end.map(|end| end.by.to_string()),
            ended_at: end.map(|end| end.at.naive()),
            ended_because: end.map(|end| end.because.clone()),
            version: agreement.version,
        }
    }
}
