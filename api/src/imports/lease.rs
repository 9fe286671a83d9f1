//! Who is at work on an import: one node at a time, for as long as it goes on. When a node is
//! gone its lease runs out, and another goes on where it ended.

use diesel::prelude::*;
use shared::{Timestamp, id::ImportId, import::ImportState, problem::ProblemKind};

use super::rows::{Import, ImportRow};
use crate::db::{DbConnection, Failure, WriteTx, row, schema::imports};

/// Seconds after its last step that a node is taken for gone.
const SECONDS: i64 = 30;

const AT_WORK: [&str; 2] = [
    ImportState::Checking.as_str(),
    ImportState::Running.as_str(),
];

/// Takes the oldest import that waits for somebody.
///
/// # Errors
/// The engine's.
pub(super) fn take(
    connection: &mut DbConnection,
    now: Timestamp,
    node: &str,
) -> Result<Option<ImportId>, Failure> {
    let waiting: Option<String> = imports::table
        .filter(imports::state.eq_any(AT_WORK))
        .filter(
            imports::leased_until
                .is_null()
                .or(imports::leased_until.assume_not_null().le(now.naive())),
        )
        .order((imports::created_at, imports::id))
        .select(imports::id)
        .first(connection)
        .optional()?;
    let Some(id) = row::optional_id(waiting.as_deref())? else {
        return Ok(None);
    };
    take_over(connection, now, id, node).map(|()| Some(id))
}

/// Takes this import, whoever is at work on it: their next step finds that out.
///
/// # Errors
/// The engine's.
pub(super) fn take_over(
    connection: &mut DbConnection,
    now: Timestamp,
    id: ImportId,
    node: &str,
) -> Result<(), Failure> {
    diesel::update(imports::table.filter(imports::id.eq(id.to_string())))
        .set((
            imports::leased_by.eq(node),
            imports::leased_until.eq(now.plus_seconds(SECONDS).naive()),
        ))
        .execute(connection)?;
    Ok(())
}

/// The import, when `node` is still the one at work on it.
pub(super) fn held(
    tx: &mut WriteTx<'_>,
    id: ImportId,
    node: &str,
) -> Result<Option<Import>, Failure> {
    imports::table
        .filter(imports::id.eq(id.to_string()))
        .filter(imports::leased_by.eq(node))
        .filter(imports::state.eq_any(AT_WORK))
        .select(ImportRow::as_select())
        .first(tx.connection())
        .optional()?
        .map(Import::try_from)
        .transpose()
}

/// Keeps how far it is, and the lease.
pub(super) fn save(tx: &mut WriteTx<'_>, import: &Import) -> Result<(), Failure> {
    let until = tx.now().plus_seconds(SECONDS);
    diesel::update(imports::table.filter(imports::id.eq(import.id.to_string())))
        .set((
            imports::handled.eq(import.handled),
            imports::phase.eq(import.phase),
            imports::position.eq(import.position),
            imports::counts.eq(import.counts.json()?),
            imports::unattributed.eq(import.unattributed),
            imports::removals.eq(import.removals),
            imports::owned.eq(import.owned),
            imports::leased_until.eq(until.naive()),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// The check or the run has ended.
pub(super) fn end(
    tx: &mut WriteTx<'_>,
    import: &Import,
    state: ImportState,
    problem: Option<ProblemKind>,
) -> Result<(), Failure> {
    let now = tx.now();
    ended(tx.connection(), import.id, (state, problem), now)
}

/// Ends an import that somebody is at work on.
///
/// # Errors
/// The engine's.
pub(super) fn ended(
    connection: &mut DbConnection,
    id: ImportId,
    (state, problem): (ImportState, Option<ProblemKind>),
    now: Timestamp,
) -> Result<(), Failure> {
    let (nobody, never) = (None::<String>, None::<chrono::NaiveDateTime>);
    diesel::update(
        imports::table
            .filter(imports::id.eq(id.to_string()))
            .filter(imports::state.eq_any(AT_WORK)),
    )
    .set((
        imports::state.eq(state.as_str()),
        imports::problem.eq(problem.map(ProblemKind::code)),
        imports::finished_at.eq(now.naive()),
        imports::leased_by.eq(nobody),
        imports::leased_until.eq(never),
        imports::version.eq(imports::version + 1),
    ))
    .execute(connection)?;
    Ok(())
}
