//! Who is logged in at the provider, in which browser, and at which clients.

use std::collections::{BTreeSet, HashMap};

use crate::secret;

/// Seconds that a session lives without a new login.
const LIFE: i64 = 12 * 3600;

/// A browser's session at the provider; `sid` in tokens.
pub(super) type SessionId = String;

/// One login, shared by all clients that were given it.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) identity: String,
    pub(super) auth_time: i64,
    pub(super) clients: BTreeSet<String>,
}

/// All sessions, each under its id and under the secret in the browser's cookie.
#[derive(Default)]
pub(super) struct Sessions {
    sessions: HashMap<SessionId, Session>,
    by_cookie: HashMap<String, SessionId>,
}

impl Sessions {
    pub(super) fn get(&self, id: &str) -> Option<&Session> {
        self.sessions.get(id)
    }

    /// The session of the browser with this cookie.
    pub(super) fn of_browser(&self, cookie: &str) -> Option<(SessionId, &Session)> {
        let id = self.by_cookie.get(cookie)?;
        Some((id.clone(), self.sessions.get(id)?))
    }

    /// Logs an identity in for a client. The same identity in the same browser keeps its
    /// session, so that one logout ends all; anybody else gets a new one, and a new cookie.
    pub(super) fn log_in(
        &mut self,
        cookie: Option<&str>,
        identity: &str,
        client: &str,
        now: i64,
    ) -> (SessionId, String) {
        self.forget_old(now);
        let kept = cookie.and_then(|cookie| {
            let (id, session) = self.of_browser(cookie)?;
            (session.identity == identity).then(|| (id, cookie.to_owned()))
        });
        let (id, cookie) = kept.unwrap_or_else(|| self.open(identity, now));
        if let Some(session) = self.sessions.get_mut(&id) {
            session.auth_time = now;
            session.clients.insert(client.to_owned());
        }
        (id, cookie)
    }

    fn open(&mut self, identity: &str, now: i64) -> (SessionId, String) {
        let (id, cookie) = (secret::random(), secret::random());
        let session = Session {
            identity: identity.to_owned(),
            auth_time: now,
            clients: BTreeSet::new(),
        };
        self.sessions.insert(id.clone(), session);
        self.by_cookie.insert(cookie.clone(), id.clone());
        (id, cookie)
    }

    /// Forgets the sessions that have lived their time.
    pub(super) fn forget_old(&mut self, now: i64) {
        let sessions = &mut self.sessions;
        sessions.retain(|_, session| session.auth_time + LIFE > now);
        self.by_cookie.retain(|_, id| sessions.contains_key(id));
    }

    /// Lets a client take part in a session that goes on.
    pub(super) fn join(&mut self, id: &str, client: &str) {
        if let Some(session) = self.sessions.get_mut(id) {
            session.clients.insert(client.to_owned());
        }
    }

    /// The ids of an identity's sessions.
    pub(super) fn of_identity(&self, identity: &str) -> Vec<SessionId> {
        let sessions = self.sessions.iter();
        sessions
            .filter(|(_, session)| session.identity == identity)
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// Ends a session and returns what it was.
    pub(super) fn end(&mut self, id: &str) -> Option<Session> {
        self.by_cookie.retain(|_, session| session != id);
        self.sessions.remove(id)
    }
}
