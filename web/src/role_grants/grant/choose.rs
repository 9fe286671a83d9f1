//! Which role, until when, and why.

use leptos::prelude::*;
use shared::{session::Action, user::AssignableRole};

use super::draft::{Draft, STEP_HEADING, field, grantable, key_of};
use crate::{
    i18n::{fill, tr, ui, users as text},
    ui::{
        actions,
        button::{Button, Weight},
        field::{Choices, DateField, TextArea, TextField},
        states::Empty,
        status::role,
    },
};

/// The form, or why there is nothing to choose.
#[component]
pub(super) fn Choose(draft: Draft) -> impl IntoView {
    let all = draft.roles.get_value();
    let may = grantable(&all);
    let locked: Vec<_> = all
        .iter()
        .filter(|one| !actions::allows(&one.allowed_actions, Action::GrantRole))
        .filter_map(refused)
        .collect();
    let count = locked.len().to_string();
    let folded = (!locked.is_empty()).then(|| {
        view! {
            <details class="details" open=may.is_empty()>
                <summary class="details-summary">
                    {fill(text::NOT_POSSIBLE, &[("n", &count)])}
                </summary>
                <div class="details-text">{locked}</div>
            </details>
        }
    });
    view! {
        <h2 class="h3" id=STEP_HEADING tabindex="-1">
            {tr(text::STEP_CHOOSE)}
        </h2>
        {if may.is_empty() {
            let (heading, hint) = (tr(text::NONE_TO_GRANT), tr(text::NONE_TO_GRANT_HINT));
            view! { <Empty heading hint /> }.into_any()
        } else {
            view! { <Form draft may /> }.into_any()
        }}
        {folded}
    }
}

fn refused(one: &AssignableRole) -> Option<AnyView> {
    let line = actions::locked_line(&one.allowed_actions, Action::GrantRole, "")?;
    Some(
        view! {
            <div class="refused-role">
                {role(&one.name, &one.role)}
                {line}
            </div>
        }
        .into_any(),
    )
}

#[component]
fn Form(draft: Draft, may: Vec<AssignableRole>) -> impl IntoView {
    let options = may.iter().map(option).collect();
    let next = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.finish();
    };
    view! {
        <form novalidate on:submit=next>
            <Choices
                id=field::ROLE
                legend=tr(text::WHICH_ROLE)
                options
                value=draft.role
                error=draft.errors.of(field::ROLE)
            />
            {move || {
                let role = draft.role_named(&draft.role.get())?;
                Some(draft.limits.with_value(|limits| limits.field(&role, draft.unit)))
            }}
            <DateField
                id=field::UNTIL
                legend=tr(text::LAST_DAY)
                hint=tr(text::LAST_DAY_HINT)
                optional=true
                value=draft.until
                error=draft.errors.of(field::UNTIL)
            />
            <TextArea
                id=field::REASON
                label=tr(text::WHY_GRANT)
                hint=tr(ui::REASON_HINT)
                value=draft.reason
                error=draft.errors.of(field::REASON)
            />
            <TextField
                id=field::CASE
                label=tr(text::CASE_LABEL)
                optional=true
                value=draft.case
                error=draft.errors.of(field::CASE)
            />
            <div class="buttons">
                <Button label=tr(ui::NEXT) weight=Weight::Primary submits=true />
            </div>
        </form>
    }
}

fn option(one: &AssignableRole) -> (String, AnyView) {
    let shown = view! {
        {role(&one.name, &one.role)}
        <span class="choice-detail">{one.organisation.name.clone()}</span>
    };
    (key_of(one), shown.into_any())
}
