//! One of several.

use leptos::prelude::*;

use super::{error_message, group_class};

/// A drop-down list: values and their names.
#[component]
pub(crate) fn Select(
    id: &'static str,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(into)] value: Signal<String>,
    on_choice: Callback<String>,
) -> impl IntoView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(key, name)| {
            let own = key.clone();
            view! {
                <option value=key selected=move || value.with(|chosen| *chosen == own)>
                    {name}
                </option>
            }
        })
        .collect();
    view! {
        <div class="form-group">
            <label class="form-label" for=id>
                {label}
            </label>
            <select
                class="form-select"
                id=id
                name=id
                on:change:target=move |event| on_choice.run(event.target().value())
            >
                {options}
            </select>
        </div>
    }
}

/// Radio buttons: values, and what stands beside each.
#[component]
pub(crate) fn Choices(
    id: &'static str,
    #[prop(into)] legend: String,
    options: Vec<(String, AnyView)>,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(at, (key, shown))| {
            // The first has the group's id, so that the error summary leads there.
            let own_id = if at == 0 {
                id.to_owned()
            } else {
                format!("{id}-{at}")
            };
            let (own, chosen) = (key.clone(), key.clone());
            view! {
                <div class="form-group-radio">
                    <input
                        type="radio"
                        class="form-radio"
                        id=own_id.clone()
                        name=id
                        value=key
                        prop:checked=move || value.with(|it| *it == own)
                        on:change=move |_| value.set(chosen.clone())
                    />
                    <label class="form-label" for=own_id>
                        {shown}
                    </label>
                </div>
            }
        })
        .collect();
    view! {
        <div class=group_class(error)>
            <fieldset aria-describedby=move || {
                error.with(Option::is_some).then(|| format!("{id}-error"))
            }>
                <legend class="form-label">{legend}</legend>
                {error_message(id, error)}
                {options}
            </fieldset>
        </div>
    }
}

/// A day picked from the browser's own calendar, as `yyyy-mm-dd`.
#[component]
pub(crate) fn DayField(
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    on_choice: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="form-group">
            <label class="form-label" for=id>
                {label}
            </label>
            <input
                class="form-input"
                type="date"
                id=id
                name=id
                prop:value=value
                on:change:target=move |event| on_choice.run(event.target().value())
            />
        </div>
    }
}
