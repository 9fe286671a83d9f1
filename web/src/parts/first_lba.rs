//! First LBAs: by two of Landssupporten's, and by who may represent the company.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    first_lba,
    routes::Route,
    ui::states::{NotFound, only_for},
};

#[wasm_split_helpers::wasm_split(first_lba, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::AppointLba => only_for(
            Action::LookUp,
            || view! { <first_lba::propose::AppointLba /> },
        ),
        Route::Appointment(id) => {
            view! { <first_lba::appointment::AppointmentPage id /> }.into_any()
        }
        Route::BecomeLba => view! { <first_lba::become_lba::BecomeLba /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
