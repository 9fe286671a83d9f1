//! *Anmod om adgang*: Adgang → Begrundelse → Kontrollér → Kvittering.

mod check;
mod choose;
mod draft;
mod reason;
mod receipt;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::user::AssignableRole;

use crate::{
    i18n::{requests as text, tr},
    remote::Remote,
    routes::query,
    session::Session,
    ui::{form::ErrorSummary, heading::PageHeading, states::part_of, steps::Steps},
};
use draft::{Draft, Step};

/// The page with all four steps; what is typed lives here while one goes back and forth.
#[component]
pub(crate) fn AskForAccess() -> impl IntoView {
    let session = Session::current();
    let wanted = use_query_map().get_untracked().get(query::ROLE);
    let draft = Draft::new();
    let roles = Remote::new(move || {
        let (api, own) = (session.api(), session.me().map(|me| me.user.id));
        async move {
            let own = own.ok_or(shared::client::ClientError::Unintelligible)?;
            Ok(api.list_assignable_roles(own).await?.items)
        }
    });
    let names = [
        text::STEP_ACCESS,
        text::STEP_REASON,
        text::STEP_CHECK,
        text::STEP_RECEIPT,
    ];
    view! {
        <PageHeading text=tr(text::ASK_TITLE) />
        <div class="reading">
            {move || {
                let names = names.map(|name| tr(name).to_owned()).to_vec();
                view! { <Steps names current=draft.step.get().place() /> }
            }}
            <ErrorSummary errors=draft.errors />
            {part_of(
                roles,
                move |roles: Vec<AssignableRole>| {
                    draft.offer(roles, wanted.as_deref());
                    view! { <CurrentStep draft /> }.into_any()
                },
            )}
        </div>
    }
}

#[component]
fn CurrentStep(draft: Draft) -> impl IntoView {
    move || match draft.step.get() {
        Step::Access => view! { <choose::Choose draft /> }.into_any(),
        Step::Reason => view! { <reason::ReasonStep draft /> }.into_any(),
        Step::Check => view! { <check::Check draft /> }.into_any(),
        Step::Receipt => view! { <receipt::Receipt draft /> }.into_any(),
    }
}
