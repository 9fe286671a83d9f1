//! Why somebody is looked up; then the page about them.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    id::{OrganisationId, UserId},
    lookup::NewLookup,
    text::{CaseReference, Reason},
};

use crate::{
    dates,
    i18n::{desk as text, fill, tr, ui, words},
    routes::Route,
    session::Session,
    ui::{
        button::{Button, Weight},
        field::{TextArea, TextField},
        form::{ErrorSummary, FormErrors},
        problem::ProblemNotice,
        reason,
        sending::Sending,
        toast::Toasts,
    },
};

/// Whom or what is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    User(UserId),
    Organisation(OrganisationId),
}

impl Subject {
    /// The page about it.
    fn page(self) -> Route {
        match self {
            Self::User(id) => Route::User(id),
            Self::Organisation(id) => Route::OrganisationOf(id),
        }
    }
}

/// The form.
#[component]
pub(super) fn Why(
    subject: Subject,
    /// The question, with what is looked up.
    heading: String,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let (reason, case) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (errors, sending) = (FormErrors::new(), Sending::new());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(new) = read(subject, reason, case, errors) else {
            return;
        };
        let (api, key, navigate) = (session.api(), sending.key(), navigate.clone());
        let act = async move { api.look_up(&new, &key).await };
        sending.send(errors, act, move |made| {
            let name = made.user.map_or(made.organisation.name, |user| user.name);
            let at = dates::with_time(made.expires_at);
            toasts.show(fill(text::LOOKED_UP_TOAST, &[("name", &name), ("at", &at)]));
            navigate(&subject.page().path(), NavigateOptions::default());
        });
    };
    view! {
        <form class="reading help-box" novalidate on:submit=send>
            <h2 class="h3" id=HEADING tabindex="-1">
                {heading}
            </h2>
            <ErrorSummary errors />
            {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
            <p>{tr(text::WHY_LOGGED)}</p>
            {fields(reason, case, errors)}
            <div class="buttons">
                <Button
                    label=tr(text::LOOK_UP)
                    weight=Weight::Primary
                    submits=true
                    busy=sending.busy
                />
                <Button label=tr(ui::CANCEL) on_press=on_cancel />
            </div>
        </form>
    }
}

fn fields(reason: RwSignal<String>, case: RwSignal<String>, errors: FormErrors) -> impl IntoView {
    view! {
            <TextArea
                id="reason"
                label=tr(ui::REASON)
                hint=tr(text::WHY_HINT)
                value=reason
                error=errors.of("reason")
            />
            <TextField
                id="case_reference"
                label=tr(words::CASE)
                hint=tr(text::CASE_HINT)
                optional=true
                value=case
                error=errors.of("case_reference")
            />
    }
}

/// The id of the form's heading.
pub(super) const HEADING: &str = "why-heading";

/// What is sent, when it can be understood; else says what is wrong.
fn read(
    subject: Subject,
    reason: RwSignal<String>,
    case: RwSignal<String>,
    errors: FormErrors,
) -> Option<NewLookup> {
    let parsed = reason.with_untracked(|typed| Reason::parse(typed));
    let number = case.with_untracked(|typed| typed.trim().to_owned());
    let number = (!number.is_empty()).then(|| CaseReference::parse(&number));
    let wrong_reason = parsed
        .as_ref()
        .err()
        .map(|code| ("reason", reason::words(*code)));
    let wrong_case =
        matches!(number, Some(Err(_))).then(|| ("case_reference", tr(text::CASE_LONG).to_owned()));
    errors.show(wrong_reason.into_iter().chain(wrong_case).collect());
    let case_reference = number.transpose().ok()?.map(CaseReference::into_string);
    let (user_id, organisation_id) = match subject {
        Subject::User(id) => (Some(id), None),
        Subject::Organisation(id) => (None, Some(id)),
    };
    Some(NewLookup {
        user_id,
        organisation_id,
        reason: parsed.ok()?.into_string(),
        case_reference,
    })
}
