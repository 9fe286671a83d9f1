//! Step 1: which access.

use leptos::prelude::*;
use shared::{problem::ProblemKind, session::Action, user::AssignableRole};

use super::draft::{Draft, STEP_HEADING, field};
use crate::{
    i18n::{requests as text, tr, ui},
    routes::Route,
    ui::{
        actions,
        button::{Button, Weight},
        field::Choices,
        notice::{Notice, Tone},
        states::Empty,
        status::role,
    },
};

/// The roles that may be asked for; then those that may not, and why.
#[component]
pub(super) fn Choose(draft: Draft) -> impl IntoView {
    let offered = draft.offered.get_untracked();
    let (open, closed): (Vec<_>, Vec<_>) = draft
        .refused
        .get_untracked()
        .into_iter()
        .partition(is_asked_for);
    let form = if !offered.is_empty() {
        view! { <Form draft offered /> }.into_any()
    } else if open.is_empty() {
        view! { <Empty heading=tr(text::NO_ROLE_TITLE) hint=tr(text::NO_ROLE_HINT) /> }.into_any()
    } else {
        ().into_any()
    };
    view! {
        <h2 class="h3" id=STEP_HEADING tabindex="-1">
            {tr(text::STEP_ACCESS)}
        </h2>
        {open.iter().map(already).collect::<Vec<_>>()}
        {form}
        {folded(&closed)}
    }
}

#[component]
fn Form(draft: Draft, offered: Vec<AssignableRole>) -> impl IntoView {
    let options = offered.iter().map(option).collect();
    let next = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.finish_access();
    };
    view! {
        <p>{tr(text::ASK_LEAD)}</p>
        <form novalidate on:submit=next>
            <Choices
                id=field::ROLE
                legend=tr(text::WHICH_ACCESS)
                options
                value=draft.role
                error=draft.errors.of(field::ROLE)
            />
            <div class="buttons">
                <Button label=tr(ui::NEXT) weight=Weight::Primary submits=true />
            </div>
        </form>
    }
}

fn option(offered: &AssignableRole) -> (String, AnyView) {
    let shown = view! {
        {role(&offered.name, &offered.role)}
        <span class="choice-detail">{offered.organisation.name.clone()}</span>
    };
    (offered.role.clone(), shown.into_any())
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
