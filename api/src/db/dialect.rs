//! The few statements that differ between the engines; nowhere else does code ask which it is.

pub mod access;
pub mod breaches;
pub mod dormancy;

use diesel::{
    Connection as _, PgConnection, QueryResult, RunQueryDsl, SqliteConnection,
    connection::{AnsiTransactionManager, TransactionManager as _, TransactionManagerStatus},
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    query_dsl::methods::LoadQuery,
    result::{DatabaseErrorKind, Error},
};

use super::{DbConnection, prepared::Write};

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

/// Loads from `users` and whatever is joined to them, and holds the rights of the users found
/// still until the transaction ends (G13).
///
/// INVARIANT: whatever gives or takes a user's rights updates that user's row. On PostgreSQL the
/// shared lock makes such an update wait for us, and makes us start over when it came first, so
/// that nothing is done on a right whose loss has been acknowledged. SQLite has one writer.
///
/// # Errors
/// The engine's.
pub fn load_holding_rights<'q, Q, U>(connection: &mut DbConnection, query: Q) -> QueryResult<Vec<U>>
where
    HoldingUsers<Q>: LoadQuery<'q, PgConnection, U>,
    Q: LoadQuery<'q, SqliteConnection, U>,
{
    match connection {
        DbConnection::Postgres(inner) => HoldingUsers(query).load(inner),
        DbConnection::Sqlite(inner) => query.load(inner),
    }
}

/// A query with a shared lock on the rows of `users` in it, and on no others: diesel's own
/// `for_share` would be on every table, which an outer join forbids.
#[derive(Debug, QueryId)]
pub struct HoldingUsers<Q>(Q);

impl<Q: Query> Query for HoldingUsers<Q> {
    type SqlType = Q::SqlType;
}

impl<Q> RunQueryDsl<PgConnection> for HoldingUsers<Q> {}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for HoldingUsers<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" FOR SHARE OF users");
        Ok(())
    }
}

/// Does two writes that need nothing of each other, on PostgreSQL in one round trip. Tells how
/// many rows the second one wrote.
///
/// # Errors
/// The engine's.
pub fn write_both(
    connection: &mut DbConnection,
    first: impl Write,
    second: impl Write,
) -> QueryResult<usize> {
    match connection {
        DbConnection::Postgres(inner) => Both(first, second).execute(inner),
        DbConnection::Sqlite(inner) => {
            inner.execute_returning_count(&first)?;
            inner.execute_returning_count(&second)
        }
    }
}

/// Two writes in one statement of PostgreSQL's: both see what was there before it.
#[derive(Debug)]
struct Both<A, B>(A, B);

impl<A, B> QueryId for Both<A, B> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<A, B> RunQueryDsl<PgConnection> for Both<A, B> {}

impl<A: QueryFragment<Pg>, B: QueryFragment<Pg>> QueryFragment<Pg> for Both<A, B> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("WITH first AS (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") ");
        self.1.walk_ast(out)
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
