//! The list of organisations, and registering one.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    organisations,
    routes::Route,
    ui::states::{NotFound, only_for},
};

#[wasm_split_helpers::wasm_split(organisations, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::Organisations => only_for(
            Action::CreateOrganisation,
            || view! { <organisations::list::Organisations /> },
        ),
        _ => view! { <NotFound /> }.into_any(),
    }
}
