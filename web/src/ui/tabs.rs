//! Tabs that are links: each has its own address.

use leptos::prelude::*;

/// One tab.
pub(crate) struct Tab {
    /// Its name.
    pub(crate) name: String,
    /// Its address.
    pub(crate) href: String,
    /// Whether it is the open one.
    pub(crate) current: Signal<bool>,
}

/// A row of tabs.
#[component]
pub(crate) fn Tabs(#[prop(into)] label: String, tabs: Vec<Tab>) -> impl IntoView {
    let tabs: Vec<_> = tabs
        .into_iter()
        .map(|tab| {
            let current = tab.current;
            view! {
                <li>
                    <a
                        href=tab.href
                        class="tab-button"
                        aria-current=move || current.get().then_some("page")
                    >
                        <span>{tab.name}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="tab-container" aria-label=label>
            <ul class="tab-list">{tabs}</ul>
        </nav>
    }
}
