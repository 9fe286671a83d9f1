//! The one connection type over both engines; apart, since its derive writes types of its own.
#![expect(missing_docs, reason = "the derive's own types carry no docs")]

use diesel::{PgConnection, SqliteConnection};

/// A connection to either engine.
#[derive(diesel::MultiConnection)]
pub enum DbConnection {
    /// The production engine.
    Postgres(PgConnection),
    /// The embedded engine.
    Sqlite(SqliteConnection),
}
