//! Landssupporten's look-ups, and one organisation.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    lookups, organisations,
    routes::Route,
    ui::states::{NotFound, only_for},
};

#[wasm_split_helpers::wasm_split(desk, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::LookUp => only_for(Action::LookUp, || view! { <lookups::page::LookUpPage /> }),
        Route::OrganisationOf(id) => {
            view! { <organisations::one::OneOrganisation id /> }.into_any()
        }
        _ => view! { <NotFound /> }.into_any(),
    }
}
