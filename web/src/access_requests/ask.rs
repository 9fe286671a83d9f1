//! *Anmod om adgang*: Adgang → Begrundelse → Kontrollér → Kvittering. For oneself, or, as an
//! LBA, a support request about a user whose role only Landssupporten gives or takes.

mod about;
mod check;
mod choose;
mod draft;
mod offer;
mod reason;
mod receipt;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{access_request::RequestAction, id::AccessRequestId};

use crate::{
    i18n::{handling, requests as text, tr},
    remote::Remote,
    routes::query,
    session::Session,
    ui::{form::ErrorSummary, heading::PageHeading, states::part_of, steps::Steps},
};
use draft::{Draft, Step};
pub(super) use offer::Offer;

/// Where in the steps one is, for what only some requests have besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Below the reason.
    Writing,
    /// Below the summary.
    Checking,
    /// On the receipt of this request.
    Sent(AccessRequestId),
}

/// Draws it. Given by whoever opens the form, so that its code is loaded with their part.
pub(crate) type Besides = Callback<Moment, AnyView>;

/// The page, about oneself.
#[component]
pub(crate) fn AskForAccess() -> impl IntoView {
    let session = Session::current();
    let offer = Remote::new(move || {
        let (api, own) = (session.api(), session.me().map(|me| me.user));
        async move { Offer::for_oneself(&api, own).await }
    });
    let removes = asked_action() == Some(RequestAction::Revoke);
    let title = if removes {
        handling::GIVE_UP_TITLE
    } else {
        text::ASK_TITLE
    };
    // Nobody comes here to be rid of something by accident.
    let action = asked_action().unwrap_or(RequestAction::Grant);
    view! {
        <PageHeading text=tr(title) />
        <Asking offer action=Some(action) />
    }
}

/// The action that the address names.
pub(super) fn asked_action() -> Option<RequestAction> {
    match use_query_map().get_untracked().get_str(query::ACTION) {
        Some("fjern") => Some(RequestAction::Revoke),
        Some("giv") => Some(RequestAction::Grant),
        _ => None,
    }
}

/// All four steps; what is typed lives here while one goes back and forth.
#[component]
pub(super) fn Asking(
    offer: Remote<Offer>,
    action: Option<RequestAction>,
    #[prop(optional, into)] besides: Option<Besides>,
) -> impl IntoView {
    let wanted = use_query_map().get_untracked().get(query::ROLE);
    let draft = Draft::new(besides);
    view! {
        <div class="reading">
            <Progress draft />
            <ErrorSummary errors=draft.errors />
            {part_of(
                offer,
                move |offer| {
                    draft.take(offer, wanted.as_deref(), action);
                    view! { <CurrentStep draft /> }.into_any()
                },
            )}
        </div>
    }
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
