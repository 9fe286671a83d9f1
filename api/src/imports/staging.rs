//! Keeps the rows of a file in the database, so that any node can go on with them.

use diesel::prelude::*;
use shared::{Timestamp, id::ImportId, import::ImportState};

use super::{reading::number, records::Row, rows::NewStagedRow};
use crate::db::{
    DbConnection, Failure,
    multi::insert_all,
    schema::{import_rows, imports},
};

/// Keeps some rows that come after `position` others.
///
/// # Errors
/// The engine's.
pub(super) fn keep(
    connection: &mut DbConnection,
    id: ImportId,
    position: i64,
    rows: &[Row],
) -> Result<(), Failure> {
    let rows: Vec<_> = rows
        .iter()
        .zip(position + 1..)
        .map(|(row, position)| NewStagedRow {
            import_id: id.to_string(),
            record: number(row.record),
            position,
            line: row.line,
            key: row.key.clone(),
            content: row.content.clone(),
            unreadable: row.unreadable.map(|(reason, _)| reason.to_string()),
            outcome: None,
            reason: None,
            field: row
                .unreadable
                .and_then(|(_, column)| column)
                .map(|column| column.heading().to_owned()),
            target_id: None,
            subject_id: None,
        })
        .collect();
    insert_all!(connection, import_rows::table, &rows)?;
    let total = position + i64::try_from(rows.len()).unwrap_or(i64::MAX);
    diesel::update(imports::table.filter(imports::id.eq(id.to_string())))
        .set(imports::total.eq(total))
        .execute(connection)?;
    Ok(())
}

/// All rows are kept: the check may begin.
///
/// # Errors
/// The engine's.
pub(super) fn finish(
    connection: &mut DbConnection,
    id: ImportId,
    hash: &str,
    now: Timestamp,
) -> Result<(), Failure> {
    diesel::update(being_uploaded(id))
        .set((
            imports::content_hash.eq(hash),
            imports::state.eq(ImportState::Checking.as_str()),
            imports::started_at.eq(now.naive()),
            imports::version.eq(imports::version + 1),
        ))
        .execute(connection)?;
    Ok(())
}

/// The file could not be read to its end; what was kept of it goes.
///
/// # Errors
/// The engine's.
pub(super) fn give_up(connection: &mut DbConnection, id: ImportId) -> Result<(), Failure> {
    diesel::delete(import_rows::table.filter(import_rows::import_id.eq(id.to_string())))
        .execute(connection)?;
    diesel::update(being_uploaded(id))
        .set((
            imports::state.eq(ImportState::Failed.as_str()),
            imports::problem.eq(shared::problem::ProblemKind::ImportUnreadable.code()),
            imports::total.eq(0),
            imports::version.eq(imports::version + 1),
        ))
        .execute(connection)?;
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn being_uploaded(id: ImportId) -> _ {
    let (id, state): (String, &'static str) = (id.to_string(), ImportState::Uploading.as_str());
    imports::table
        .filter(imports::id.eq(id))
        .filter(imports::state.eq(state))
}
