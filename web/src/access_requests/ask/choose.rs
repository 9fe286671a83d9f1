//! Step 1: which access.

use leptos::prelude::*;
use shared::{
    access_request::RequestAction, problem::ProblemKind, session::Action, user::AssignableRole,
};

use super::{
    about::About,
    draft::{Draft, STEP_HEADING, field},
    offer::key_of,
};
use crate::{
    i18n::{handling, requests as text, tr, ui},
    routes::Route,
    ui::{
        actions,
        button::{Button, Weight},
        field::Choices,
        notice::{Notice, Tone},
        states::Empty,
        status::role,
    },
    units::words::place,
};

/// The roles that may be asked for; then those that may not, and why.
#[component]
pub(super) fn Choose(draft: Draft) -> impl IntoView {
    let offer = draft.offer.get_untracked();
    let (open, closed): (Vec<_>, Vec<_>) = offer.refused.iter().cloned().partition(is_asked_for);
    let both = draft.is_for_another() && !offer.to_give.is_empty() && !offer.to_take.is_empty();
    let giving = move || draft.action() == RequestAction::Grant;
    view! {
        <h2 class="h3" id=STEP_HEADING tabindex="-1">
            {tr(text::STEP_ACCESS)}
        </h2>
        {draft.is_for_another().then(|| view! { <About draft /> })}
        {both.then(|| view! { <WhichWay draft /> })}
        {move || giving().then(|| open.iter().map(already).collect::<Vec<_>>())}
        {move || {
            let list = draft.offer.with(|offer| offer.of(draft.action()).to_vec());
            if list.is_empty() {
                nothing(draft)
            } else {
                view! { <Form draft offered=list /> }.into_any()
            }
        }}
        {move || giving().then(|| folded(&closed))}
    }
}

/// Why there is nothing to choose; nothing where a notice says so already.
fn nothing(draft: Draft) -> AnyView {
    let offer = draft.offer.get_untracked();
    if offer.refused.iter().any(is_asked_for) {
        return ().into_any();
    }
    let (heading, hint) = if draft.is_for_another() {
        (handling::NOTHING_TO_ASK, handling::NOTHING_TO_ASK_HINT)
    } else {
        (text::NO_ROLE_TITLE, text::NO_ROLE_HINT)
    };
    view! { <Empty heading=tr(heading) hint=tr(hint) /> }.into_any()
}

/// Whether a role shall be given or taken.
#[component]
fn WhichWay(draft: Draft) -> impl IntoView {
    let option =
        |action: RequestAction, name| (action.as_str().to_owned(), view! { {tr(name)} }.into_any());
    let options = vec![
        option(RequestAction::Grant, handling::GIVE),
        option(RequestAction::Revoke, handling::TAKE),
    ];
    view! {
        <Choices id=field::ACTION legend=tr(handling::GIVE_OR_TAKE) options value=draft.action />
    }
}

#[component]
fn Form(draft: Draft, offered: Vec<AssignableRole>) -> impl IntoView {
    let options = offered.iter().map(option).collect();
    let next = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.finish_access();
    };
    let other = draft.is_for_another();
    let legend = match (draft.chosen_action(), other) {
        (RequestAction::Grant, false) => text::WHICH_ACCESS,
        (RequestAction::Grant, true) => handling::WHICH_TO_GIVE,
        (RequestAction::Revoke, false) => handling::GIVE_UP_WHICH,
        (RequestAction::Revoke, true) => handling::WHICH_TO_TAKE,
    };
    let leads = !other && draft.chosen_action() == RequestAction::Grant;
    view! {
        {leads.then(|| view! { <p>{tr(text::ASK_LEAD)}</p> })}
        <form novalidate on:submit=next>
            <Choices
                id=field::ROLE
                legend=tr(legend)
                options
                value=draft.role
                error=draft.errors.of(field::ROLE)
            />
            {move || {
                draft.role.track();
                let gives = draft.chosen_action() == RequestAction::Grant;
                let role = draft.chosen().filter(|_| gives)?;
                Some(draft.offer.with_untracked(|offer| offer.limits.field(&role, draft.unit)))
            }}
            <div class="buttons">
                <Button label=tr(ui::NEXT) weight=Weight::Primary submits=true />
            </div>
        </form>
    }
}

fn option(offered: &AssignableRole) -> (String, AnyView) {
    let shown = view! {
        {role(&offered.name, &offered.role)}
        <span class="choice-detail">
            {place(&offered.organisation, offered.unit.as_deref())}
        </span>
    };
    (key_of(offered), shown.into_any())
}

/// Whether the same is asked for already.
fn is_asked_for(one: &AssignableRole) -> bool {
    actions::find(&one.allowed_actions, Action::SubmitAccessRequest)
        .is_some_and(|refused| refused.code == Some(ProblemKind::AlreadyRequested))
}

fn already(one: &AssignableRole) -> impl IntoView + use<> {
    let name = role(&one.name, &one.role);
    view! {
        <Notice tone=Tone::Info heading=tr(text::ALREADY_OPEN_TITLE)>
            <p>{name}</p>
            <p>
                <a href=Route::MyRequests.path()>{tr(text::SEE_REQUEST)}</a>
            </p>
        </Notice>
    }
}

fn folded(closed: &[AssignableRole]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = closed.iter().filter_map(locked).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="details">
                <summary class="details-summary">{tr(text::OTHER_ROLES)}</summary>
                <div class="details-text">{lines}</div>
            </details>
        }
    })
}

fn locked(one: &AssignableRole) -> Option<AnyView> {
    let line = actions::locked_line(&one.allowed_actions, Action::SubmitAccessRequest, "")?;
    let name = role(&one.name, &one.role);
    Some(view! { <div class="refused-role">{name} {line}</div> }.into_any())
}
