//! Who is logged in at JobAG. In memory: JobAG is a demo's neighbour and forgets at restart.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::secret;

/// Seconds that a login may take.
const LOGIN: i64 = 600;
/// Seconds that a session lives.
const LIFE: i64 = 8 * 3600;

/// A login under way in one browser.
pub(super) struct Pending {
    pub(super) nonce: String,
    pub(super) code_verifier: String,
    begun_at: i64,
}

/// An employee, as MitID Erhverv says.
#[derive(Clone)]
pub(super) struct Employee {
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) cvr: String,
    pub(super) professional_uuid: String,
}

/// Who came.
#[derive(Clone)]
pub(super) enum Visitor {
    /// Somebody whose access can be asked about.
    Employee(Employee),
    /// A login without an organisation, by name.
    WithoutOrganisation(String),
    /// A login that is not sure enough, by name.
    NotSureEnough(String),
}

/// A login that was made.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) visitor: Visitor,
    /// What lets the person go on to Brugeradministration without choosing themself again.
    pub(super) login_hint: Option<String>,
    /// The `sid` of the login at the provider.
    pub(super) sid: String,
    pub(super) ends_at: i64,
}

#[derive(Default)]
struct Memory {
    pending: HashMap<String, Pending>,
    sessions: HashMap<String, Session>,
}

/// Logins under way and sessions.
#[derive(Default)]
pub(super) struct Sessions(Mutex<Memory>);

impl Sessions {
    /// Begins a login under a fresh `state`.
    pub(super) fn begin(&self, nonce: String, code_verifier: String, now: i64) -> String {
        let mut memory = self.memory();
        memory
            .pending
            .retain(|_, login| login.begun_at + LOGIN > now);
        let state = secret::random();
        let pending = Pending {
            nonce,
            code_verifier,
            begun_at: now,
        };
        memory.pending.insert(state.clone(), pending);
        state
    }

    /// The login with this `state`, once.
    pub(super) fn take_pending(&self, state: &str, now: i64) -> Option<Pending> {
        let pending = self.memory().pending.remove(state)?;
        (pending.begun_at + LOGIN > now).then_some(pending)
    }

    /// Opens a session and returns the secret for its cookie.
    pub(super) fn open(
        &self,
        visitor: Visitor,
        login_hint: Option<String>,
        sid: String,
        now: i64,
    ) -> String {
        let mut memory = self.memory();
        memory.sessions.retain(|_, session| session.ends_at > now);
        let session = Session {
            visitor,
            login_hint,
            sid,
            ends_at: now + LIFE,
        };
        let cookie = secret::random();
        memory.sessions.insert(cookie.clone(), session);
        cookie
    }

    pub(super) fn find(&self, cookie: &str, now: i64) -> Option<Session> {
        let session = self.memory().sessions.get(cookie).cloned()?;
        (session.ends_at > now).then_some(session)
    }

    pub(super) fn close(&self, cookie: &str) -> Option<Session> {
        self.memory().sessions.remove(cookie)
    }

    /// Closes what belongs to a session that the provider has ended.
    pub(super) fn close_provider_session(&self, sid: &str) {
        let mut memory = self.memory();
        memory.sessions.retain(|_, session| session.sid != sid);
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        // Every change of the memory is whole before anything can panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{LIFE, LOGIN, Sessions, Visitor};

    #[test]
    fn a_login_is_taken_once_and_in_time() {
        let sessions = Sessions::default();
        let state = sessions.begin("n".into(), "v".into(), 0);
        assert!(sessions.take_pending(&state, LOGIN - 1).is_some());
        assert!(sessions.take_pending(&state, LOGIN - 1).is_none());
        let late = sessions.begin("n".into(), "v".into(), 0);
        assert!(sessions.take_pending(&late, LOGIN).is_none());
    }

    #[test]
    fn a_session_ends_with_its_time_or_with_the_providers() {
        let sessions = Sessions::default();
        let visitor = || Visitor::WithoutOrganisation("Freja".into());
        let cookie = sessions.open(visitor(), None, "sid".into(), 0);
        assert!(sessions.find(&cookie, LIFE - 1).is_some());
        assert!(sessions.find(&cookie, LIFE).is_none());
        sessions.close_provider_session("other");
        assert!(sessions.find(&cookie, 0).is_some());
        sessions.close_provider_session("sid");
        assert!(sessions.find(&cookie, 0).is_none());
    }
}
