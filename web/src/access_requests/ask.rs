//! *Anmod om adgang*: Adgang → Begrundelse → Kontrollér → Kvittering. For oneself, or, as an
//! LBA, for a user whose role only Landssupporten gives or takes.

mod about;
mod check;
mod choose;
mod draft;
mod reason;
mod receipt;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    client::{Answer, ClientError},
    id::UserId,
    user::{AssignableRole, UserView},
};

use crate::{
    api::Api,
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
    let asked = use_query_map().get_untracked();
    let wanted = asked.get(query::ROLE);
    let other = asked.get(query::USER).and_then(|id| id.parse().ok());
    let draft = Draft::new();
    let offer = Remote::new(move || {
        let (api, own) = (session.api(), session.me().map(|me| me.user.id));
        async move { on_offer(&api, other, own).await }
    });
    view! {
        <PageHeading text=tr(if other.is_some() { text::ASK_OTHER_TITLE } else { text::ASK_TITLE }) />
        <div class="reading">
            <Progress draft />
            <ErrorSummary errors=draft.errors />
            {part_of(
                offer,
                move |(subject, roles): (Option<UserView>, Vec<AssignableRole>)| {
                    draft.offer(subject, roles, wanted.as_deref());
                    view! { <CurrentStep draft /> }.into_any()
                },
            )}
        </div>
    }
}

/// Whom it is about, when that is somebody else, and every role with what may be done with it.
async fn on_offer(
    api: &Api,
    other: Option<UserId>,
    own: Option<UserId>,
) -> Answer<(Option<UserView>, Vec<AssignableRole>)> {
    let subject = match other {
        Some(id) if other != own => Some(api.read_user(id).await?),
        Some(_) | None => None,
    };
    let about = subject.as_ref().map(|user| user.id).or(own);
    let about = about.ok_or(ClientError::Unintelligible)?;
    Ok((subject, api.list_assignable_roles(about).await?.items))
}

#[component]
fn Progress(draft: Draft) -> impl IntoView {
    let names = [
        text::STEP_ACCESS,
        text::STEP_REASON,
        text::STEP_CHECK,
        text::STEP_RECEIPT,
    ];
    move || {
        let names = names.map(|name| tr(name).to_owned()).to_vec();
        view! { <Steps names current=draft.step.get().place() /> }
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
