//! The users that rows may mean.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::id::{OrganisationId, UserId};
use uuid::Uuid;

use crate::{
    db::{DbConnection, Failure, Stored, row, schema::users},
    imports::{facts::Link, records::UserRecord},
    policy::imports::ImportHome,
    users::rows::email_key,
};

/// A user who is here.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Existing {
    pub(super) id: Stored<UserId>,
    pub(super) home: Stored<OrganisationId>,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) professional_uuid: Option<Stored<Uuid>>,
}

/// The users that a batch may mean.
#[derive(Debug, Default)]
pub(super) struct Known {
    all: HashMap<UserId, Existing>,
    by_uuid: HashMap<Uuid, UserId>,
    by_email: HashMap<(OrganisationId, String), UserId>,
}

impl Known {
    pub(super) fn load(
        connection: &mut DbConnection,
        records: &[UserRecord],
        links: &HashMap<String, Link>,
    ) -> Result<Self, Failure> {
        let ids: Vec<_> = links.values().map(|link| link.target.clone()).collect();
        let uuids: Vec<_> = records
            .iter()
            .filter_map(|record| record.professional_uuid.map(|uuid| uuid.to_string()))
            .collect();
        let emails: Vec<_> = records
            .iter()
            .map(|record| email_key(&record.email))
            .filter(|key| !key.is_empty())
            .collect();
        let columns = (
            users::id,
            users::organisation_id,
            users::name,
            users::email,
            users::professional_uuid,
        );
        // Three statements: each has its index, which a disjunction would not use.
        let mut rows: Vec<Existing> = users::table
            .filter(users::id.eq_any(ids))
            .select(columns)
            .load(connection)?;
        rows.extend::<Vec<Existing>>(
            users::table
                .filter(users::professional_uuid.assume_not_null().eq_any(uuids))
                .select(columns)
                .load(connection)?,
        );
        rows.extend::<Vec<Existing>>(
            users::table
                .filter(users::email_key.eq_any(emails))
                .select(columns)
                .load(connection)?,
        );
        let mut known = Self::default();
        for one in rows {
            known.add(one);
        }
        Ok(known)
    }

    pub(super) fn add(&mut self, one: Existing) {
        if let Some(uuid) = &one.professional_uuid {
            self.by_uuid.insert(uuid.0, one.id.0);
        }
        let key = email_key(&one.email);
        if !key.is_empty() {
            self.by_email.insert((one.home.0, key), one.id.0);
        }
        self.all.insert(one.id.0, one);
    }

    /// Who the row means: who it meant before, else who has its identity, else who has its e-mail
    /// address in its organisation.
    pub(super) fn find(
        &self,
        record: &UserRecord,
        home: &ImportHome,
        link: Option<&Link>,
    ) -> Result<Option<&Existing>, Failure> {
        let linked = link.map(|link| row::id(&link.target)).transpose()?;
        let by_uuid = record
            .professional_uuid
            .and_then(|uuid| self.by_uuid.get(&uuid).copied());
        let found = linked
            .or(by_uuid)
            .or_else(|| self.by_email(home.id, &record.email));
        Ok(found.and_then(|id| self.all.get(&id)))
    }

    fn by_email(&self, home: OrganisationId, email: &str) -> Option<UserId> {
        self.by_email.get(&(home, email_key(email))).copied()
    }

    /// Whether somebody else has the identity, or the e-mail address in this organisation.
    pub(super) fn taken(&self, record: &UserRecord, home: OrganisationId, by: UserId) -> bool {
        let uuid = record.professional_uuid;
        uuid.is_some_and(|uuid| self.by_uuid.get(&uuid).is_some_and(|other| *other != by))
            || self
                .by_email(home, &record.email)
                .is_some_and(|other| other != by)
    }
}
