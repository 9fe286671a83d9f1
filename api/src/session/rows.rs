//! Sessions as stored.

use diesel::prelude::*;
use shared::{Timestamp, id::UserId, role::Assurance};

use crate::{
    config::Sessions,
    db::{DbConnection, Failure, schema::sessions},
};

#[derive(Insertable)]
#[diesel(table_name = sessions)]
struct NewSessionRow {
    token_hash: String,
    user_id: String,
    issuer: String,
    issuer_subject: String,
    issuer_session: Option<String>,
    assurance: &'static str,
    may_represent: bool,
    created_at: chrono::NaiveDateTime,
    last_seen_at: chrono::NaiveDateTime,
    expires_at: chrono::NaiveDateTime,
}

/// A session to be begun.
#[derive(Clone, Debug)]
pub(super) struct NewSession {
    /// The hash of the token that the browser is given.
    pub(super) token_hash: String,
    /// The hash of the token that the browser had before.
    pub(super) former_hash: Option<String>,
    /// The key of the login provider.
    pub(super) issuer: String,
    /// Who the person is there.
    pub(super) subject: String,
    /// The session there.
    pub(super) issuer_session: Option<String>,
    /// Whether the login may represent the organisation.
    pub(super) may_represent: bool,
    /// How long it may last.
    pub(super) limits: Sessions,
}

/// When a session ends that was begun at `created_at` and used at `seen_at`.
pub(super) fn expiry(limits: Sessions, created_at: Timestamp, seen_at: Timestamp) -> Timestamp {
    let idle = seen_at.plus_seconds(i64::from(limits.idle_minutes) * 60);
    let absolute = created_at.plus_seconds(i64::from(limits.absolute_minutes) * 60);
    idle.min(absolute)
}

/// Begins a session, and ends the one that the browser had before.
pub(super) fn begin(
    connection: &mut DbConnection,
    new: &NewSession,
    (user, assurance): (UserId, Assurance),
    now: Timestamp,
) -> Result<(), Failure> {
    if let Some(former) = &new.former_hash {
        diesel::delete(sessions::table.filter(sessions::token_hash.eq(former)))
            .execute(connection)?;
    }
    diesel::insert_into(sessions::table)
        .values(NewSessionRow {
            token_hash: new.token_hash.clone(),
            user_id: user.to_string(),
            issuer: new.issuer.clone(),
            issuer_subject: new.subject.clone(),
            issuer_session: new.issuer_session.clone(),
            assurance: assurance.as_str(),
            may_represent: new.may_represent,
            created_at: now.naive(),
            last_seen_at: now.naive(),
            expires_at: expiry(new.limits, now, now).naive(),
        })
        .execute(connection)?;
    Ok(())
}

/// Seconds between two notes that a session is in use.
pub(super) const TOUCH_SECONDS: i64 = 60;

/// Notes that a session is in use, unless that was noted within the last minute.
pub(super) fn touch(
    connection: &mut DbConnection,
    token_hash: &str,
    limits: Sessions,
    now: Timestamp,
) -> Result<(), Failure> {
    let live = || {
        sessions::table
            .filter(sessions::token_hash.eq(token_hash.to_owned()))
            .filter(sessions::expires_at.gt(now.naive()))
            .filter(sessions::last_seen_at.le(now.plus_seconds(-TOUCH_SECONDS).naive()))
    };
    let begun: Option<chrono::NaiveDateTime> = live()
        .select(sessions::created_at)
        .first(connection)
        .optional()?;
    if let Some(begun) = begun {
        let ends = expiry(limits, Timestamp::from_naive(begun), now);
        diesel::update(live())
            .set((
                sessions::last_seen_at.eq(now.naive()),
                sessions::expires_at.eq(ends.naive()),
            ))
            .execute(connection)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_idle_and_never_outlives_its_absolute_limit() {
        let limits = Sessions {
            idle_minutes: 30,
            absolute_minutes: 60,
        };
        let begun: Timestamp = "2026-06-16T08:00:00Z".parse().unwrap();
        let minute = |minutes: i64| begun.plus_seconds(minutes * 60);
        assert_eq!(expiry(limits, begun, begun), minute(30));
        assert_eq!(expiry(limits, begun, minute(29)), minute(59));
        assert_eq!(expiry(limits, begun, minute(45)), minute(60));
    }
}
