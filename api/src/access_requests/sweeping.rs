//! Writes down what time has done: requests whose last possible decider's time is over move to
//! Landssupporten, which could decide them already. Every node may do it: whoever comes second
//! finds nothing left to move.

use std::time::Duration;

use rand::Rng as _;
use shared::audit::AuditKind;
use tokio::task::JoinHandle;

use super::{orphans, rerouting};
use crate::db::{Context, Database, Failure};

/// What the work is called in the audit log.
const PART: &str = "sweeper";

/// The work; ends when this is dropped.
#[derive(Debug)]
pub struct Sweeping(JoinHandle<()>);

impl Drop for Sweeping {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins the work: about every minute, at another time on every node.
pub fn spawn(database: Database) -> Sweeping {
    Sweeping(tokio::spawn(async move {
        loop {
            let seconds = rand::rng().random_range(45..=75);
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            match sweep(&database).await {
                Ok(organisations) => tracing::debug!(organisations, "moved undecidable requests"),
                Err(failure) => tracing::warn!(%failure, "could not move undecidable requests"),
            }
        }
    }))
}

/// Moves the open requests that no LBA can decide any more. Tells of how many organisations.
///
/// # Errors
/// The engine's; what was moved before stays moved.
pub async fn sweep(database: &Database) -> Result<usize, Failure> {
    let found = database
        .read(Context::system(PART), orphans::organisations_with_some)
        .await?;
    let mut moved = 0;
    for organisation in found {
        let attempt = AuditKind::AccessRequestMovedToDesk;
        let done = database
            .write_plain(Context::system(PART), attempt, move |tx| {
                rerouting::move_undecidable(tx, organisation)?.ok_or(Failure::NotFound)
            })
            .await;
        match done {
            Ok(()) => moved += 1,
            // Somebody was faster.
            Err(Failure::NotFound) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(moved)
}
