//! The heading of a page, which is also the title of its tab.

use std::cell::Cell;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{browser, session::Session};

/// The id of every page's `h1`.
pub(crate) const HEADING: &str = "page-heading";

thread_local! {
    static SEEN: Cell<Option<String>> = const { Cell::new(None) };
}

/// The page's `h1`. A new page takes focus there, so that a screen reader begins at its top;
/// the first page does not, so that the skip link comes first.
#[component]
pub(crate) fn PageHeading(#[prop(into)] text: String) -> impl IntoView {
    let organisation = use_context::<Session>()
        .and_then(Session::me)
        .map(|me| me.user.organisation.name);
    document().set_title(&match organisation {
        Some(name) => format!("{text} – {name}"),
        None => format!("{text} – Brugeradministration"),
    });
    // The router's, since the address bar follows only when the page is drawn.
    let path = use_location().pathname.get_untracked();
    let before = SEEN.replace(Some(path.clone()));
    if before.is_some_and(|before| before != path) {
        browser::focus_soon(HEADING);
    }
    view! {
        <h1 id=HEADING tabindex="-1">
            {text}
        </h1>
    }
}
