//! When the grants of a role fall asleep, worked out anew: engines add days to a moment each in
//! their way.

use diesel::{
    QueryResult, RunQueryDsl as _, sql_query,
    sql_types::{Integer, Text, Timestamp},
};

use crate::db::DbConnection;

/// Since when a grant is idle.
const IDLE_SINCE: &str = "COALESCE(idle_since, valid_from)";

/// The grants of a role that have not ended and are awake.
const AWAKE: &str = "revoked_at IS NULL AND (dormant_from IS NULL OR dormant_from > ";

/// The grants of the role with this key that are awake at `now` fall asleep `days` after they were
/// used or woken last, but none before `earliest`. Those that sleep, sleep on.
///
/// # Errors
/// The engine's.
pub fn count_anew(
    connection: &mut DbConnection,
    key: &str,
    days: i32,
    (now, earliest): (chrono::NaiveDateTime, chrono::NaiveDateTime),
) -> QueryResult<usize> {
    match connection {
        DbConnection::Postgres(inner) => sql_query(format!(
            "UPDATE role_grants SET dormant_told_at = NULL, \
             dormant_from = GREATEST({IDLE_SINCE} + $1 * INTERVAL '1 day', $2) \
             WHERE role_key = $3 AND {AWAKE} $4)"
        ))
        .bind::<Integer, _>(days)
        .bind::<Timestamp, _>(earliest)
        .bind::<Text, _>(key)
        .bind::<Timestamp, _>(now)
        .execute(inner),
        // A moment is a text: the day is counted on, the time of day stays as it is written.
        DbConnection::Sqlite(inner) => sql_query(format!(
            "UPDATE role_grants SET dormant_told_at = NULL, \
             dormant_from = MAX(strftime('%Y-%m-%d', {IDLE_SINCE}, '+' || ? || ' days') \
               || substr({IDLE_SINCE}, 11), ?) \
             WHERE role_key = ? AND {AWAKE} ?)"
        ))
        .bind::<Integer, _>(days)
        .bind::<Timestamp, _>(earliest)
        .bind::<Text, _>(key)
        .bind::<Timestamp, _>(now)
        .execute(inner),
    }
}
