//! Several lines of text, with what is left of its length.

use leptos::prelude::*;

use super::{described_by, error_message, group_class, hint_line, optional_mark};
use crate::i18n::{fill, ui as text};

/// A field for several lines.
#[component]
pub(crate) fn TextArea(
    /// The name it has in what is sent; also its id.
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] optional: bool,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(default = 500)] most: usize,
) -> impl IntoView {
    let described = described_by(id, &hint, "limit", error);
    let left = move || words_left(most, value.with(|typed| typed.trim().chars().count()));
    view! {
        <div class=group_class(error)>
            <label class="form-label" for=id>
                {label}
                {optional_mark(optional)}
            </label>
            {hint_line(id, hint)}
            {error_message(id, error)}
            <textarea
                class="form-input"
                id=id
                name=id
                rows="5"
                required=!optional
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
            <span class="sr-only" id=format!("{id}-limit")>
                {fill(text::AT_MOST, &[("n", &most.to_string())])}
            </span>
            <span class="form-hint character-limit" aria-hidden="true">
                {left}
            </span>
            <span class="sr-only" role="status">
                {move || nearly_full(most, value.with(|typed| typed.trim().chars().count()))}
            </span>
        </div>
    }
}

fn words_left(most: usize, used: usize) -> String {
    match most.checked_sub(used) {
        Some(left) => fill(text::LEFT, &[("n", &left.to_string())]),
        None => fill(text::TOO_MANY, &[("n", &(used - most).to_string())]),
    }
}

/// Read out only near the end, in steps, so that typing is not talked over.
fn nearly_full(most: usize, used: usize) -> Option<String> {
    let worth_saying = used > most || (used + 50 >= most && (most - used).is_multiple_of(10));
    worth_saying.then(|| words_left(most, used))
}
