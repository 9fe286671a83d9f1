//! Statements that are prepared once for each connection.

use diesel::{
    AppearsOnTable, AsChangeset, Expression, QueryResult, QuerySource, RunQueryDsl,
    backend::Backend,
    pg::Pg,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::Bool,
    sqlite::Sqlite,
};

use super::MultiBackend;

/// A statement that writes, on either engine.
pub trait Write:
    QueryFragment<Pg> + QueryFragment<Sqlite> + QueryFragment<MultiBackend> + QueryId
{
}

impl<W> Write for W where
    W: QueryFragment<Pg> + QueryFragment<Sqlite> + QueryFragment<MultiBackend> + QueryId
{
}

/// An `UPDATE` of the rows of a table for which a condition holds.
///
/// diesel's own is parsed and planned anew each time, since what its `set` is given may leave
/// columns out. What this is given must not: a tuple of `column.eq(…)`.
#[derive(Debug)]
pub struct Update<F, V, P> {
    table: F,
    set: V,
    only: P,
}

/// Sets columns of a table where `only` holds.
pub fn update<T, V, P>(table: T, set: V, only: P) -> Update<T::FromClause, V::Changeset, P>
where
    T: QuerySource + Copy,
    V: AsChangeset<Target = T>,
    P: Expression<SqlType = Bool> + AppearsOnTable<T>,
{
    Update {
        table: table.from_clause(),
        set: set.as_changeset(),
        only,
    }
}

impl<F, V, P> QueryId for Update<F, V, P> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Conn, F, V, P> RunQueryDsl<Conn> for Update<F, V, P> {}

impl<DB, F, V, P> QueryFragment<DB> for Update<F, V, P>
where
    DB: Backend,
    F: QueryFragment<DB>,
    V: QueryFragment<DB>,
    P: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" SET ");
        self.set.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.only.walk_ast(out)
    }
}
