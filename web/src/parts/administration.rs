//! Moves between the modules, and imports.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    administrations, imports,
    routes::Route,
    ui::states::{NotFound, only_for},
};

#[wasm_split_helpers::wasm_split(administration, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::Modules => only_for(Action::ListCutovers, || {
            view! { <administrations::page::Modules /> }
        }),
        Route::Imports => only_for(Action::ListImports, || view! { <imports::list::Imports /> }),
        Route::Import(id) => only_for(
            Action::ListImports,
            move || view! { <imports::detail::ImportPage id /> },
        ),
        _ => view! { <NotFound /> }.into_any(),
    }
}
