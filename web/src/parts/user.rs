//! One user.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;

use super::{Draw, Loaded};
use crate::{routes::Route, ui::states::NotFound, users};

#[wasm_split_helpers::wasm_split(user, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::User(id) => view! { <users::detail::UserPage id /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
