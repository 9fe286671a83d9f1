//! The users of an organisation.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    routes::Route,
    ui::states::{NotFound, only_for},
    users,
};

#[wasm_split_helpers::wasm_split(users, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::Users => only_for(Action::ListUsers, || view! { <users::list::Users /> }),
        _ => view! { <NotFound /> }.into_any(),
    }
}
