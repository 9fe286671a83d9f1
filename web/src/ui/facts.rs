//! Names and values: what is known about one thing.

use leptos::prelude::*;

/// One fact.
pub(crate) struct Fact {
    name: String,
    value: AnyView,
}

impl Fact {
    /// A fact with any value.
    pub(crate) fn new(name: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self {
            name: name.into(),
            value: value.into_any(),
        }
    }
}

/// A list of facts; on a narrow screen each name stands above its value.
#[component]
pub(crate) fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let rows: Vec<_> = facts
        .into_iter()
        .map(|fact| {
            view! {
                <div class="fact">
                    <dt>{fact.name}</dt>
                    <dd>{fact.value}</dd>
                </div>
            }
        })
        .collect();
    view! { <dl class="facts">{rows}</dl> }
}
