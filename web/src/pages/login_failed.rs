//! Why a login was refused, and what to do about it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{language::Bilingual, problem::ProblemKind};

use crate::{
    i18n::{language, legal as text, shell, tr, ui},
    routes::{self, Route, query},
    ui::heading::PageHeading,
};

/// Explains the refusal whose code stands in the address.
#[component]
pub(crate) fn LoginFailed() -> impl IntoView {
    let code = use_query_map().get_untracked().get(query::CODE);
    let kind = code
        .as_deref()
        .and_then(ProblemKind::from_code)
        .unwrap_or(ProblemKind::Unknown);
    let (title, hint) = explain(kind);
    view! {
        <PageHeading text=tr(title) />
        <div class="reading">
            <p class="lead">{kind.title().text(language())}</p>
            <p>{tr(hint)}</p>
            <p class="buttons">
                <a class="button button-primary" rel="external" href=routes::login(&Route::Start.path())>
                    {tr(shell::LOG_ON_AGAIN)}
                </a>
                <a class="button button-secondary" href=Route::Start.path()>
                    {tr(ui::TO_START)}
                </a>
            </p>
        </div>
    }
}

/// Heading and next step. Only kinds that a login can be refused with have words of their own.
const fn explain(kind: ProblemKind) -> (Bilingual, Bilingual) {
    match kind {
        ProblemKind::NotCreatedYet => (text::NOT_CREATED_TITLE, text::NOT_CREATED_HINT),
        ProblemKind::LoginPrivate => (text::PRIVATE_TITLE, text::PRIVATE_HINT),
        ProblemKind::LoginTooWeak | ProblemKind::AssuranceTooLow => {
            (text::WEAK_TITLE, text::WEAK_HINT)
        }
        ProblemKind::LoginWithoutCvr => (text::NO_CVR_TITLE, text::NO_CVR_HINT),
        ProblemKind::UserInactive => (text::INACTIVE_TITLE, text::INACTIVE_HINT),
        ProblemKind::LoginExpired => (text::EXPIRED_TITLE, text::EXPIRED_HINT),
        ProblemKind::LoginRejected => (text::REJECTED_TITLE, text::REJECTED_HINT),
        ProblemKind::LoginUnavailable => (text::UNAVAILABLE_TITLE, text::UNAVAILABLE_HINT),
        _ => (text::OTHER_TITLE, text::OTHER_HINT),
    }
}
