//! `brugeradm serve`

use std::thread::available_parallelism;

use super::{Configured, Outcome, migrate, shutdown};
use crate::server::{Server, listen};

/// Serves until the process is asked to end.
pub(super) async fn run(configured: &Configured) -> Outcome {
    let (config, database) = configured.open()?;
    if migrate::are_pending(database.url()).await? {
        return Err("the database is not up to date: run `brugeradm migrate` first".to_owned());
    }
    let listener = listen(config.listen).map_err(|error| error.to_string())?;
    let base = config.base().to_owned();
    let engine = database.url().engine();
    let server = Server::start(vec![listener], config, database, workers(), |_| {})
        .await
        .map_err(|error| error.to_string())?;
    tracing::info!(address = %server.address(), base, engine, "serving");
    shutdown::requested().await?;
    tracing::info!("stopping");
    server.stop().await.map_err(|error| error.to_string())
}

/// One worker for each core.
pub(super) fn workers() -> usize {
    available_parallelism().map_or(2, Into::into)
}
