//! *Tildel rolle*: only what may be given can be chosen; the rest is folded, with reasons.

mod check;
mod choose;
mod draft;

use leptos::prelude::*;
use shared::{
    id::UserId,
    user::{AssignableRole, UserView},
};

use crate::{
    i18n::{fill, shell, tr, users as text},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::{
        breadcrumb::Breadcrumb, form::ErrorSummary, heading::PageHeading, states::page_of,
        steps::Steps,
    },
    units::limit::Limits,
};
use draft::Draft;

/// The page.
#[component]
pub(crate) fn GrantRolePage(id: UserId) -> impl IntoView {
    let session = Session::current();
    let all = Remote::new(move || {
        let api = session.api();
        async move {
            let user = api.read_user(id).await?;
            let roles = api.list_assignable_roles(id).await?.items;
            let limits = Limits::of(&api, user.organisation.clone()).await?;
            Ok((user, roles, limits))
        }
    });
    page_of(all, |(user, roles, limits)| draw(user, roles, limits))
}

fn draw(user: UserView, roles: Vec<AssignableRole>, limits: Limits) -> AnyView {
    let title = fill(text::GRANT_TITLE, &[("name", &user.name)]);
    let above = vec![
        (tr(shell::NAV_USERS).to_owned(), Route::Users),
        (user.name.clone(), Route::User(user.id)),
    ];
    let draft = Draft::new(user, roles, limits);
    let names = [text::STEP_CHOOSE, text::STEP_CHECK];
    view! {
        <Breadcrumb above here=tr(text::GRANT) />
        <PageHeading text=title />
        <div class="reading">
            {move || {
                let names = names.map(|name| tr(name).to_owned()).to_vec();
                view! { <Steps names current=usize::from(draft.checking.get()) /> }
            }}
            <ErrorSummary errors=draft.errors />
            {move || {
                if draft.checking.get() {
                    view! { <check::Check draft /> }.into_any()
                } else {
                    view! { <choose::Choose draft /> }.into_any()
                }
            }}
        </div>
    }
    .into_any()
}
