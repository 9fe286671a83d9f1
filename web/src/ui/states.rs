//! What a view shows when it has nothing to show: waiting, empty, failed, not for you.

use leptos::prelude::*;
use shared::client::ClientError;

use super::{heading::PageHeading, problem::ProblemNotice};
use crate::{
    i18n::{tr, ui as text},
    remote::{Paged, Remote},
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
pub(crate) fn NotEntitled(error: ClientError) -> impl IntoView {
    let (detail, next) = match error {
        ClientError::Problem(problem) => (problem.detail, problem.next_step),
        ClientError::Unreachable | ClientError::Unintelligible => (String::new(), None),
    };
    view! {
        <PageHeading text=tr(text::NOT_ENTITLED_TITLE) />
        <p class="lead">{detail}</p>
        <p>{tr(text::NOT_ENTITLED_TEXT)}</p>
        <p>
            {match next {
                Some(step) => view! { <a class="button button-primary" href=step.href>{step.text}</a> },
                None => view! { <a class="button button-primary" href="/".to_owned()>{tr(text::TO_START).to_owned()}</a> },
            }}
        </p>
    }
}

/// A failed read in the place of a whole page, told by its kind.
pub(crate) fn failed_page(error: ClientError, again: Callback<()>) -> AnyView {
    let status = match &error {
        ClientError::Problem(problem) => problem.status,
        ClientError::Unreachable | ClientError::Unintelligible => 0,
    };
    match status {
        404 => view! { <NotFound /> }.into_any(),
        403 => view! { <NotEntitled error /> }.into_any(),
        _ => view! {
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
