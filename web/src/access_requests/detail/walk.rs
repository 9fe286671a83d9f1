//! From one waiting request to the next, with the mouse or with Alt and the arrow keys.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    access_request::{AccessRequestQuery, RequestQueue},
    id::AccessRequestId,
    session::Action,
};

use crate::{
    i18n::{handling as text, tr},
    remote::Remote,
    routes::Route,
    session::{Session, may},
};

/// How far ahead and back one can walk.
const MOST: u16 = 200;

/// The neighbours of a request in the queue.
type Neighbours = (Option<AccessRequestId>, Option<AccessRequestId>);

/// Links to the neighbours, for those who decide requests.
#[component]
pub(super) fn Walk(here: AccessRequestId) -> impl IntoView {
    let session = Session::current();
    let decides = session
        .me()
        .is_some_and(|me| may(&me, Action::DecideAccessRequests));
    decides.then(|| view! { <Links here /> })
}

#[component]
fn Links(here: AccessRequestId) -> impl IntoView {
    let session = Session::current();
    let queue = Remote::new(move || {
        let api = session.api();
        async move {
            let query = AccessRequestQuery {
                queue: Some(RequestQueue::ToDecide),
                limit: Some(MOST),
                ..Default::default()
            };
            let page = api.list_access_requests(&query).await?;
            Ok(page.items.iter().map(|one| one.id).collect::<Vec<_>>())
        }
    });
    let around = Memo::new(move |_| -> Neighbours {
        let ids = queue.get().and_then(Result::ok).unwrap_or_default();
        neighbours(&ids, here)
    });
    walk_by_keys(around);
    view! {
        {move || {
            let (before, after) = around.get();
            (before.is_some() || after.is_some())
                .then(|| {
                    view! {
                        <nav class="walk" aria-label=tr(text::QUEUE_WALK)>
                            {before.map(|id| link(id, text::PREVIOUS, "Alt+ArrowUp"))}
                            {after.map(|id| link(id, text::NEXT, "Alt+ArrowDown"))}
                            <span class="quiet">{tr(text::QUEUE_KEYS)}</span>
                        </nav>
                    }
                })
        }}
    }
}

fn link(
    id: AccessRequestId,
    name: shared::language::Bilingual,
    keys: &'static str,
) -> impl IntoView {
    view! {
        <a href=Route::Request(id).path() aria-keyshortcuts=keys>
            {tr(name)}
        </a>
    }
}

fn walk_by_keys(around: Memo<Neighbours>) {
    let navigate = use_navigate();
    let listening = window_event_listener(leptos::ev::keydown, move |event| {
        let Some((before, after)) = around.try_get_untracked().filter(|_| event.alt_key()) else {
            return;
        };
        let to = match event.key().as_str() {
            "ArrowUp" => before,
            "ArrowDown" => after,
            _ => None,
        };
        if let Some(id) = to {
            event.prevent_default();
            navigate(&Route::Request(id).path(), NavigateOptions::default());
        }
    });
    on_cleanup(move || listening.remove());
}

/// What stands before and after `here`; for one that waits no more, the first that does.
fn neighbours(queue: &[AccessRequestId], here: AccessRequestId) -> Neighbours {
    match queue.iter().position(|id| *id == here) {
        Some(at) => (
            at.checked_sub(1)
                .and_then(|before| queue.get(before))
                .copied(),
            queue.get(at + 1).copied(),
        ),
        None => (None, queue.first().copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::neighbours;

    #[test]
    fn one_walks_to_the_neighbours_and_from_what_is_decided_to_the_first() {
        let id = |n: u8| {
            format!("0190a000-0000-7000-8000-00000000000{n}")
                .parse()
                .unwrap()
        };
        let queue = [id(1), id(2), id(3)];
        assert_eq!(neighbours(&queue, id(1)), (None, Some(id(2))));
        assert_eq!(neighbours(&queue, id(2)), (Some(id(1)), Some(id(3))));
        assert_eq!(neighbours(&queue, id(3)), (Some(id(2)), None));
        assert_eq!(neighbours(&queue, id(9)), (None, Some(id(1))));
        assert_eq!(neighbours(&[], id(9)), (None, None));
    }
}
