//! Agreements with providers.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    agreements,
    routes::Route,
    ui::states::{NotFound, only_for},
};

#[wasm_split_helpers::wasm_split(agreements, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
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
