//! The few statements that differ between the engines; nowhere else does code ask which it is.

pub mod access;

use diesel::{
    QueryDsl as _, QueryResult, RunQueryDsl as _,
    connection::{AnsiTransactionManager, TransactionManager as _, TransactionManagerStatus},
    expression_methods::ExpressionMethods as _,
    result::{DatabaseErrorKind, Error},
};
use shared::id::UserId;

use super::{DbConnection, schema::users};

/// Begins a transaction that may write. SQLite takes its one write lock at once, or, within a
/// transaction that has it, sets a savepoint; PostgreSQL detects dangerous interleavings itself.
///
/// # Errors
/// The engine's.
pub fn begin_write(connection: &mut DbConnection) -> QueryResult<()> {
    match connection {
        DbConnection::Postgres(inner) => AnsiTransactionManager::begin_transaction_sql(
            inner,
            "BEGIN ISOLATION LEVEL SERIALIZABLE",
        ),
        DbConnection::Sqlite(inner) => {
            let status = AnsiTransactionManager::transaction_manager_status_mut(inner);
            if status.transaction_depth()?.is_some() {
                AnsiTransactionManager::begin_transaction(inner)
            } else {
                AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN IMMEDIATE")
            }
        }
    }
}

/// Begins a transaction that sees one snapshot and writes nothing.
///
/// # Errors
/// The engine's.
pub fn begin_read(connection: &mut DbConnection) -> QueryResult<()> {
    match connection {
        DbConnection::Postgres(inner) => AnsiTransactionManager::begin_transaction_sql(
            inner,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        DbConnection::Sqlite(inner) => {
            AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN DEFERRED")
        }
    }
}

/// Ends the transaction, keeping what it wrote.
///
/// # Errors
/// The engine's.
pub fn commit(connection: &mut DbConnection) -> QueryResult<()> {
    <DbConnection as diesel::Connection>::TransactionManager::commit_transaction(connection)
}

/// Ends the transaction, keeping nothing.
///
/// # Errors
/// The engine's.
pub fn rollback(connection: &mut DbConnection) -> QueryResult<()> {
    <DbConnection as diesel::Connection>::TransactionManager::rollback_transaction(connection)
}

/// Whether a connection can serve no more: it was lost, or a transaction was left open on it.
pub fn is_broken(connection: &mut DbConnection) -> bool {
    let status: &mut TransactionManagerStatus =
        <DbConnection as diesel::Connection>::TransactionManager::transaction_manager_status_mut(
            connection,
        );
    status
        .transaction_depth()
        .map_or(true, |depth| depth.is_some())
}

/// Holds a user's rights still until the transaction ends (G13).
///
/// INVARIANT: whatever gives or takes a user's rights updates that user's row. On PostgreSQL the
/// shared lock makes such an update wait for us, and makes us start over when it came first, so
/// that nothing is done on a right whose loss has been acknowledged. SQLite has one writer.
///
/// # Errors
/// The engine's.
pub fn hold_rights_of(connection: &mut DbConnection, user: UserId) -> QueryResult<()> {
    match connection {
        DbConnection::Postgres(inner) => users::table
            .filter(users::id.eq(user.to_string()))
            .select(users::id)
            .for_share()
            .first::<String>(inner)
            .map(|_| ()),
        DbConnection::Sqlite(_) => Ok(()),
    }
}

/// Whether the same transaction, run again, may succeed: it lost a race that it never began.
pub fn is_worth_another_try(error: &Error) -> bool {
    match error {
        Error::DatabaseError(
            DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation,
            _,
        ) => true,
        Error::DatabaseError(_, information) => {
            let message = information.message();
            message.contains("deadlock detected") || message.contains("database is locked")
        }
        _ => false,
    }
}
