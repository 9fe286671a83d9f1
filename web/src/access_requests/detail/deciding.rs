//! The decision while it is being made: kept while the request itself is read anew.

use std::future::Future;

use leptos::prelude::*;
use shared::{
    Timestamp,
    access_request::{AccessRequestView, NewApproval, NewRejection, RequestAction, RequestState},
    client::{Answer, ClientError},
    problem::ProblemKind,
};

use crate::{
    access_requests::sentences,
    browser,
    i18n::{fill, requests as text, tr},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::{
        field::DateParts,
        form::FormErrors,
        heading::HEADING,
        notice::{Notice, Tone},
        problem::ProblemNotice,
        sending::Sending,
        toast::Toasts,
    },
};

/// What happened to the request while somebody was deciding it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Surprise {
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

    /// Tells others that one is looking at it.
    pub(super) fn claim(self) {
        let Some(seen) = self.request.value() else {
            return;
        };
        let (api, key) = (self.session.api(), self.sending.key());
        self.decide(async move { api.claim_access_request(seen.id, seen.version, &key).await });
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
            Some(ProblemKind::AlreadyDecided | ProblemKind::StaleVersion)
        ) {
            return;
        }
        let Ok(now) = self.session.api().read_access_request(before.id).await else {
            return;
        };
        if now.decision.is_some() {
            self.surprise.set(Some(Surprise::Decided));
            self.open_reject.set(false);
            self.open_shorter.set(false);
            browser::focus_soon(HEADING);
        } else if kind == Some(ProblemKind::StaleVersion) {
            self.surprise.set(Some(Surprise::Changed(Box::new(before))));
        }
        self.request.put(now);
    }

    fn done(self, after: AccessRequestView) {
        self.surprise.set(None);
        self.open_reject.set(false);
        self.open_shorter.set(false);
        self.toasts.show(told(&after));
        self.session.refresh();
        self.request.put(after);
        browser::focus_soon(HEADING);
    }

    /// Why the last try failed, unless that is told as a surprise.
    pub(super) fn failure(self) -> Option<ClientError> {
        let surprised = self.surprise.with(Option::is_some);
        self.sending.failure.get().filter(|_| !surprised)
    }
}

fn told(after: &AccessRequestView) -> String {
    let sentence = match (after.state, after.action) {
        (RequestState::Approved, RequestAction::Grant) => text::APPROVED_TOAST,
        (RequestState::Approved, RequestAction::Revoke) => text::APPROVED_REVOKE_TOAST,
        (RequestState::Rejected, _) => text::REJECTED_TOAST,
        _ => text::CLAIMED,
    };
    fill(
        sentence,
        &[("name", &after.subject.name), ("role", &after.role_name)],
    )
}

/// Calm words above the request: it is decided, or it changed meanwhile.
#[component]
pub(super) fn Meanwhile(deciding: Deciding, request: AccessRequestView) -> impl IntoView {
    move || {
        let surprise = deciding.surprise.get();
        match (&request.decision, surprise) {
            (Some(decision), surprise) => {
                let late = surprise.is_some();
                let heading = if late {
                    text::DECIDED_MEANWHILE
                } else {
                    text::IS_DECIDED
                };
                let reason = decision.reason.clone();
                let sentence = sentences::decided(decision);
                view! {
                    <Notice tone=Tone::Info heading=tr(heading)>
                        <p>{sentence}</p>
                        {reason.map(|words| view! { <p class="quoted">{words}</p> })}
                        {late.then(|| view! { <p>{tr(text::NOTHING_CHANGED)}</p> })}
                        <p>
                            <a href=Route::Inbox.path()>{tr(text::BACK_TO_INBOX)}</a>
                        </p>
                    </Notice>
                }
                .into_any()
            }
            (None, Some(Surprise::Changed(before))) => changed(&before, &request),
            (None, Some(Surprise::Decided) | None) => ().into_any(),
        }
    }
}

/// Within a dialog: what changed meanwhile, or what else went wrong.
#[component]
pub(super) fn Setback(deciding: Deciding) -> impl IntoView {
    move || match (deciding.surprise.get(), deciding.request.get()) {
        (Some(Surprise::Changed(before)), Some(Ok(now))) => changed(&before, &now),
        _ => deciding
            .failure()
            .map(|error| view! { <ProblemNotice error /> })
            .into_any(),
    }
}

/// Both values side by side.
fn changed(before: &AccessRequestView, now: &AccessRequestView) -> AnyView {
    let looks = |request: &AccessRequestView| match &request.claimed_by {
        Some(by) => fill(text::CLAIMED_BY, &[("who", &by.name)]),
        None => tr(text::STALE_NOBODY).to_owned(),
    };
    let (was, is) = (looks(before), looks(now));
    view! {
        <Notice tone=Tone::Warning heading=tr(text::STALE_TITLE)>
            <dl class="side-by-side">
                <div>
                    <dt>{tr(text::STALE_BEFORE)}</dt>
                    <dd>{was}</dd>
                </div>
                <div>
                    <dt>{tr(text::STALE_NOW)}</dt>
                    <dd>{is}</dd>
                </div>
            </dl>
            <p>{tr(text::STALE_TEXT)}</p>
        </Notice>
    }
    .into_any()
}
