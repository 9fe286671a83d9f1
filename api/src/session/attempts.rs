//! Logins under way: each is bound to the browser that began it, and used once.

use diesel::prelude::*;
use shared::Timestamp;

use super::{cookies::LOGIN_MINUTES, openid::Begun};
use crate::{
    db::{DbConnection, Failure, schema::login_attempts},
    http::request::hash_of,
};

#[derive(Insertable)]
#[diesel(table_name = login_attempts)]
struct NewAttemptRow {
    state_hash: String,
    browser_hash: String,
    issuer: String,
    nonce: String,
    pkce_verifier: String,
    return_to: String,
    expires_at: chrono::NaiveDateTime,
}

/// What was remembered of a login under way.
#[derive(Clone, Queryable)]
pub(super) struct Attempt {
    pub(super) issuer: String,
    pub(super) nonce: String,
    pub(super) pkce_verifier: String,
    pub(super) return_to: String,
}

/// Remembers a login.
pub(super) fn remember(
    connection: &mut DbConnection,
    (issuer, browser, return_to): (&str, &str, &str),
    begun: &Begun,
    now: Timestamp,
) -> Result<(), Failure> {
    diesel::insert_into(login_attempts::table)
        .values(NewAttemptRow {
            state_hash: hash_of(&begun.state),
            browser_hash: hash_of(browser),
            issuer: issuer.to_owned(),
            nonce: begun.nonce.clone(),
            pkce_verifier: begun.pkce_verifier.clone(),
            return_to: return_to.to_owned(),
            expires_at: now.plus_seconds(LOGIN_MINUTES * 60).naive(),
        })
        .execute(connection)?;
    Ok(())
}

/// Uses a login up: the second to ask for it gets nothing, and neither does another browser.
pub(super) fn take(
    connection: &mut DbConnection,
    (state, browser): (&str, &str),
    now: Timestamp,
) -> Result<Option<Attempt>, Failure> {
    let (state, browser) = (hash_of(state), hash_of(browser));
    let attempt: Option<Attempt> = login_attempts::table
        .filter(login_attempts::state_hash.eq(&state))
        .filter(login_attempts::browser_hash.eq(&browser))
        .filter(login_attempts::expires_at.gt(now.naive()))
        .select((
            login_attempts::issuer,
            login_attempts::nonce,
            login_attempts::pkce_verifier,
            login_attempts::return_to,
        ))
        .first(connection)
        .optional()?;
    let taken = diesel::delete(login_attempts::table)
        .filter(login_attempts::state_hash.eq(&state))
        .filter(login_attempts::browser_hash.eq(&browser))
        .execute(connection)?;
    Ok(attempt.filter(|_| taken == 1))
}
