//! *Bliv lokal brugeransvarlig*: what it means, and the button that does it.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::session::{Action, Me};

use crate::{
    i18n::{desk as text, fill, tr, ui},
    routes::Route,
    session::{Session, may},
    ui::{
        actions,
        button::{Button, Weight},
        form::FormErrors,
        heading::PageHeading,
        problem::ProblemNotice,
        sending::Sending,
        toast::Toasts,
    },
};

/// The page.
#[component]
pub(crate) fn BecomeLba() -> impl IntoView {
    let me = Session::current().me();
    view! {
        <PageHeading text=tr(text::BECOME_TITLE) />
        {me
            .map(|me| {
                if may(&me, Action::ClaimLbaRole) {
                    view! { <Offer me /> }.into_any()
                } else {
                    let what = tr(text::BECOME_LOCKED);
                    actions::locked_line(&me.allowed_actions, Action::ClaimLbaRole, what).into_any()
                }
            })}
    }
}

#[component]
fn Offer(me: Me) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let sending = Sending::new();
    let home = me.user.organisation;
    let named = home.name.clone();
    let press = Callback::new(move |()| {
        let (api, key, navigate) = (session.api(), sending.key(), navigate.clone());
        let id = home.id;
        let act = async move { api.claim_lba_role(id, &key).await };
        sending.send(FormErrors::new(), act, move |grant| {
            let name = grant.organisation.name;
            toasts.show(fill(text::BECAME_TOAST, &[("organisation", &name)]));
            session.refresh();
            navigate(&Route::Organisation.path(), NavigateOptions::default());
        });
    });
    let means = [
        text::BECOME_1,
        text::BECOME_2,
        text::BECOME_3,
        text::BECOME_4,
    ];
    let means: Vec<_> = means
        .into_iter()
        .map(|words| view! { <li>{tr(words)}</li> })
        .collect();
    view! {
        <div class="reading">
            <p class="lead">{fill(text::BECOME_LEAD, &[("organisation", &named)])}</p>
            <h2 class="h3">{tr(text::BECOME_MEANS)}</h2>
            <ul>{means}</ul>
            <p>{tr(text::BECOME_LOGGED)}</p>
            {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
            <p class="buttons">
                <Button
                    label=tr(text::BECOME_BUTTON)
                    weight=Weight::Primary
                    busy=sending.busy
                    on_press=press
                />
                <a class="button button-secondary" href=Route::Start.path()>
                    {tr(ui::CANCEL)}
                </a>
            </p>
        </div>
    }
}
