//! Keeps counts and rights those of now, and gives `/` to the search field.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::{browser, session::Session};

/// How often the server is asked while somebody looks.
const EVERY: Duration = Duration::from_secs(30);

/// The id of a page's search field.
pub(crate) const SEARCH_FIELD: &str = "search";

/// Asks again every half minute and whenever the page is looked at again.
pub(crate) fn keep_up_to_date() {
    let session = Session::current();
    let ask = move || {
        if browser::is_visible() {
            session.refresh();
        }
    };
    set_interval(ask, EVERY);
    // Both live as long as the application.
    window_event_listener(leptos::ev::visibilitychange, move |_| ask());
    window_event_listener(leptos::ev::focus, move |_| ask());
    window_event_listener(leptos::ev::keydown, move |event| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if plain && walks_rows(&event) {
            event.prevent_default();
            return;
        }
        let asked = event.key() == "/" && plain && !types_text(&event);
        if asked && document().get_element_by_id(SEARCH_FIELD).is_some() {
            event.prevent_default();
            browser::focus(SEARCH_FIELD);
        }
    });
}

fn types_text(event: &leptos::ev::KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        })
}

/// Arrow keys on a row's link move to the link of the row above or below. Whether they did.
fn walks_rows(event: &leptos::ev::KeyboardEvent) -> bool {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return false,
    };
    let row = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .filter(|element| element.tag_name() == "A")
        .and_then(|link| link.closest("tbody tr").ok().flatten());
    let next = row.and_then(|row| {
        if down {
            row.next_element_sibling()
        } else {
            row.previous_element_sibling()
        }
    });
    next.and_then(|row| row.query_selector("a").ok().flatten())
        .and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|link| link.focus().is_ok())
}
