//! Fields: label, hint, error above the field, and the field.

mod area;
mod choice;
mod date;
mod text_field;

pub(crate) use area::TextArea;
pub(crate) use choice::{Choices, DayField, Select};
pub(crate) use date::{DateField, DateParts};
pub(crate) use text_field::TextField;

use leptos::prelude::*;

use crate::i18n::{tr, ui as text};

/// The error above a field.
fn error_message(id: &'static str, error: Signal<Option<String>>) -> impl IntoView {
    move || {
        error.get().map(|words| {
            view! {
                <span class="form-error-message" id=format!("{id}-error")>
                    <span class="sr-only">{tr(text::ERROR_PREFIX)} " "</span>
                    {words}
                </span>
            }
        })
    }
}

fn hint_line(id: &'static str, hint: String) -> Option<impl IntoView> {
    (!hint.is_empty()).then(|| {
        view! {
            <span class="form-hint" id=format!("{id}-hint")>
                {hint}
            </span>
        }
    })
}

fn optional_mark(optional: bool) -> Option<impl IntoView> {
    optional.then(|| view! { <span class="weight-normal">" " {tr(text::OPTIONAL)}</span> })
}

/// The ids of what describes a field.
fn described_by(
    id: &'static str,
    hint: &str,
    more: &'static str,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Send + Sync + use<> {
    let fixed = [
        (!hint.is_empty()).then(|| format!("{id}-hint")),
        (!more.is_empty()).then(|| format!("{id}-{more}")),
    ];
    move || {
        let wrong = error.with(Option::is_some).then(|| format!("{id}-error"));
        let ids: Vec<String> = fixed.iter().cloned().chain([wrong]).flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

fn group_class(error: Signal<Option<String>>) -> impl Fn() -> &'static str {
    move || {
        if error.with(Option::is_some) {
            "form-group form-error"
        } else {
            "form-group"
        }
    }
}
