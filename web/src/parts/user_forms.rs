//! Creating and changing users, and giving them roles.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the split point adds the failure to load"
)]

use leptos::prelude::*;
use shared::session::Action;

use super::{Draw, Loaded};
use crate::{
    role_grants,
    routes::Route,
    ui::states::{NotFound, only_for},
    users,
};

#[wasm_split_helpers::wasm_split(user_forms, fallible)]
pub(super) fn load() -> Loaded {
    let pages: Draw = draw;
    Ok(pages)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::NewUser => only_for(
            Action::CreateUser,
            || view! { <users::create::NewUserPage /> },
        ),
        Route::ChangeUser(id) => view! { <users::change::ChangeUserPage id /> }.into_any(),
        Route::GrantRole(id) => view! { <role_grants::grant::GrantRolePage id /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
