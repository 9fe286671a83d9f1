//! Who is logged in.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    client::{Answer, Client, ClientError},
    id::UserId,
    organisation::Administration,
    problem::ProblemKind,
    session::{Action, Me},
};

use crate::{
    api::{Api, Browser},
    browser,
};

/// What the application knows about the person in front of it.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    answer: RwSignal<Option<Answer<Me>>>,
    expired: RwSignal<bool>,
    elsewhere: RwSignal<Option<Administration>>,
}

/// Whether there is somebody to draw pages for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// Not known yet.
    Waiting,
    /// Nobody is logged in.
    LoggedOut,
    /// The server did not tell.
    Failed(ClientError),
    /// This user is.
    LoggedIn(UserId),
}

impl Session {
    /// Asks the server who is logged in.
    pub(crate) fn begin() -> Self {
        let session = Self {
            answer: RwSignal::new(None),
            expired: RwSignal::new(false),
            elsewhere: RwSignal::new(None),
        };
        session.refresh();
        session
    }

    /// The session of the page that is being drawn.
    pub(crate) fn current() -> Self {
        expect_context()
    }

    /// The API on behalf of this session, working in the module that is shown.
    pub(crate) fn api(self) -> Api {
        let module = self.me().map(|me| me.administration);
        Client::new(Browser::new(self.expired, self.elsewhere)).working_in(module)
    }

    /// The module that administers the person's organisation now, when a write in the one shown
    /// has been refused for that.
    pub(crate) fn elsewhere(self) -> RwSignal<Option<Administration>> {
        self.elsewhere
    }

    /// Whether the session ended while a page was open.
    pub(crate) fn has_expired(self) -> bool {
        self.expired.get() && matches!(self.answer.get(), Some(Ok(_)))
    }

    /// Asks again, so that counts and rights are those of now.
    pub(crate) fn refresh(self) {
        spawn_local(async move {
            let answer = self.api().me().await;
            let known = matches!(self.answer.try_get_untracked(), Some(Some(Ok(_))));
            match &answer {
                // Another person logged in elsewhere: nothing of the first may stay on screen.
                Ok(me) if known && self.me().is_some_and(|old| old.user.id != me.user.id) => {
                    browser::reload();
                }
                Ok(_) => {
                    self.expired.try_set(false);
                    self.answer.try_set(Some(answer));
                }
                // What was known stays on screen: a dialog or a banner tells the rest.
                Err(_) if known => {}
                Err(_) => {
                    self.answer.try_set(Some(answer));
                }
            }
        });
    }

    /// Ends the session here and at the login provider, then leaves this page.
    pub(crate) fn log_out(self) {
        spawn_local(async move {
            // An answer that cannot be had ends at the front page, which tells who is logged in.
            let next = match self.api().log_out().await {
                Ok(ended) => ended.redirect_to,
                Err(_) => "/".to_owned(),
            };
            browser::leave_for(&next);
        });
    }

    /// Whom to draw pages for, tracked.
    pub(crate) fn gate(self) -> Gate {
        match self.answer.get() {
            None => Gate::Waiting,
            Some(Ok(me)) => Gate::LoggedIn(me.user.id),
            Some(Err(error)) if error.kind() == Some(ProblemKind::Unauthenticated) => {
                Gate::LoggedOut
            }
            Some(Err(error)) => Gate::Failed(error),
        }
    }

    /// The person, untracked.
    pub(crate) fn me(self) -> Option<Me> {
        self.answer.try_get_untracked()?.and_then(Result::ok)
    }

    /// The person, tracked.
    pub(crate) fn me_now(self) -> Option<Me> {
        self.answer.get().and_then(Result::ok)
    }
}

/// Whether `me` may do `action` somewhere.
pub(crate) fn may(me: &Me, action: Action) -> bool {
    me.allowed_actions
        .iter()
        .any(|one| one.action == action && one.allowed)
}
