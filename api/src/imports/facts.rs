//! What is known around a batch of rows, loaded at once: what the file says elsewhere, what the
//! other system called things before, and the organisations behind it.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use diesel::prelude::*;
use shared::{
    id::{ImportId, OrganisationId},
    import::{ImportOutcome, ImportReason, ImportRecord},
    organisation::{Administration, OrganisationKind},
};

use super::{
    reading::number,
    records::{GrantRecord, OrganisationRecord},
    rows::{Import, StagedRow, reason},
};
use crate::{
    db::{
        DbConnection, Failure, Stored, row,
        schema::{import_links, import_rows, organisations, units},
    },
    policy::imports::ImportHome,
};

/// What an import wrote of something last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) target: String,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
}

/// What the other system's names stood for in earlier imports from it.
pub(super) fn links(
    connection: &mut DbConnection,
    source: &str,
    record: ImportRecord,
    keys: &[String],
) -> Result<HashMap<String, Link>, Failure> {
    let rows: Vec<(String, String, Option<String>, Option<String>)> = import_links::table
        .filter(import_links::source.eq(source))
        .filter(import_links::record.eq(number(record)))
        .filter(import_links::external_id.eq_any(keys))
        .select((
            import_links::external_id,
            import_links::target_id,
            import_links::name,
            import_links::email,
        ))
        .load(connection)?;
    let link = |(key, target, name, email)| {
        let link = Link {
            target,
            name,
            email,
        };
        (key, link)
    };
    Ok(rows.into_iter().map(link).collect())
}

/// What this import's file says of something.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) target: Option<String>,
    pub(super) refused: Option<ImportReason>,
    pub(super) content: String,
}

/// The rows of one kind with these keys; `import_rows_key` finds them, however many others there are.
#[diesel::dsl::auto_type(no_type_alias)]
fn with_keys<'k>(import: ImportId, record: i32, keys: &'k [String]) -> _ {
    let import: String = import.to_string();
    import_rows::table
        .filter(import_rows::import_id.eq(import))
        .filter(import_rows::record.eq(record))
        .filter(import_rows::key.eq_any(keys))
}

/// Keys among these that readable rows before a position have.
#[diesel::dsl::auto_type(no_type_alias)]
fn before<'k>(import: ImportId, record: i32, keys: &'k [String], position: i64) -> _ {
    let import: String = import.to_string();
    import_rows::table
        .filter(import_rows::import_id.eq(import))
        .filter(import_rows::record.eq(record))
        .filter(import_rows::key.eq_any(keys))
        .filter(import_rows::position.lt(position))
        .filter(import_rows::unreadable.is_null())
        .select(import_rows::key)
}

/// What this import's file says of the things with these names; of two rows the first counts.
pub(super) fn said(
    connection: &mut DbConnection,
    import: ImportId,
    record: ImportRecord,
    keys: &[String],
) -> Result<HashMap<String, Said>, Failure> {
    let mut rows: Vec<StagedRow> = with_keys(import, number(record), keys)
        .select(StagedRow::as_select())
        .load(connection)?;
    // Not in SQL: SQLite would rather walk through all rows in order than find these and sort them.
    rows.sort_unstable_by_key(|row| Reverse(row.position));
    let refused = ImportOutcome::Refused.as_str();
    let mut said = HashMap::with_capacity(rows.len());
    for row in rows {
        let refused = row.outcome.as_deref() == Some(refused);
        let why = reason(row.reason.as_deref())?.filter(|_| refused);
        let one = Said {
            target: row.target_id,
            refused: why,
            content: row.content,
        };
        said.insert(row.key, one);
    }
    Ok(said)
}

/// Those of these rows' keys that earlier rows have as well, or that stand twice among them.
pub(super) fn repeated(
    connection: &mut DbConnection,
    import: ImportId,
    rows: &[StagedRow],
) -> Result<HashSet<i64>, Failure> {
    let Some(first) = rows.first() else {
        return Ok(HashSet::new());
    };
    let keys: Vec<_> = rows.iter().map(|row| row.key.clone()).collect();
    let mut seen: HashSet<String> = before(import, first.record, &keys, first.position)
        .load(connection)?
        .into_iter()
        .collect();
    let readable = rows.iter().filter(|row| row.unreadable.is_none());
    Ok(readable
        .filter(|row| !seen.insert(row.key.clone()))
        .map(|row| row.position)
        .collect())
}

