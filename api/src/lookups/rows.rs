//! Look-ups as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{LookupId, OrganisationId, UserId},
};

use crate::db::{Failure, MultiBackend, row, schema::lookups};

/// A look-up, column by column.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = lookups, check_for_backend(MultiBackend))]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct LookupRow {
    id: String,
    looked_up_by: String,
    user_id: Option<String>,
    organisation_id: String,
    reason: String,
    case_reference: Option<String>,
    created_at: chrono::NaiveDateTime,
    expires_at: chrono::NaiveDateTime,
}

/// A look-up, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    pub(crate) id: LookupId,
    pub(crate) by: UserId,
    pub(crate) user: Option<UserId>,
    pub(crate) organisation: OrganisationId,
    pub(crate) reason: String,
    pub(crate) case_reference: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

impl TryFrom<LookupRow> for Lookup {
    type Error = Failure;

    fn try_from(stored: LookupRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row::id(&stored.id)?,
            by: row::id(&stored.looked_up_by)?,
            user: row::optional_id(stored.user_id.as_deref())?,
            organisation: row::id(&stored.organisation_id)?,
            reason: stored.reason,
            case_reference: stored.case_reference,
            created_at: Timestamp::from_naive(stored.created_at),
            expires_at: Timestamp::from_naive(stored.expires_at),
        })
    }
}

impl From<&Lookup> for LookupRow {
    fn from(lookup: &Lookup) -> Self {
        Self {
            id: lookup.id.to_string(),
            looked_up_by: lookup.by.to_string(),
            user_id: lookup.user.map(|id| id.to_string()),
            organisation_id: lookup.organisation.to_string(),
            reason: lookup.reason.clone(),
            case_reference: lookup.case_reference.clone(),
            created_at: lookup.created_at.naive(),
            expires_at: lookup.expires_at.naive(),
        }
    }
}
