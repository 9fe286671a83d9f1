//! The audit log.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    audit,
    routes::Route,
    ui::states::{NotFound, only_for},
};

#[wasm_split_helpers::wasm_split(log, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::AuditLog => only_for(
            Action::ListAuditEvents,
            || view! { <audit::list::AuditLog /> },
        ),
        _ => view! { <NotFound /> }.into_any(),
    }
}
