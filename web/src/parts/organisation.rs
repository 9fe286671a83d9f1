//! The organisation, and its units.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;

use super::{Draw, Loaded};
use crate::{organisations, routes::Route, ui::states::NotFound, units};

#[wasm_split_helpers::wasm_split(organisation, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::Organisation => view! { <organisations::page::OrganisationPage /> }.into_any(),
        Route::UnitsOf(id) => view! { <units::keep::UnitsPage id /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
