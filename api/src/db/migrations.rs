//! Both engines' migrations, embedded in the binary.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness as _, embed_migrations};

use super::{DbConnection, Failure};

const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn failed(error: &(dyn std::error::Error + Send + Sync)) -> Failure {
    Failure::Internal(format!("migration: {error}"))
}

/// Runs what has not been run; tells which ones.
///
/// # Errors
/// When a migration fails; those before it stay.
pub fn run(connection: &mut DbConnection) -> Result<Vec<String>, Failure> {
    let ran: Outcome<Vec<String>> = match connection {
        DbConnection::Postgres(inner) => inner
            .run_pending_migrations(POSTGRES)
            .map(|ran| ran.iter().map(ToString::to_string).collect()),
        DbConnection::Sqlite(inner) => inner
            .run_pending_migrations(SQLITE)
            .map(|ran| ran.iter().map(ToString::to_string).collect()),
    };
    ran.map_err(|error| failed(&*error))
}

/// Whether something has not been run.
///
/// # Errors
/// When the database cannot be asked.
pub fn are_pending(connection: &mut DbConnection) -> Result<bool, Failure> {
    match connection {
        DbConnection::Postgres(inner) => inner.has_pending_migration(POSTGRES),
        DbConnection::Sqlite(inner) => inner.has_pending_migration(SQLITE),
    }
    .map_err(|error| failed(&*error))
}

/// Takes every migration back; for tests of the way down.
///
/// # Errors
/// When one cannot be taken back.
pub fn revert_all(connection: &mut DbConnection) -> Result<(), Failure> {
    match connection {
        DbConnection::Postgres(inner) => inner.revert_all_migrations(POSTGRES).map(|_| ()),
        DbConnection::Sqlite(inner) => inner.revert_all_migrations(SQLITE).map(|_| ()),
    }
    .map_err(|error| failed(&*error))
}
