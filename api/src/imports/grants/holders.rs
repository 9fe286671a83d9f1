//! The users whom rows about grants name: those who are here, and those whom the file will create.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::{
    id::{OrganisationId, UserId},
    import::{ImportReason, ImportRecord},
    organisation::{Administration, OrganisationKind},
    user::UserStatus,
};

use crate::{
    db::{
        DbConnection, Failure, Stored, row,
        schema::{organisations, users},
    },
    domain::facts::SubjectFacts,
    imports::{
        facts::{self, Link, Places, Said},
        records::UserRecord,
        rows::Import,
    },
    policy::imports::ImportHome,
};

/// A user, with their organisation.
#[derive(Clone, Debug)]
pub(super) struct Holder {
    pub(super) subject: SubjectFacts,
    pub(super) home: ImportHome,
}

type Row = (
    Stored<UserId>,
    Stored<UserStatus>,
    Option<String>,
    Stored<OrganisationId>,
    Stored<OrganisationKind>,
    bool,
    Stored<Administration>,
);

fn holder((id, status, unit, home, kind, active, administration): Row) -> Holder {
    let subject = SubjectFacts {
        id: id.0,
        home: home.0,
        home_kind: kind.0,
        unit,
        status: status.0,
    };
    Holder {
        subject,
        home: facts::home((home, kind, active, administration)),
    }
}

/// Users by their names in the file.
#[derive(Debug)]
pub(super) struct Holders {
    said: HashMap<String, Said>,
    links: HashMap<String, Link>,
    here: HashMap<String, Holder>,
    places: Places,
}

/// The users with these ids, by id.
fn here(connection: &mut DbConnection, ids: Vec<String>) -> QueryResult<HashMap<String, Holder>> {
    let rows: Vec<Row> = users::table
        .inner_join(organisations::table)
        .filter(users::id.eq_any(ids))
        .select((
            users::id,
            users::status,
            users::unit,
            organisations::id,
            organisations::kind,
            organisations::active,
            organisations::administration,
        ))
        .load(connection)?;
    let by_id = rows
        .into_iter()
        .map(|row| (row.0.0.to_string(), holder(row)));
    Ok(by_id.collect())
}

impl Holders {
    /// Loads the users with these names.
    pub(super) fn load(
        connection: &mut DbConnection,
        import: &Import,
        keys: impl Iterator<Item = String>,
    ) -> Result<Self, Failure> {
        let mut keys: Vec<_> = keys.collect();
        keys.sort_unstable();
        keys.dedup();
        let said = facts::said(connection, import.id, ImportRecord::User, &keys)?;
        let links = facts::links(connection, &import.source, ImportRecord::User, &keys)?;
        let ids: Vec<_> = said
            .values()
            .filter_map(|said| said.target.clone())
            .chain(links.values().map(|link| link.target.clone()))
            .collect();
        let here = here(connection, ids)?;
        let planned = said.values().filter(|said| {
            said.target
                .as_ref()
                .is_some_and(|id| !here.contains_key(id))
        });
        let homes: Vec<_> = planned
            .map(|said| record(&said.content).map(|record| record.organisation))
            .collect::<Result<_, _>>()?;
        let places = Places::load(connection, import, &homes)?;
        Ok(Self {
            said,
            links,
            here,
            places,
        })
    }

    /// Ids of those who are here.
    pub(super) fn ids(&self) -> Vec<String> {
        self.here.keys().cloned().collect()
    }

    /// Their organisations.
    pub(super) fn homes(&self) -> impl Iterator<Item = OrganisationId> {
        self.here.values().map(|holder| holder.home.id)
    }

    /// The user with this name.
    pub(super) fn get(&self, key: &str) -> Result<Result<Holder, ImportReason>, Failure> {
        let linked = self
            .links
            .get(key)
            .and_then(|link| self.here.get(&link.target));
        let Some(said) = self.said.get(key) else {
            return Ok(linked.cloned().ok_or(ImportReason::UnknownUser));
        };
        if let Some(holder) = said.target.as_ref().and_then(|id| self.here.get(id)) {
            return Ok(Ok(holder.clone()));
        }
        match (&said.target, said.refused, linked) {
            (_, _, Some(holder)) => Ok(Ok(holder.clone())),
            (Some(id), None, None) => self.planned(id, &said.content),
            (_, Some(why), None) => Ok(Err(passed_on(why))),
            (None, None, None) => Ok(Err(ImportReason::UnknownUser)),
        }
    }

    /// A user whom the file will create.
    fn planned(&self, id: &str, content: &str) -> Result<Result<Holder, ImportReason>, Failure> {
        let id = row::id(id)?;
        let home = self.places.home(&record(content)?.organisation)?;
        Ok(home.map(|home| Holder {
            subject: SubjectFacts {
                id,
                home: home.id,
                home_kind: home.kind,
                unit: None,
                status: UserStatus::Active,
            },
            home,
        }))
    }
}

fn record(content: &str) -> Result<UserRecord, Failure> {
    serde_json::from_str(content).map_err(|error| Failure::Internal(format!("stored row: {error}")))
}

/// A refusal of a user, as the rows about their roles have it.
fn passed_on(why: ImportReason) -> ImportReason {
    match why {
        ImportReason::MovedToStar
        | ImportReason::OrganisationClosed
        | ImportReason::UnknownOrganisation => why,
        _ => ImportReason::UnknownUser,
    }
}
