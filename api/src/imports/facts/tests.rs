//! The statements find rows by their keys, however many there are.

use diesel::{
    RunQueryDsl as _, debug_query, query_builder::QueryFragment, sql_types::Text, sqlite::Sqlite,
};

use super::{before, with_keys};
use crate::{
    clock::new_id,
    db::{DatabaseUrl, migrations},
};

#[derive(diesel::QueryableByName)]
struct Planned {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// How SQLite goes about a query, in a database that has just been made.
fn plan(query: &impl QueryFragment<Sqlite>) -> Vec<String> {
    let url = DatabaseUrl::Sqlite(":memory:".to_owned());
    let mut connection = url.connect().unwrap();
    migrations::run(&mut connection).unwrap();
    let explain = format!("EXPLAIN QUERY PLAN {}", debug_query::<Sqlite, _>(query));
    let steps: Vec<Planned> = diesel::sql_query(explain).load(&mut connection).unwrap();
    steps.into_iter().map(|step| step.detail).collect()
}

#[test]
fn a_batch_reads_only_the_rows_that_have_its_keys() {
    let import = new_id(shared::Timestamp::from_naive(
        chrono::NaiveDateTime::default(),
    ));
    let keys: Vec<_> = (0..500).map(|n| format!("b{n}")).collect();
    assert_eq!(
        plan(&with_keys(import, 2, &keys)),
        ["SEARCH import_rows USING INDEX import_rows_key (import_id=? AND record=? AND key=?)"]
    );
    assert_eq!(
        plan(&before(import, 3, &keys, 100_000)),
        ["SEARCH import_rows USING INDEX import_rows_key \
            (import_id=? AND record=? AND key=? AND position<?)"]
    );
}
