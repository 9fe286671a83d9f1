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

/// Runs one query on the engine that there is. Diesel knows a query given to an engine itself by
/// its type, and so finds its prepared statement without writing its text again; through
/// [`DbConnection`] it writes the text each time. For the queries that are asked most.
macro_rules! on_engine {
    ($connection:expr, $inner:ident => $query:expr) => {
        match $connection {
            $crate::db::DbConnection::Postgres($inner) => $query,
            $crate::db::DbConnection::Sqlite($inner) => $query,
        }
    };
}
pub(crate) use on_engine;
