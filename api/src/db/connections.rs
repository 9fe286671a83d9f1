//! The connections that requests share. Who waits for one holds no thread meanwhile.

use std::{sync::Arc, time::Duration};

use diesel::r2d2::Pool;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{DatabaseUrl, DbConnection, Failure, connection::Manager};

/// How long a request waits for a connection.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// A pool, and a turn for each connection that it may have.
pub(super) struct Connections {
    pool: Pool<Manager>,
    turns: Arc<Semaphore>,
}

/// How many connections there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionCount {
    /// In all.
    pub open: u32,
    /// That nobody uses.
    pub idle: u32,
}

impl Connections {
    /// `size` connections at most, made when first needed.
    pub(super) fn open(url: &DatabaseUrl, size: u32) -> Self {
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(0))
            .test_on_check_out(false)
            .connection_timeout(LONGEST_WAIT)
            .build_unchecked(Manager(url.clone()));
        Self {
            pool,
            turns: Arc::new(Semaphore::new(usize::try_from(size).unwrap_or(1))),
        }
    }

    /// How many there are now.
    pub(super) fn count(&self) -> ConnectionCount {
        let state = self.pool.state();
        ConnectionCount {
            open: state.connections,
            idle: state.idle_connections,
        }
    }

    /// Does what blocks away from the async threads, with a connection.
    ///
    /// # Errors
    /// `Unavailable` when none can be had.
    pub(super) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut DbConnection) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = self.turn().await?;
        let pool = self.pool.clone();
        let work = move || {
            let _turn = turn;
            let mut connection = pool
                .get()
                .map_err(|error| Failure::Unavailable(error.to_string()))?;
            Ok(work(&mut connection))
        };
        tokio::task::spawn_blocking(work)
            .await
            .unwrap_or_else(|error| Err(Failure::Internal(format!("worker: {error}"))))
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, Failure> {
        if let Ok(turn) = Arc::clone(&self.turns).try_acquire_owned() {
            return Ok(turn);
        }
        let turn = Arc::clone(&self.turns).acquire_owned();
        tokio::time::timeout(LONGEST_WAIT, turn)
            .await
            .map_err(|_elapsed| Failure::Unavailable("all connections are in use".to_owned()))?
            .map_err(|error| Failure::Internal(error.to_string()))
    }
}
