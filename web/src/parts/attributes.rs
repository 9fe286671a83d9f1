//! Attributes of organisations: the catalogue, and who has which.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;

use super::{Draw, Loaded};
use crate::{attributes, routes::Route, ui::states::NotFound};

#[wasm_split_helpers::wasm_split(attributes, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::Attributes => view! { <attributes::keep::AttributeCatalogue /> }.into_any(),
        Route::AttributesOf(id) => view! { <attributes::had::AttributesPage id /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