type HomeRow = (
    Stored<OrganisationId>,
    Stored<OrganisationKind>,
    bool,
    Stored<Administration>,
);

pub(super) fn home((id, kind, active, administration): HomeRow) -> ImportHome {
    // Companies have been in STAR's module from the start; what else is there has moved (R9).
    let moved = administration.0 == Administration::Star
        && match kind.0 {
            OrganisationKind::Virksomhed | OrganisationKind::Styrelse => false,
            OrganisationKind::Kommune
            | OrganisationKind::Jobcenter
            | OrganisationKind::AKasse
            | OrganisationKind::AndenAktoer => true,
        };
    ImportHome {
        id: id.0,
        kind: kind.0,
        active,
        moved,
    }
}

/// Organisations by their names in the file.
#[derive(Debug)]
pub(super) struct Places {
    said: HashMap<String, Said>,
    links: HashMap<String, Link>,
    homes: HashMap<String, ImportHome>,
}

impl Places {
    /// Loads the organisations with these names.
    pub(super) fn load(
        connection: &mut DbConnection,
        import: &Import,
        keys: &[String],
    ) -> Result<Self, Failure> {
        let said = said(connection, import.id, ImportRecord::Organisation, keys)?;
        let links = links(connection, &import.source, ImportRecord::Organisation, keys)?;
        let targets: Vec<_> = said
            .values()
            .filter_map(|said| said.target.clone())
            .chain(links.values().map(|link| link.target.clone()))
            .collect();
        let homes = organisations::table
            .filter(organisations::id.eq_any(targets))
            .select((
                organisations::id,
                organisations::kind,
                organisations::active,
                organisations::administration,
            ))
            .load::<HomeRow>(connection)?
            .into_iter()
            .map(|row| (row.0.0.to_string(), home(row)))
            .collect();
        Ok(Self { said, links, homes })
    }

    /// The organisation with this name: as it is here, or as the file will make it.
    pub(super) fn home(&self, key: &str) -> Result<Result<ImportHome, ImportReason>, Failure> {
        let linked = self
            .links
            .get(key)
            .and_then(|link| self.homes.get(&link.target));
        let Some(said) = self.said.get(key) else {
            return Ok(linked.cloned().ok_or(ImportReason::UnknownOrganisation));
        };
        if let Some(home) = said.target.as_ref().and_then(|id| self.homes.get(id)) {
            return Ok(Ok(home.clone()));
        }
        match (&said.target, said.refused, linked) {
            (_, _, Some(home)) => Ok(Ok(home.clone())),
            (Some(id), None, None) => planned(id, &said.content).map(Ok),
            (_, Some(why), None) => Ok(Err(passed_on(why))),
            (None, None, None) => Ok(Err(ImportReason::UnknownOrganisation)),
        }
    }
}

/// A refusal of an organisation, as the rows of its users have it.
fn passed_on(why: ImportReason) -> ImportReason {
    match why {
        ImportReason::MovedToStar | ImportReason::OrganisationClosed => why,
        _ => ImportReason::UnknownOrganisation,
    }
}

/// An organisation that the file will register.
fn planned(id: &str, content: &str) -> Result<ImportHome, Failure> {
    let record: OrganisationRecord = serde_json::from_str(content)
        .map_err(|error| Failure::Internal(format!("stored row: {error}")))?;
    Ok(ImportHome {
        id: row::id(id)?,
        kind: record.kind,
        active: true,
        moved: false,
    })
}

/// Registered units among those that these records name, each with its organisation.
pub(super) fn units(
    connection: &mut DbConnection,
    records: &[GrantRecord],
) -> Result<HashSet<(String, String)>, Failure> {
    let named: Vec<_> = records.iter().filter_map(|one| one.unit.clone()).collect();
    if named.is_empty() {
        return Ok(HashSet::new());
    }
    let found: Vec<(String, String)> = units::table
        .filter(units::p_number.eq_any(named))
        .select((units::organisation_id, units::p_number))
        .load(connection)?;
    Ok(found.into_iter().collect())
}

#[cfg(test)]
mod tests;
