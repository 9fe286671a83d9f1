//! Answers already given, so that a repeated POST does nothing twice (Idempotency-Key).

use diesel::prelude::*;
use shared::{Timestamp, problem::ProblemKind};

use super::{DbConnection, Failure, schema::idempotency_keys};

/// Hours for which an answer is kept.
pub const HOURS_KEPT: i64 = 24;

/// A key as the client chose it, with what it was chosen for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The client's key.
    pub key: String,
    /// Method and path: a key is for one operation on one thing.
    pub operation: String,
    /// SHA-256 of everything else that decides the answer: body and precondition.
    pub body_hash: String,
}

/// An answer to a write: what leaves as the HTTP response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// 200 or 201.
    pub status: u16,
    /// The resource's version, sent as its `ETag`.
    pub version: Option<i64>,
    /// The new resource's path.
    pub location: Option<String>,
    /// JSON.
    pub body: String,
    /// Whether it was given before.
    pub replayed: bool,
}

#[derive(Queryable)]
struct KeptRow {
    body_hash: String,
    status: i32,
    version: Option<i64>,
    location: Option<String>,
    body: String,
}

#[derive(Insertable)]
#[diesel(table_name = idempotency_keys, treat_none_as_default_value = false)]
struct NewKeptRow {
    caller: String,
    operation: String,
    key: String,
    body_hash: String,
    status: i32,
    version: Option<i64>,
    location: Option<String>,
    body: String,
    created_at: chrono::NaiveDateTime,
}

/// The answer given before for this key, if any.
///
/// # Errors
/// `idempotency-key-reused` when it was given for another body.
pub fn find(
    connection: &mut DbConnection,
    caller: &str,
    key: &IdempotencyKey,
) -> Result<Option<Answer>, Failure> {
    let kept: Option<KeptRow> = idempotency_keys::table
        .filter(idempotency_keys::caller.eq(caller))
        .filter(idempotency_keys::operation.eq(&key.operation))
        .filter(idempotency_keys::key.eq(&key.key))
        .select((
            idempotency_keys::body_hash,
            idempotency_keys::status,
            idempotency_keys::version,
            idempotency_keys::location,
            idempotency_keys::body,
        ))
        .first(connection)
        .optional()?;
    match kept {
        None => Ok(None),
        Some(kept) if kept.body_hash != key.body_hash => {
            Err(ProblemKind::IdempotencyKeyReused.into())
        }
        Some(kept) => Ok(Some(Answer {
            status: u16::try_from(kept.status).unwrap_or(200),
            version: kept.version,
            location: kept.location,
            body: kept.body,
            replayed: true,
        })),
    }
}

/// Keeps an answer, in the transaction of the write it answers.
///
/// # Errors
/// The engine's.
pub fn keep(
    connection: &mut DbConnection,
    caller: &str,
    key: &IdempotencyKey,
    answer: &Answer,
    now: Timestamp,
) -> Result<(), Failure> {
    diesel::insert_into(idempotency_keys::table)
        .values(NewKeptRow {
            caller: caller.to_owned(),
            operation: key.operation.clone(),
            key: key.key.clone(),
            body_hash: key.body_hash.clone(),
            status: i32::from(answer.status),
            version: answer.version,
            location: answer.location.clone(),
            body: answer.body.clone(),
            created_at: now.naive(),
        })
        .execute(connection)?;
    Ok(())
}

/// Forgets answers older than [`HOURS_KEPT`].
///
/// # Errors
/// The engine's.
pub fn forget_old(connection: &mut DbConnection, now: Timestamp) -> Result<usize, Failure> {
    let before = now.plus_seconds(-HOURS_KEPT * 3600).naive();
    Ok(
        diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(before)))
            .execute(connection)?,
    )
}
