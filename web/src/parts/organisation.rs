//! The organisation, its first LBA and its log.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    audit, first_lba, organisations,
    routes::Route,
    ui::states::{NotFound, only_for},
    units,
};

#[wasm_split_helpers::wasm_split(organisation, fallible)]
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
        Route::Organisation => view! { <organisations::page::OrganisationPage /> }.into_any(),
        Route::UnitsOf(id) => view! { <units::keep::UnitsPage id /> }.into_any(),
        Route::BecomeLba => view! { <first_lba::become_lba::BecomeLba /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
