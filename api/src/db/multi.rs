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

/// Inserts many rows of one kind: on PostgreSQL in one round trip for some hundred of them, on
/// SQLite, where a statement is cheap and its text is not, one by one with one prepared statement.
macro_rules! insert_all {
    ($connection:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        match $connection {
            $crate::db::DbConnection::Postgres(inner) => rows.chunks(500).try_for_each(|some| {
                diesel::insert_into($table)
                    .values(some)
                    .execute(inner)
                    .map(|_| ())
            }),
            $crate::db::DbConnection::Sqlite(inner) => rows.iter().try_for_each(|one| {
                diesel::insert_into($table)
                    .values(one)
                    .execute(inner)
                    .map(|_| ())
            }),
        }
    }};
}
pub(crate) use insert_all;
