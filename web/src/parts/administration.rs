//! Moves between the modules, imports, and agreements with providers.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    administrations, agreements, imports,
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
        Route::Agreements => only_for(Action::ListAgreements, || {
            view! { <agreements::list::Agreements /> }
        }),
        Route::RecordAgreement => only_for(Action::RecordAgreement, || {
            view! { <agreements::record::RecordAgreement /> }
        }),
        Route::Agreement(id) => view! { <agreements::one::AgreementPage id /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
