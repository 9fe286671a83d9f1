//! Step 1: which access.

use leptos::prelude::*;
use shared::user::AssignableRole;

use super::draft::{Draft, STEP_HEADING, field};
use crate::{
    i18n::{requests as text, tr, ui},
    routes::Route,
    ui::{
        button::{Button, Weight},
        field::Choices,
        states::Empty,
        status::role,
    },
};

/// The roles that may be asked for.
#[component]
pub(super) fn Choose(draft: Draft) -> impl IntoView {
    let offered = draft.offered.get_untracked();
    if offered.is_empty() {
        return view! {
            <Empty heading=tr(text::NO_ROLE_TITLE) hint=tr(text::NO_ROLE_HINT)>
                <a class="button button-secondary" href=Route::Start.path()>
                    {tr(ui::TO_START)}
                </a>
            </Empty>
        }
        .into_any();
    }
    let options = offered.iter().map(option).collect();
    let next = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.finish_access();
    };
    view! {
        <h2 class="h3" id=STEP_HEADING tabindex="-1">
            {tr(text::STEP_ACCESS)}
        </h2>
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
    .into_any()
}

fn option(offered: &AssignableRole) -> (String, AnyView) {
    let shown = view! {
        {role(&offered.name, &offered.role)}
        <span class="choice-detail">{offered.organisation.name.clone()}</span>
    };
    (offered.role.clone(), shown.into_any())
}
