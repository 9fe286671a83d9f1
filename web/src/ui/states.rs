//! What a view shows when it has nothing to show: waiting, empty, failed, not for you.

use leptos::prelude::*;
use shared::{
    client::ClientError,
    problem::{NextStep, ProblemKind},
    session::Action,
};

use super::{actions, heading::PageHeading, problem::ProblemNotice};
use crate::{
    i18n::{tr, ui as text},
    remote::{Paged, Remote},
    routes::Route,
    session::Session,
};

/// Grey lines where text will be, of about its height.
#[component]
pub(crate) fn Skeleton(#[prop(default = 4)] lines: usize) -> impl IntoView {
    let lines: Vec<_> = (0..lines)
        .map(|_| view! { <span class="skeleton-line"></span> })
        .collect();
    view! {
        <div class="skeleton" role="status" aria-busy="true">
            <span class="sr-only">{tr(text::LOADING)}</span>
            {lines}
        </div>
    }
}

/// An empty list: what would stand here, and what to do.
#[component]
pub(crate) fn Empty(
    #[prop(into)] heading: String,
    #[prop(into)] hint: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2 class="h4">{heading}</h2>
            <p>{hint}</p>
            {children.map(|draw| draw())}
        </div>
    }
}

/// The page for what is not there, or not for this person to see.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! {
        <PageHeading text=tr(text::NOT_FOUND_TITLE) />
        <p class="lead">{tr(text::NOT_FOUND_TEXT)}</p>
        <p>
            <a class="button button-primary" href="/">{tr(text::TO_START)}</a>
        </p>
    }
}

/// The page for what this person may know of but not see: not an error.
#[component]
pub(crate) fn NotEntitled(
    /// Why not.
    reason: String,
    /// What to do instead.
    next: Option<NextStep>,
) -> impl IntoView {
    let (label, href) = match next {
        Some(step) => (step.text, step.href),
        None => (tr(text::TO_START).to_owned(), Route::Start.path()),
    };
    view! {
        <PageHeading text=tr(text::NOT_ENTITLED_TITLE) />
        <p class="lead">{reason}</p>
        <p>{tr(text::NOT_ENTITLED_TEXT)}</p>
        <p>
            <a class="button button-primary" href=href>
                {label}
            </a>
        </p>
    }
}

/// A page for those whom the server lets do `action`; the others read why not.
pub(crate) fn only_for<V: IntoView + 'static>(action: Action, draw: impl Fn() -> V) -> AnyView {
    let all = Session::current()
        .me()
        .map(|me| me.allowed_actions)
        .unwrap_or_default();
    if actions::allows(&all, action) {
        return draw().into_any();
    }
    let refused = actions::find(&all, action).cloned();
    let next = refused.as_ref().and_then(|one| one.next_step.clone());
    let reason = refused.and_then(|one| one.reason).unwrap_or_default();
    view! { <NotEntitled reason next /> }.into_any()
}

/// A failed read in the place of a whole page, told by its kind.
pub(crate) fn failed_page(error: ClientError, again: Callback<()>) -> AnyView {
    match error {
        ClientError::Problem(problem) if problem.status == 404 => view! { <NotFound /> }.into_any(),
        ClientError::Problem(problem) if problem.code == ProblemKind::LookupReasonNeeded => {
            let next = problem.next_step.map(
                |step| view! { <a class="button button-primary" href=step.href>{step.text}</a> },
            );
            view! {
                <PageHeading text=problem.title />
                <p>{next}</p>
            }
            .into_any()
        }
        ClientError::Problem(problem) if problem.status == 403 => {
            let (reason, next) = (problem.detail, problem.next_step);
            view! { <NotEntitled reason next /> }.into_any()
        }
        error => view! {
            <PageHeading text=tr(text::FAILED_TITLE) />
            <ProblemNotice error again />
        }
        .into_any(),
    }
}

/// A page about one thing: a skeleton until it is there, then `draw`, or what went wrong.
pub(crate) fn page_of<T: Clone + Send + Sync + 'static>(
    remote: Remote<T>,
    draw: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    (move || match remote.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(Ok(value)) => draw(value),
        Some(Err(error)) => failed_page(error, Callback::new(move |()| remote.reload())),
    })
    .into_any()
}

/// A part of a page: as [`page_of`], but what goes wrong stays within the part.
pub(crate) fn part_of<T: Clone + Send + Sync + 'static>(
    remote: Remote<T>,
    draw: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    (move || match remote.get() {
        None => view! { <Skeleton /> }.into_any(),
        Some(Ok(value)) => draw(value),
        Some(Err(error)) => {
            let again = Callback::new(move |()| remote.reload());
            view! { <ProblemNotice error again /> }.into_any()
        }
    })
    .into_any()
}

/// A list: a skeleton, `empty` when there is nothing, else `draw`; a failure stands above.
pub(crate) fn list_of<T: Clone + Send + Sync + 'static>(
    list: Paged<T>,
    empty: impl Fn() -> AnyView + Send + 'static,
    draw: impl Fn(Vec<T>) -> AnyView + Send + 'static,
) -> AnyView {
    let failure = move || {
        list.failure.get().map(|error| {
            let again = Callback::new(move |()| list.reload());
            view! { <ProblemNotice error again /> }
        })
    };
    let body = move || {
        let rows = list.rows.get();
        if list.waiting.get() {
            view! { <Skeleton lines=6 /> }.into_any()
        } else if !rows.is_empty() {
            draw(rows)
        } else if list.failure.get().is_some() {
            ().into_any()
        } else {
            empty()
        }
    };
    view! {
        {failure}
        {body}
    }
    .into_any()
}
