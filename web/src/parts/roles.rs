//! The catalogue of roles.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    roles,
    routes::Route,
    ui::states::{NotFound, only_for},
};

#[wasm_split_helpers::wasm_split(roles, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::Roles => view! { <roles::list::RoleCatalogue /> }.into_any(),
        Route::NewRole => only_for(
            Action::CreateRole,
            || view! { <roles::edit::NewRolePage /> },
        ),
        Route::Role(key) => view! { <roles::detail::RolePage key /> }.into_any(),
        Route::ChangeRole(key) => view! { <roles::edit::ChangeRolePage key /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
