//! Reads of imports, each through a scope (G12).

use diesel::{prelude::*, sql_types::Bool};
use shared::{
    id::ImportId,
    import::{ImportOutcome, ImportRowQuery, ImportState},
    page::Page,
};

use super::{
    reading::number,
    rows::{Import, ImportRow, StagedRow},
};
use crate::{
    db::{
        Failure, MultiBackend, ReadTx,
        cursor::Asked,
        schema::{import_rows, imports},
    },
    policy::{
        Scope,
        scope::{Reach, of},
    },
};

type OnImports = Box<dyn BoxableExpression<imports::table, MultiBackend, SqlType = Bool>>;

fn within(scope: &Scope<of::Imports>) -> OnImports {
    match scope.reach() {
        Reach::Everything => Box::new(imports::id.is_not_null()),
        // An import belongs to no organisation.
        Reach::Organisations(_) | Reach::Units(..) => Box::new(imports::id.is_null()),
    }
}

/// One import within the scope.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Imports>,
    id: ImportId,
) -> Result<Import, Failure> {
    imports::table
        .filter(imports::id.eq(id.to_string()))
        .filter(within(scope))
        .select(ImportRow::as_select())
        .first(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// An import of the same file that has not ended, to go on with.
///
/// # Errors
/// The engine's.
pub fn find_unended(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Imports>,
    source: &str,
    hash: &str,
) -> Result<Option<Import>, Failure> {
    let unended = [
        ImportState::Checking.as_str(),
        ImportState::Checked.as_str(),
        ImportState::Running.as_str(),
        ImportState::Stopped.as_str(),
    ];
    imports::table
        .filter(within(scope))
        .filter(imports::source.eq(source))
        .filter(imports::content_hash.eq(hash))
        .filter(imports::state.eq_any(unended))
        .order((imports::created_at.desc(), imports::id.desc()))
        .select(ImportRow::as_select())
        .first(tx.connection())
        .optional()?
        .map(Import::try_from)
        .transpose()
}

/// A page of the imports within the scope, newest first.
///
/// # Errors
/// The engine's.
pub(super) fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Imports>,
    start: &Asked<ImportId>,
) -> Result<Page<Import>, Failure> {
    // Ids are of their moment, so they sort as the imports were made.
    let mut select = imports::table
        .filter(within(scope))
        .order(imports::id.desc())
        .limit(start.fetch())
        .select(ImportRow::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(last) = start.after() {
        select = select.filter(imports::id.lt(last.to_string()));
    }
    let found = select
        .load::<ImportRow>(tx.connection())?
        .into_iter()
        .map(Import::try_from)
        .collect::<Result<Vec<_>, _>>()?;
    start.page(found, |import| import.id)
}

/// The last row of a page.
pub(super) type RowKey = (i32, i64);

/// A page of the rows of an import that was found within the scope.
///
/// # Errors
/// The engine's.
pub(super) fn rows(
    tx: &mut ReadTx<'_>,
    import: &Import,
    query: &ImportRowQuery,
    start: &Asked<RowKey>,
) -> Result<Page<StagedRow>, Failure> {
    let outcomes: Vec<_> = query.outcome.into_iter().collect();
    let record = query.record.map(number);
    let found = some_rows(
        tx,
        import,
        (&outcomes, record),
        start.after(),
        start.fetch(),
    )?;
    start.page(found, |row| (row.record, row.position))
}

/// Some rows with these outcomes, or with any, after one of them.
///
/// # Errors
/// The engine's.
pub(super) fn some_rows(
    tx: &mut ReadTx<'_>,
    import: &Import,
    (outcomes, record): (&[ImportOutcome], Option<i32>),
    after: Option<&RowKey>,
    most: i64,
) -> Result<Vec<StagedRow>, Failure> {
    let mut select = import_rows::table
        .filter(import_rows::import_id.eq(import.id.to_string()))
        .order((import_rows::record, import_rows::position))
        .limit(most)
        .select(StagedRow::as_select())
        .into_boxed::<MultiBackend>();
    if !outcomes.is_empty() {
        let words: Vec<_> = outcomes.iter().map(|outcome| outcome.as_str()).collect();
        select = select.filter(import_rows::outcome.assume_not_null().eq_any(words));
    }
    if let Some(record) = record {
        select = select.filter(import_rows::record.eq(record));
    }
    if let Some((record, position)) = after {
        select = select.filter(import_rows::record.ge(*record)).filter(
            import_rows::record.gt(*record).or(import_rows::record
                .eq(*record)
                .and(import_rows::position.gt(*position))),
        );
    }
    Ok(select.load(tx.connection())?)
}
