//! Step 3: everything once more, then send.

use leptos::prelude::*;
use shared::{
    access_request::RequestAction, client::ClientError, problem::ProblemKind, user::AssignableRole,
};

use super::{
    Moment,
    about::About,
    draft::{Draft, STEP_HEADING, Step},
};
use crate::{
    dates,
    i18n::{requests as text, tr, ui, words},
    routes::Route,
    session::Session,
    ui::{
        button::{Button, Weight},
        facts::{Fact, Facts},
        notice::{Notice, Tone},
        problem::ProblemNotice,
        status::role,
    },
};

/// The summary and *Send anmodning*.
#[component]
pub(super) fn Check(draft: Draft) -> impl IntoView {
    let session = Session::current();
    let send = move |()| {
        let Some(body) = draft.body() else { return };
        let (api, key) = (session.api(), draft.sending.key());
        let act = async move { api.submit_access_request(&body, &key).await };
        draft.sending.send(draft.errors, act, move |sent| {
            draft.sent.set(Some(sent));
            session.refresh();
            draft.go_to(Step::Receipt);
        });
    };
    view! {
        <h2 class="h3" id=STEP_HEADING tabindex="-1">
            {tr(text::CHECK_TITLE)}
        </h2>
        <Facts facts=facts(draft) />
        {draft.besides(Moment::Checking)}
        <About draft />
        {move || draft.sending.failure.get().map(refused)}
        <div class="buttons">
            <Button
                label=tr(text::SEND)
                weight=Weight::Primary
                busy=draft.sending.busy
                on_press=Callback::new(send)
            />
            <Button
                label=tr(ui::BACK)
                on_press=Callback::new(move |()| draft.go_to(Step::Reason))
            />
        </div>
    }
}

/// A second open request for the same thing leads to the first; anything else is a problem.
fn refused(error: ClientError) -> AnyView {
    if error.kind() == Some(ProblemKind::AlreadyRequested) {
        view! {
            <Notice tone=Tone::Info heading=tr(text::ALREADY_OPEN_TITLE)>
                <p>
                    <a href=Route::MyRequests.path()>{tr(text::SEE_REQUEST)}</a>
                </p>
            </Notice>
        }
        .into_any()
    } else {
        view! { <ProblemNotice error /> }.into_any()
    }
}

/// The unit that it is limited to, or that it is to none, where there are units.
fn applies_to(draft: Draft, chosen: &AssignableRole) -> Option<Fact> {
    let typed = draft.unit.get_untracked();
    let asks_away = draft.chosen_action() == RequestAction::Revoke;
    let typed = if asks_away { "" } else { typed.as_str() };
    draft
        .offer
        .with_untracked(|offer| offer.limits.fact(chosen, typed))
}

fn facts(draft: Draft) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(chosen) = draft.chosen() {
        facts.push(Fact::new(
            tr(match draft.chosen_action() {
                RequestAction::Grant => text::CHOSEN_ROLE,
                RequestAction::Revoke => text::CHOSEN_TO_REVOKE,
            }),
            role(&chosen.name, &chosen.role),
        ));
        let applies = applies_to(draft, &chosen);
        facts.push(Fact::new(tr(words::ORGANISATION), chosen.organisation.name));
        facts.extend(applies);
    }
    facts.push(Fact::new(tr(words::REASON), draft.reason.get_untracked()));
    let case = draft.case.get_untracked();
    if !case.trim().is_empty() {
        facts.push(Fact::new(tr(words::CASE), case));
    }
    if draft.chosen_action() == RequestAction::Revoke {
        return facts;
    }
    let until = match draft.until.end_of_day() {
        Ok(Some(until)) => dates::in_text(until),
        Ok(None) | Err(_) => tr(words::NO_END).to_owned(),
    };
    facts.push(Fact::new(tr(words::UNTIL), until));
    facts
}
