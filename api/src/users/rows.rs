//! Users as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{OrganisationId, UserId},
    organisation::{Administration, OrganisationRef, PersonRef},
    user::{UserKind, UserStatus},
};
use uuid::Uuid;

use crate::{
    db::{
        Failure, MultiBackend, row,
        schema::{organisations, users},
    },
    domain::facts::SubjectFacts,
};

/// A user with the home organisation, as selected.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(MultiBackend))]
pub struct UserRow {
    id: String,
    professional_uuid: Option<String>,
    name: String,
    email: String,
    sort_key: String,
    kind: String,
    status: String,
    changed_at: chrono::NaiveDateTime,
    version: i64,
}

/// An organisation as others refer to it, as selected.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = organisations, check_for_backend(MultiBackend))]
pub struct OrganisationRefRow {
    id: String,
    name: String,
    kind: String,
    cvr: Option<String>,
    administration: String,
}

impl OrganisationRefRow {
    /// The organisation as DTOs refer to it.
    ///
    /// # Errors
    /// A stored row that makes no sense.
    pub fn reference(&self) -> Result<OrganisationRef, Failure> {
        Ok(OrganisationRef {
            id: row::id(&self.id)?,
            name: self.name.clone(),
            kind: row::word(&self.kind)?,
            cvr: self.cvr.clone(),
        })
    }
}

/// A user, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub(crate) id: UserId,
    pub(crate) professional_uuid: Option<Uuid>,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) sort_key: String,
    pub(crate) kind: UserKind,
    pub(crate) status: UserStatus,
    pub(crate) home: OrganisationRef,
    pub(crate) administration: Administration,
    pub(crate) changed_at: Timestamp,
    pub(crate) version: i64,
}

impl User {
    /// What the policy needs to know.
    pub fn facts(&self) -> SubjectFacts {
        SubjectFacts {
            id: self.id,
            home: self.home.id,
            home_kind: self.home.kind,
            status: self.status,
        }
    }

    /// The user as DTOs refer to it.
    pub fn reference(&self) -> PersonRef {
        PersonRef {
            id: self.id,
            name: self.name.clone(),
        }
    }

    /// The home organisation.
    pub fn home(&self) -> OrganisationId {
        self.home.id
    }
}

impl TryFrom<(UserRow, OrganisationRefRow)> for User {
    type Error = Failure;

    fn try_from((user, home): (UserRow, OrganisationRefRow)) -> Result<Self, Failure> {
        let professional_uuid = user
            .professional_uuid
            .as_deref()
            .map(Uuid::try_parse)
            .transpose()
            .map_err(|error| Failure::Internal(format!("stored professional UUID: {error}")))?;
        Ok(Self {
            id: row::id(&user.id)?,
            professional_uuid,
            name: user.name,
            email: user.email,
            sort_key: user.sort_key,
            kind: row::word(&user.kind)?,
            status: row::word(&user.status)?,
            home: home.reference()?,
            administration: row::word(&home.administration)?,
            changed_at: Timestamp::from_naive(user.changed_at),
            version: user.version,
        })
    }
}
