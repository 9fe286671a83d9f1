//! Buttons. One primary button a page; warnings only for what cannot be undone.

use leptos::prelude::*;

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The one thing this page is for.
    Primary,
    /// Everything else.
    #[default]
    Secondary,
    /// Drawn like a link.
    Quiet,
    /// Cannot be undone.
    Warning,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button button-secondary",
            Self::Quiet => "function-link",
            Self::Warning => "button button-warning",
        }
    }
}

/// A button that does something here.
#[component]
pub(crate) fn Button(
    #[prop(into)] label: String,
    #[prop(optional)] weight: Weight,
    /// Sends the form it stands in.
    #[prop(optional)]
    submits: bool,
    /// While true, the button waits and a second press does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    #[prop(optional, into)] icon: Option<&'static str>,
    #[prop(optional)] on_press: Option<Callback<()>>,
) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(act) = on_press {
            act.run(());
        }
    };
    view! {
        <button
            type=if submits { "submit" } else { "button" }
            class=weight.class()
            aria-busy=move || busy.get().then_some("true")
            on:click=press
        >
            {icon.map(super::icon::icon)}
            {label}
            {move || busy.get().then(|| view! { <span class="busy-dots" aria-hidden="true">" …"</span> })}
        </button>
    }
}
