//! The decision while it is being made: kept while the request itself is read anew.

use std::future::Future;

use leptos::prelude::*;
use shared::{
    Timestamp,
    access_request::{
        AccessRequestView, NewApproval, NewHandover, NewRejection, RequestAction, RequestState,
    },
    client::{Answer, ClientError},
    id::UserId,
    problem::ProblemKind,
};

use crate::{
    browser,
    i18n::{fill, handling, requests as text},
    remote::Remote,
    session::Session,
    ui::{field::DateParts, form::FormErrors, heading::HEADING, sending::Sending, toast::Toasts},
};

/// What happened to the request while somebody was deciding it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Surprise {
    /// Somebody else decided it.
    Decided,
    /// Something else changed; what it was before.
    Changed(Box<AccessRequestView>),
}

/// The state of deciding one request.
#[derive(Clone, Copy)]
pub(super) struct Deciding {
    /// The request.
    pub(super) request: Remote<AccessRequestView>,
    /// The sending of the decision.
    pub(super) sending: Sending,
    /// What is wrong in the open dialog.
    pub(super) errors: FormErrors,
    /// The reason of a rejection.
    pub(super) reason: RwSignal<String>,
    /// The word along with an approval.
    pub(super) comment: RwSignal<String>,
    /// The last day of a shorter approval.
    pub(super) until: DateParts,
    /// Who shall handle it, in *Overdrag*.
    pub(super) to: RwSignal<String>,
    /// Whether the question before approving is open.
    pub(super) open_approve: RwSignal<bool>,
    /// Whether *Overdrag* is open.
    pub(super) open_hand_over: RwSignal<bool>,
    /// Whether *Afvis* is open.
    pub(super) open_reject: RwSignal<bool>,
    /// Whether *Godkend for kortere tid* is open.
    pub(super) open_shorter: RwSignal<bool>,
    surprise: RwSignal<Option<Surprise>>,
    session: Session,
    toasts: Toasts,
}

impl Deciding {
    /// Nothing decided yet.
    pub(super) fn new(request: Remote<AccessRequestView>) -> Self {
        Self {
            request,
            sending: Sending::new(),
            errors: FormErrors::new(),
            reason: RwSignal::new(String::new()),
            comment: RwSignal::new(String::new()),
            until: DateParts::new(None),
            to: RwSignal::new(String::new()),
            open_approve: RwSignal::new(false),
            open_hand_over: RwSignal::new(false),
            open_reject: RwSignal::new(false),
            open_shorter: RwSignal::new(false),
            surprise: RwSignal::new(None),
            session: Session::current(),
            toasts: Toasts::current(),
        }
    }

    /// Approves: as asked for, or until an earlier day.
    pub(super) fn approve(self, valid_until: Option<Timestamp>, comment: Option<String>) {
        let Some(seen) = self.request.value() else {
            return;
        };
        let (api, key) = (self.session.api(), self.sending.key());
        let body = NewApproval {
            valid_until,
            comment,
        };
        self.decide(async move {
            api.approve_access_request(seen.id, seen.version, &body, &key)
                .await
        });
    }

    /// Rejects with a reason.
    pub(super) fn reject(self, reason: String) {
        let Some(seen) = self.request.value() else {
            return;
        };
        let (api, key) = (self.session.api(), self.sending.key());
        let body = NewRejection { reason };
        self.decide(async move {
            api.reject_access_request(seen.id, seen.version, &body, &key)
                .await
        });
    }

    /// Takes it, so that the others leave it alone.
    pub(super) fn claim(self) {
        let Some(seen) = self.request.value() else {
            return;
        };
        let (api, key) = (self.session.api(), self.sending.key());
        self.decide(async move { api.claim_access_request(seen.id, seen.version, &key).await });
    }

    /// Lets go of it.
    pub(super) fn release(self) {
        let Some(seen) = self.request.value() else {
            return;
        };
        let (api, key) = (self.session.api(), self.sending.key());
        self.decide(async move {
            api.release_access_request(seen.id, seen.version, &key)
                .await
        });
    }

    /// Has somebody handle it: another, or oneself.
    pub(super) fn hand_over(self, to: UserId) {
        let Some(seen) = self.request.value() else {
            return;
        };
        let (api, key, body) = (self.session.api(), self.sending.key(), NewHandover { to });
        self.decide(async move {
            api.hand_over_access_request(seen.id, seen.version, &body, &key)
                .await
        });
    }

    /// Takes it over from who handles it.
    pub(super) fn take_over(self) {
        if let Some(me) = self.session.me() {
            self.hand_over(me.user.id);
        }
    }

    fn decide(self, act: impl Future<Output = Answer<AccessRequestView>> + 'static) {
        let watched = async move {
            let answer = act.await;
            if let Err(error) = &answer {
                self.notice_surprise(error).await;
            }
            answer
        };
        self.sending
            .send(self.errors, watched, move |after| self.done(after));
    }

    /// Reads the request anew when it is no longer what was decided about.
    async fn notice_surprise(self, error: &ClientError) {
        let Some(before) = self.request.value() else {
            return;
        };
        let kind = error.kind();
        if !matches!(
            kind,
            Some(
                ProblemKind::AlreadyDecided
                    | ProblemKind::StaleVersion
                    | ProblemKind::ClaimedByAnother
            )
        ) {
            return;
        }
        let Ok(now) = self.session.api().read_access_request(before.id).await else {
            return;
        };
        if now.decision.is_some() {
            self.surprise.set(Some(Surprise::Decided));
            self.close_all();
            browser::focus_soon(HEADING);
        } else if kind == Some(ProblemKind::StaleVersion) {
            self.surprise.set(Some(Surprise::Changed(Box::new(before))));
        }
        self.request.put(now);
    }

    fn done(self, after: AccessRequestView) {
        self.surprise.set(None);
        self.close_all();
        self.toasts
            .show(told(&after, self.session.me().map(|me| me.user.id)));
        self.session.refresh();
        self.request.put(after);
        browser::focus_soon(HEADING);
    }

    fn close_all(self) {
        for dialog in [
            self.open_approve,
            self.open_hand_over,
            self.open_reject,
            self.open_shorter,
        ] {
            dialog.set(false);
        }
    }

    /// What happened meanwhile; tracked.
    pub(super) fn surprise(self) -> Option<Surprise> {
        self.surprise.get()
    }

    /// Why the last try failed, unless that is told as a surprise.
    pub(super) fn failure(self) -> Option<ClientError> {
        let surprised = self.surprise.with(Option::is_some);
        self.sending.failure.get().filter(|_| !surprised)
    }
}

fn told(after: &AccessRequestView, own: Option<UserId>) -> String {
    let sentence = match (after.state, after.action, &after.claimed_by) {
        (RequestState::Approved, RequestAction::Grant, _) => text::APPROVED_TOAST,
        (RequestState::Approved, RequestAction::Revoke, _) => text::APPROVED_REVOKE_TOAST,
        (RequestState::Rejected, ..) => text::REJECTED_TOAST,
        (_, _, None) => handling::RELEASED,
        (_, _, Some(by)) if Some(by.id) == own => text::CLAIMED,
        (_, _, Some(_)) => handling::HANDED_OVER,
    };
    let who = after.claimed_by.as_ref().map_or("", |by| by.name.as_str());
    fill(
        sentence,
        &[
            ("name", &after.subject.name),
            ("role", &after.role_name),
            ("who", who),
        ],
    )
}
