//! Step 2: why, and until when.

use leptos::prelude::*;
use shared::{access_request::RequestAction, language::Bilingual};

use super::{
    Moment,
    about::About,
    draft::{Draft, STEP_HEADING, Step, field},
};
use crate::{
    i18n::{handling, requests as text, tr, ui},
    ui::{
        button::{Button, Weight},
        field::{DateField, TextArea, TextField},
    },
};

/// Reason and end date, beside what the login told.
#[component]
pub(super) fn ReasonStep(draft: Draft) -> impl IntoView {
    let next = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.finish_reason();
    };
    view! {
        <h2 class="h3" id=STEP_HEADING tabindex="-1">
            {tr(text::STEP_REASON)}
        </h2>
        <About draft />
        <form novalidate on:submit=next>
            <TextArea
                id=field::REASON
                label=tr(why(draft))
                hint=tr(text::REASON_HINT)
                value=draft.reason
                error=draft.errors.of(field::REASON)
            />
            <EndAndCase draft />
            {draft.besides(Moment::Writing)}
            <div class="buttons">
                <Button label=tr(ui::NEXT) weight=Weight::Primary submits=true />
                <Button
                    label=tr(ui::BACK)
                    on_press=Callback::new(move |()| draft.go_to(Step::Access))
                />
            </div>
        </form>
    }
}

/// The end of what is given, and, for Landssupporten, the organisation's own case number.
#[component]
fn EndAndCase(draft: Draft) -> impl IntoView {
    let gives = draft.chosen_action() == RequestAction::Grant;
    view! {
        {gives
            .then(|| {
                view! {
                    <DateField
                        id=field::UNTIL
                        legend=tr(text::END_DATE)
                        hint=tr(text::END_DATE_HINT)
                        optional=true
                        value=draft.until
                        error=draft.errors.of(field::UNTIL)
                    />
                }
            })}
        {draft
            .is_for_another()
            .then(|| {
                view! {
                    <TextField
                        id=field::CASE
                        label=tr(handling::CASE_LABEL)
                        optional=true
                        value=draft.case
                        error=draft.errors.of(field::CASE)
                    />
                }
            })}
    }
}

/// The question, by what is asked for and for whom.
fn why(draft: Draft) -> Bilingual {
    match (draft.chosen_action(), draft.is_for_another()) {
        (RequestAction::Revoke, _) => text::REASON_TO_REVOKE,
        (RequestAction::Grant, true) => text::REASON_FOR_OTHER,
        (RequestAction::Grant, false) => text::YOUR_REASON,
    }
}
