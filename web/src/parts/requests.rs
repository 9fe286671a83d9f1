//! What waits for a decision, and a support request.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    access_requests::{inbox, support},
    routes::Route,
    ui::states::{NotFound, only_for},
};

#[wasm_split_helpers::wasm_split(requests, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::SupportRequest => view! { <support::SupportRequest /> }.into_any(),
        Route::Inbox => only_for(Action::DecideAccessRequests, || view! { <inbox::Inbox /> }),
        _ => view! { <NotFound /> }.into_any(),
    }
}
