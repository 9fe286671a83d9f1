//! Sessions in use last: each is noted in the database at most once a minute, after the answer.

use std::{collections::HashMap, sync::Mutex};

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use shared::Timestamp;

use super::{
    login::Login,
    rows::{TOUCH_SECONDS, touch},
};
use crate::{
    db::Database,
    http::request::{SESSION_COOKIE, hash_of},
};

/// Sessions that are remembered here at most; more are noted a little more often than needed.
const MOST: usize = 20_000;

/// When this process last noted which session in the database.
#[derive(Debug, Default)]
pub(super) struct Presence(Mutex<HashMap<String, Timestamp>>);

impl Presence {
    /// Whether it is time to note this session again; the caller then does.
    fn is_due(&self, token_hash: &str, now: Timestamp) -> bool {
        let Ok(mut noted) = self.0.lock() else {
            return true;
        };
        let before = now.plus_seconds(-TOUCH_SECONDS);
        if noted.get(token_hash).is_some_and(|at| *at > before) {
            return false;
        }
        if noted.len() >= MOST {
            noted.retain(|_, at| *at > before);
        }
        if noted.len() >= MOST {
            noted.clear();
        }
        noted.insert(token_hash.to_owned(), now);
        true
    }
}

/// The session of a request to the API, if it has one. Every operation below `/api/` loads its
/// caller, so that one that succeeds has shown the session to be good.
fn session_of(request: &ServiceRequest) -> Option<String> {
    request
        .path()
        .starts_with("/api/")
        .then(|| request.cookie(SESSION_COOKIE))
        .flatten()
        .map(|cookie| hash_of(cookie.value()))
}

/// Notes that the session of a successful request is in use; the answer does not wait for it.
///
/// # Errors
/// Those of the services behind it.
pub async fn keep_alive<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let session = session_of(&request);
    let response = next.call(request).await?;
    let request = response.request();
    if let Some(token_hash) = session
        && response.status().is_success()
        && let Some(login) = request.app_data::<web::Data<Login>>()
        && let Some(database) = request.app_data::<web::Data<Database>>()
        && login.presence.is_due(&token_hash, login.clock.now())
    {
        let (database, limits) = (web::Data::clone(database), login.limits);
        actix_web::rt::spawn(async move {
            let noted = database
                .keep_books(move |connection, now| touch(connection, &token_hash, limits, now))
                .await;
            if let Err(failure) = noted {
                tracing::warn!(%failure, "a session in use was not noted");
            }
        });
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::Presence;

    #[test]
    fn a_session_is_noted_at_once_and_then_once_a_minute() {
        let presence = Presence::default();
        let now: shared::Timestamp = "2026-06-16T08:00:00Z".parse().unwrap();
        assert!(presence.is_due("a", now));
        assert!(!presence.is_due("a", now.plus_seconds(59)));
        assert!(presence.is_due("b", now.plus_seconds(59)));
        assert!(presence.is_due("a", now.plus_seconds(60)));
        assert!(!presence.is_due("a", now.plus_seconds(61)));
    }
}
