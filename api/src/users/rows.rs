//! Users as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{OrganisationId, UserId},
    organisation::{Administration, OrganisationRef, PersonRef},
    user::{UserKind, UserStatus, UserView},
};
use uuid::Uuid;

use crate::{
    db::{
        Failure, MultiBackend, Stored, StoredTime, row,
        schema::{organisations, users},
    },
    domain::{
        facts::SubjectFacts,
        search::{search_key, sort_key},
    },
};

/// A user with the home organisation, as selected.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(MultiBackend))]
pub struct UserRow {
    id: Stored<UserId>,
    professional_uuid: Option<Stored<Uuid>>,
    name: String,
    email: String,
    sort_key: String,
    kind: Stored<UserKind>,
    unit: Option<String>,
    status: Stored<UserStatus>,
    changed_at: StoredTime,
    version: i64,
}

impl UserRow {
    /// The place in a list: by name as Danes sort, then by id.
    pub fn place(&self) -> (String, UserId) {
        (self.sort_key.clone(), self.id.0)
    }

    /// P-number of the unit where the user works.
    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// The user as lists show it.
    pub fn shown(self, organisation: OrganisationRef, roles: Vec<String>) -> UserView {
        UserView {
            id: self.id.0,
            professional_uuid: self.professional_uuid.map(|uuid| uuid.0),
            name: self.name,
            email: self.email,
            kind: self.kind.0,
            status: self.status.0,
            organisation,
            unit: self.unit,
            roles,
            roles_hidden: false,
            changed_at: self.changed_at.0,
            allowed_actions: Vec::new(),
            version: self.version,
        }
    }
}

/// An organisation as others refer to it, as selected.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
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

/// What a new user is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserToCreate {
    /// The id.
    pub id: UserId,
    /// The login provider, when the identity is bound to one already.
    pub issuer: Option<String>,
    /// MitID Erhverv's UUID of the professional identity, when known.
    pub professional_uuid: Option<Uuid>,
    /// Full name.
    pub name: String,
    /// E-mail address; empty when the login gave none.
    pub email: String,
    /// STAR's user type.
    pub kind: UserKind,
    /// The home organisation.
    pub home: OrganisationId,
    /// P-number of the unit there where they work.
    pub unit: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A new user, as inserted.
#[derive(Debug, Insertable)]
#[diesel(table_name = users)]
pub struct NewUserRow {
    id: String,
    issuer: Option<String>,
    professional_uuid: Option<String>,
    name: String,
    email: String,
    sort_key: String,
    search_key: String,
    email_key: String,
    kind: &'static str,
    organisation_id: String,
    unit: Option<String>,
    status: &'static str,
    created_at: chrono::NaiveDateTime,
    changed_at: chrono::NaiveDateTime,
    version: i64,
}

/// What a search for users looks in.
pub fn search_key_of(name: &str, email: &str, professional_uuid: Option<Uuid>) -> String {
    let uuid = professional_uuid.map(|uuid| uuid.to_string());
    let parts: Vec<_> = [name, email].into_iter().chain(uuid.as_deref()).collect();
    search_key(parts)
}

/// What an e-mail address is compared by.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

impl From<UserToCreate> for NewUserRow {
    fn from(user: UserToCreate) -> Self {
        Self {
            id: user.id.to_string(),
            issuer: user.issuer,
            professional_uuid: user.professional_uuid.map(|uuid| uuid.to_string()),
            sort_key: sort_key(&user.name),
            search_key: search_key_of(&user.name, &user.email, user.professional_uuid),
            email_key: email_key(&user.email),
            name: user.name,
            email: user.email,
            kind: user.kind.as_str(),
            organisation_id: user.home.to_string(),
            unit: user.unit,
            status: UserStatus::Active.as_str(),
            created_at: user.at.naive(),
            changed_at: user.at.naive(),
            version: 1,
        }
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
    pub(crate) unit: Option<String>,
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
            unit: self.unit.clone(),
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
        Ok(Self {
            id: user.id.0,
            professional_uuid: user.professional_uuid.map(|uuid| uuid.0),
            name: user.name,
            email: user.email,
            sort_key: user.sort_key,
            kind: user.kind.0,
            status: user.status.0,
            unit: user.unit,
            home: home.reference()?,
            administration: row::word(&home.administration)?,
            changed_at: user.changed_at.0,
            version: user.version,
        })
    }
}
