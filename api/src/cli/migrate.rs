//! `brugeradm migrate`

use super::{Configured, Outcome};
use crate::{
    bootstrap,
    db::{Database, DatabaseUrl, migrations},
};

/// Brings the database up to date.
pub(super) async fn run(configured: &Configured) -> Outcome {
    let (_, database) = configured.open()?;
    for name in tables(database.url()).await? {
        println!("migrated {name}");
    }
    for key in catalogue(&database).await? {
        println!("installed the role {key}");
    }
    println!("the database is up to date");
    Ok(())
}

/// Runs the migrations that have not been run; tells which.
pub(super) async fn tables(url: &DatabaseUrl) -> Result<Vec<String>, String> {
    on_a_connection(url, migrations::run).await
}

/// Whether there are migrations that have not been run.
pub(super) async fn are_pending(url: &DatabaseUrl) -> Result<bool, String> {
    on_a_connection(url, migrations::are_pending).await
}

async fn on_a_connection<T: Send + 'static>(
    url: &DatabaseUrl,
    act: fn(&mut crate::db::DbConnection) -> Result<T, crate::db::Failure>,
) -> Result<T, String> {
    let url = url.clone();
    let work = move || {
        let mut connection = url.connect().map_err(|error| chain(&error))?;
        act(&mut connection).map_err(|failure| failure.sentence())
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| error.to_string())?
}

/// An error with everything that caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

async fn catalogue(database: &Database) -> Result<Vec<String>, String> {
    bootstrap::install_catalogue(database)
        .await
        .map_err(|failure| failure.sentence())
}
