//! What happened to a request while somebody was deciding it, in calm words.

use leptos::prelude::*;
use shared::access_request::{AccessRequestView, RequestParty};

use super::deciding::{Deciding, Surprise};
use crate::{
    access_requests::sentences,
    i18n::{handling, requests as text, tr},
    routes::Route,
    ui::{
        notice::{Notice, Tone},
        problem::ProblemNotice,
    },
};

/// Calm words above the request: it is decided, or it changed meanwhile.
#[component]
pub(super) fn Meanwhile(deciding: Deciding, request: AccessRequestView) -> impl IntoView {
    move || {
        let surprise = deciding.surprise();
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
    move || match (deciding.surprise(), deciding.request.get()) {
        (Some(Surprise::Changed(before)), Some(Ok(now))) => changed(&before, &now),
        _ => deciding
            .failure()
            .map(|error| view! { <ProblemNotice error /> })
            .into_any(),
    }
}

/// Both values side by side.
fn changed(before: &AccessRequestView, now: &AccessRequestView) -> AnyView {
    let looks = |request: &AccessRequestView| {
        let handled = sentences::handled(request);
        let handled = handled.unwrap_or_else(|| tr(handling::NOBODY_HANDLES).to_owned());
        match request.awaiting {
            Some(RequestParty::Requester) => {
                format!("{handled} · {}", tr(handling::AWAITS_ANSWER))
            }
            Some(RequestParty::Decider) | None => handled,
        }
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
