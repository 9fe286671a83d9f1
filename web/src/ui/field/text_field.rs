//! One line of text.

use leptos::prelude::*;

use super::{described_by, error_message, group_class, hint_line, optional_mark};

/// A field for one line.
#[component]
pub(crate) fn TextField(
    /// The name it has in what is sent; also its id.
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] optional: bool,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(default = "text")] kind: &'static str,
    /// What browsers may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let described = described_by(id, &hint, "", error);
    view! {
        <div class=group_class(error)>
            <label class="form-label" for=id>
                {label}
                {optional_mark(optional)}
            </label>
            {hint_line(id, hint)}
            {error_message(id, error)}
            <input
                class="form-input"
                id=id
                name=id
                type=kind
                autocomplete=autocomplete
                required=!optional
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
        </div>
    }
}
