//! One request.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;

use super::{Draw, Loaded};
use crate::{access_requests::detail, routes::Route, ui::states::NotFound};

#[wasm_split_helpers::wasm_split(request, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::Request(id) => view! { <detail::RequestPage id /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
