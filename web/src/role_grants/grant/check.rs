//! Everything once more, what it will do, then give.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::draft::{Draft, STEP_HEADING};
use crate::{
    dates,
    i18n::{fill, requests, tr, ui, users as text, words},
    routes::Route,
    session::Session,
    ui::{
        button::{Button, Weight},
        facts::{Fact, Facts},
        problem::ProblemNotice,
        status::role,
        toast::Toasts,
    },
    units::words::place,
};

/// The summary and *Tildel rollen*.
#[component]
pub(super) fn Check(draft: Draft) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let give = move |()| {
        let Some(body) = draft.body() else { return };
        let (api, key, navigate) = (session.api(), draft.sending.key(), navigate.clone());
        let act = async move { api.grant_role(&body, &key).await };
        draft.sending.send(draft.errors, act, move |grant| {
            let words = [
                ("name", grant.user.name.as_str()),
                ("role", grant.role_name.as_str()),
            ];
            toasts.show(fill(text::GRANTED_TOAST, &words));
            navigate(
                &Route::User(grant.user.id).path(),
                NavigateOptions::default(),
            );
        });
    };
    view! {
        <h2 class="h3" id=STEP_HEADING tabindex="-1">
            {tr(text::STEP_CHECK)}
        </h2>
        <p>{effect(draft)}</p>
        <Facts facts=facts(draft) />
        {move || draft.sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
        <div class="buttons">
            <Button
                label=tr(text::DO_GRANT)
                weight=Weight::Primary
                busy=draft.sending.busy
                on_press=Callback::new(give)
            />
            <Button
                label=tr(ui::BACK)
                on_press=Callback::new(move |()| draft.go_to(false))
            />
        </div>
    }
}

/// What giving it will do.
fn effect(draft: Draft) -> String {
    let Some(chosen) = draft.chosen() else {
        return String::new();
    };
    let unit = draft.limit(&chosen);
    let period = match draft.until.end_of_day() {
        Ok(Some(until)) => fill(requests::PERIOD_UNTIL, &[("at", &dates::in_text(until))]),
        Ok(None) | Err(_) => tr(requests::PERIOD_OPEN).to_owned(),
    };
    fill(
        text::GRANT_EFFECT,
        &[
            ("name", &draft.user.with_value(|user| user.name.clone())),
            ("role", &chosen.name),
            (
                "organisation",
                &place(&chosen.organisation, unit.as_deref()),
            ),
            ("period", &period),
        ],
    )
}

fn facts(draft: Draft) -> Vec<Fact> {
    let mut facts = vec![Fact::new(
        tr(words::PERSON),
        draft.user.with_value(|user| user.name.clone()),
    )];
    if let Some(chosen) = draft.chosen() {
        facts.push(Fact::new(tr(words::ROLE), role(&chosen.name, &chosen.role)));
        let unit = draft.unit.get_untracked();
        let applies = draft
            .limits
            .with_value(|limits| limits.fact(&chosen, &unit));
        facts.push(Fact::new(tr(words::ORGANISATION), chosen.organisation.name));
        facts.extend(applies);
    }
    let until = match draft.until.end_of_day() {
        Ok(Some(until)) => dates::in_text(until),
        Ok(None) | Err(_) => tr(words::NO_END).to_owned(),
    };
    facts.push(Fact::new(tr(words::UNTIL), until));
    facts.push(Fact::new(tr(words::REASON), draft.reason.get_untracked()));
    let case = draft.case.get_untracked();
    if !case.trim().is_empty() {
        facts.push(Fact::new(tr(words::CASE), case));
    }
    facts
}
