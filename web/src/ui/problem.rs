//! What went wrong, what is kept, how to go on, and the number that support asks for.

use leptos::prelude::*;
use shared::client::ClientError;

use super::{
    button::Button,
    notice::{Notice, Tone},
};
use crate::i18n::{tr, ui as text};

/// A failure within a page.
#[component]
pub(crate) fn ProblemNotice(
    error: ClientError,
    /// Tries again.
    #[prop(optional)]
    again: Option<Callback<()>>,
) -> impl IntoView {
    let told = Told::from(error);
    view! {
        <Notice tone=Tone::Error heading=told.title>
            <p>{told.detail}</p>
            {told
                .next
                .map(|(label, href)| {
                    view! {
                        <p>
                            <a href=href>{label}</a>
                        </p>
                    }
                })}
            {told
                .reference
                .map(|number| {
                    view! {
                        <p class="reference">
                            {tr(text::REFERENCE)} ": " <code>{number}</code>
                        </p>
                    }
                })}
            {again
                .map(|act| {
                    view! { <Button label=tr(text::TRY_AGAIN) on_press=act /> }
                })}
        </Notice>
    }
}

/// A failure in words.
struct Told {
    title: String,
    detail: String,
    next: Option<(String, String)>,
    reference: Option<String>,
}

impl From<ClientError> for Told {
    fn from(error: ClientError) -> Self {
        let plain = |title, detail| Self {
            title: tr(title).to_owned(),
            detail: tr(detail).to_owned(),
            next: None,
            reference: None,
        };
        match error {
            ClientError::Unreachable => plain(text::UNREACHABLE_TITLE, text::UNREACHABLE_TEXT),
            ClientError::Unintelligible => plain(text::FAILED_TITLE, text::UNINTELLIGIBLE_TEXT),
            ClientError::Problem(problem) => Self {
                detail: if problem.detail == problem.title {
                    String::new()
                } else {
                    problem.detail
                },
                title: problem.title,
                next: problem.next_step.map(|step| (step.text, step.href)),
                reference: (!problem.request_id.is_empty()).then_some(problem.request_id),
            },
        }
    }
}
