//! What is wrong with a form: a summary at its top, and the same words above each field.

use leptos::prelude::*;
use shared::client::ClientError;

use crate::{
    browser,
    i18n::{plural, ui as text},
};

/// The id of the summary.
const SUMMARY: &str = "error-summary";

/// Errors by the field they are about; a field's id is the name it has in what is sent.
#[derive(Clone, Copy)]
pub(crate) struct FormErrors(RwSignal<Vec<(String, String)>>);

impl FormErrors {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Shows these, and moves focus to the summary when there are any. Whether there are none.
    pub(crate) fn show(self, errors: Vec<(&str, String)>) -> bool {
        let errors: Vec<_> = errors
            .into_iter()
            .map(|(field, words)| (field.to_owned(), words))
            .collect();
        let none = errors.is_empty();
        self.0.set(errors);
        if !none {
            browser::focus_soon(SUMMARY);
        }
        none
    }

    /// Takes the field errors of a refusal over. Whether it had any.
    pub(crate) fn take_from(self, error: &ClientError) -> bool {
        let ClientError::Problem(problem) = error else {
            return false;
        };
        let named: Vec<_> = problem
            .errors
            .iter()
            .map(|field| {
                let path = field.pointer.trim_start_matches('/');
                let name = path.split('/').next().unwrap_or_default();
                (name, field.detail.clone())
            })
            .collect();
        !self.show(named)
    }

    /// What is wrong with `field`.
    pub(crate) fn of(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.0.with(|all| {
                all.iter()
                    .find_map(|(name, words)| (name == field).then(|| words.clone()))
            })
        })
    }
}

/// The summary: says how many errors there are and leads to each.
#[component]
pub(crate) fn ErrorSummary(errors: FormErrors) -> impl IntoView {
    move || {
        let all = errors.0.get();
        (!all.is_empty()).then(|| {
            let count = all.len();
            let links: Vec<_> = all.into_iter().map(link).collect();
            view! {
                <div class="alert alert-error error-summary" id=SUMMARY role="alert" tabindex="-1">
                    <svg class="icon-svg alert-icon" focusable="false" aria-hidden="true">
                        <use href="#icon-error"></use>
                    </svg>
                    <div class="alert-body">
                        <h2 class="alert-heading h4">
                            {plural(count, text::ONE_ERROR, text::MANY_ERRORS)}
                        </h2>
                        <ul>{links}</ul>
                    </div>
                </div>
            }
        })
    }
}

fn link((field, words): (String, String)) -> impl IntoView {
    let target = field.clone();
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        browser::focus(&target);
    };
    view! {
        <li>
            <a href=format!("#{field}") rel="external" on:click=go>
                {words}
            </a>
        </li>
    }
}
