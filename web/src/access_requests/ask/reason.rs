//! Step 2: why, and until when.

use leptos::prelude::*;

use super::draft::{Draft, STEP_HEADING, Step, field};
use crate::{
    i18n::{requests as text, tr, ui, words},
    session::Session,
    ui::{
        button::{Button, Weight},
        facts::{Fact, Facts},
        field::{DateField, TextArea},
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
        <AboutYou />
        <form novalidate on:submit=next>
            <TextArea
                id=field::REASON
                label=tr(text::YOUR_REASON)
                hint=tr(text::REASON_HINT)
                value=draft.reason
                error=draft.errors.of(field::REASON)
            />
            <DateField
                id=field::UNTIL
                legend=tr(text::END_DATE)
                hint=tr(text::END_DATE_HINT)
                optional=true
                value=draft.until
                error=draft.errors.of(field::UNTIL)
            />
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

/// What the login told; it can only be changed there.
#[component]
pub(super) fn AboutYou() -> impl IntoView {
    Session::current().me().map(|me| {
        let user = me.user;
        let email = if user.email.is_empty() {
            tr(words::NO_EMAIL).to_owned()
        } else {
            user.email
        };
        let organisation = match user.organisation.cvr {
            Some(cvr) => format!("{} (CVR {cvr})", user.organisation.name),
            None => user.organisation.name,
        };
        let facts = vec![
            Fact::new(tr(words::NAME), user.name),
            Fact::new(tr(words::EMAIL), email),
            Fact::new(tr(words::ORGANISATION), organisation),
        ];
        view! {
            <section class="from-login" aria-labelledby="about-you">
                <h3 class="h4" id="about-you">
                    {tr(text::ABOUT_YOU)}
                </h3>
                <Facts facts />
                <p class="source">{tr(words::FROM_LOGIN)}</p>
            </section>
        }
    })
}
