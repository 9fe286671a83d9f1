//! Throws away what has run out. Every node may do it: deleting twice is deleting once.

use std::time::Duration;

use diesel::prelude::*;
use rand::Rng as _;
use shared::Timestamp;
use tokio::task::JoinHandle;

use crate::db::{
    Database, DbConnection, Failure, idempotency,
    schema::{login_attempts, sessions, used_logout_tokens},
};

/// The work; ends when this is dropped.
#[derive(Debug)]
pub struct Housekeeping(JoinHandle<()>);

impl Drop for Housekeeping {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins the work: soon, and then about every ten minutes, at another time on every node.
pub fn spawn(database: Database) -> Housekeeping {
    Housekeeping(tokio::spawn(async move {
        let mut pause = 5..=60;
        loop {
            let seconds = rand::rng().random_range(pause);
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            match database.keep_books(purge).await {
                Ok(rows) => tracing::debug!(rows, "threw away what has run out"),
                Err(failure) => tracing::warn!(%failure, "could not throw away what has run out"),
            }
            pause = 480..=720;
        }
    }))
}

/// Deletes sessions, logins under way, used logout tokens and kept answers that have run out.
///
/// # Errors
/// The engine's.
pub fn purge(connection: &mut DbConnection, now: Timestamp) -> Result<usize, Failure> {
    let at = now.naive();
    let ended =
        diesel::delete(sessions::table.filter(sessions::expires_at.le(at))).execute(connection)?;
    let abandoned = diesel::delete(login_attempts::table.filter(login_attempts::expires_at.le(at)))
        .execute(connection)?;
    let used =
        diesel::delete(used_logout_tokens::table.filter(used_logout_tokens::expires_at.le(at)))
            .execute(connection)?;
    Ok(ended + abandoned + used + idempotency::forget_old(connection, now)?)
}
