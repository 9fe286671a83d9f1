//! The work on imports: every node may do it, one import after the other. It is woken when there
//! is something to do, and looks by itself for what another node has left behind.

use std::{sync::Arc, time::Duration};

use diesel::prelude::*;
use shared::{
    Timestamp, audit::AuditKind, id::ImportId, import::ImportState, problem::ProblemKind,
};
use tokio::{sync::Notify, task::JoinHandle};

use super::{
    PART, lease,
    rows::Import,
    step::{Step, step},
};
use crate::{
    config::Imports,
    db::{
        Context, Database, DbConnection, Failure, row,
        schema::{import_rows, imports},
    },
};

/// How often a node looks for what others have left behind.
const LOOK: Duration = Duration::from_secs(5);
/// Looks between two clearings.
const LOOKS_TO_CLEAR: u32 = 120;
/// Days for which the rows of an import that has ended are kept.
const DAYS_KEPT: i64 = 30;
/// Rows thrown away at once.
const ROWS_AWAY: i64 = 5_000;

/// Wakes this node's work.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// There is something to do.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// The work; ends when this is dropped.
#[derive(Debug)]
pub struct Worker(JoinHandle<()>);

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins the work.
pub fn spawn(database: Database, limits: Imports, wake: Wake) -> Worker {
    Worker(tokio::spawn(async move {
        let node = new_node();
        let mut looks = 0_u32;
        loop {
            // Either way there is only to look.
            let _ = tokio::time::timeout(LOOK, wake.0.notified()).await;
            if let Err(failure) = work(&database, limits, &node).await {
                tracing::warn!(%failure, "an import could not go on");
            }
            looks = looks.wrapping_add(1);
            if looks.is_multiple_of(LOOKS_TO_CLEAR)
                && let Err(failure) = database.keep_books(clear).await
            {
                tracing::warn!(%failure, "could not throw away old imports");
            }
        }
    }))
}

/// A name that no other node has.
pub(crate) fn new_node() -> String {
    format!("{:032x}", rand::random::<u128>())
}

async fn work(database: &Database, limits: Imports, node: &str) -> Result<(), Failure> {
    loop {
        let name = node.to_owned();
        let taken = database
            .keep_books(move |connection, now| lease::take(connection, now, &name))
            .await?;
        let Some(id) = taken else {
            return Ok(());
        };
        drive(database, limits, (id, node), |_| {}).await?;
    }
}

/// Takes an import over and works on it until its check or run has ended.
///
/// # Errors
/// When it cannot go on.
pub(crate) async fn take_over(
    database: &Database,
    limits: Imports,
    id: ImportId,
    mut progress: impl FnMut(i64),
) -> Result<(), Failure> {
    let node = new_node();
    let name = node.clone();
    database
        .keep_books(move |connection, now| lease::take_over(connection, now, id, &name))
        .await?;
    drive(database, limits, (id, &node), |import| {
        progress(import.handled);
    })
    .await
}

/// Works on an import until its check or run has ended, or somebody else has taken it over.
async fn drive(
    database: &Database,
    limits: Imports,
    (id, node): (ImportId, &str),
    mut progress: impl FnMut(&Import),
) -> Result<(), Failure> {
    loop {
        let name = node.to_owned();
        let done = database
            .write_plain(Context::system(PART), AuditKind::ImportEnded, move |tx| {
                step(tx, id, &name, limits)
            })
            .await;
        match done {
            Ok(Step::More(import)) => progress(&import),
            Ok(Step::Ended | Step::Lost) => return Ok(()),
            Err(failure) => return failed(database, id, failure).await,
        }
    }
}

/// What another try would not mend ends the import; the database may be back in a moment.
async fn failed(database: &Database, id: ImportId, failure: Failure) -> Result<(), Failure> {
    let problem = match &failure {
        Failure::Unavailable(_) => return Err(failure),
        Failure::Denied(denied) => denied.kind,
        _ => ProblemKind::Internal,
    };
    let end = (ImportState::Failed, Some(problem));
    database
        .keep_books(move |connection, now| lease::ended(connection, id, end, now))
        .await?;
    Err(failure)
}

/// Throws away uploads that were never finished and rows of imports that ended long ago. Every
/// node may do it: deleting twice is deleting once.
///
/// # Errors
/// The engine's.
pub fn clear(connection: &mut DbConnection, now: Timestamp) -> Result<(), Failure> {
    let (none, day_ago) = (None::<String>, now.plus_days(-1));
    diesel::update(
        imports::table
            .filter(imports::state.eq(ImportState::Uploading.as_str()))
            .filter(imports::created_at.lt(day_ago.naive())),
    )
    .set((
        imports::state.eq(ImportState::Failed.as_str()),
        imports::problem.eq(ProblemKind::ImportUnreadable.code()),
        imports::leased_by.eq(none),
        imports::version.eq(imports::version + 1),
    ))
    .execute(connection)?;
    clear_rows(connection, now)
}

fn clear_rows(connection: &mut DbConnection, now: Timestamp) -> Result<(), Failure> {
    let ended = [
        ImportState::Done.as_str(),
        ImportState::Failed.as_str(),
        ImportState::Cancelled.as_str(),
        ImportState::Checked.as_str(),
        ImportState::Stopped.as_str(),
    ];
    let old = imports::table
        .filter(imports::state.eq_any(ended))
        .filter(imports::created_at.lt(now.plus_days(-DAYS_KEPT).naive()))
        .select(imports::id);
    let left: Option<(String, i64)> = import_rows::table
        .filter(import_rows::import_id.eq_any(old))
        .order((
            import_rows::import_id,
            import_rows::record,
            import_rows::position,
        ))
        .select((import_rows::import_id, import_rows::position))
        .first(connection)
        .optional()?;
    if let Some((id, position)) = left {
        let id: ImportId = row::id(&id)?;
        diesel::delete(
            import_rows::table
                .filter(import_rows::import_id.eq(id.to_string()))
                .filter(import_rows::position.lt(position + ROWS_AWAY)),
        )
        .execute(connection)?;
    }
    Ok(())
}
