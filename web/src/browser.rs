//! The few things asked of the browser itself.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDocument, HtmlElement};

/// Removes the element with this id, if there is one.
pub(crate) fn remove_element(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// Moves focus to the element with this id, once the view that holds it is drawn.
pub(crate) fn focus_soon(id: &'static str) {
    request_animation_frame(move || focus(id));
}

/// Moves focus to the element with this id.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        // A browser that refuses leaves focus where it is.
        let _ = element.focus();
    }
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// A new random key that names one act, however often it is tried.
pub(crate) fn new_key() -> String {
    window()
        .crypto()
        .map(|crypto| crypto.random_uuid())
        .unwrap_or_default()
}

/// The value of a cookie that scripts may read.
pub(crate) fn cookie(name: &str) -> Option<String> {
    let all = html_document()?.cookie().ok()?;
    all.split("; ")
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

/// Keeps a choice that tells nothing about the person, for a year.
pub(crate) fn set_cookie(name: &str, value: &str) {
    if let Some(document) = html_document() {
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
        // Without cookies the choice lasts as long as the page.
        let _ = document.set_cookie(&cookie);
    }
}

fn html_document() -> Option<HtmlDocument> {
    document().dyn_into().ok()
}

/// Path and query of the address bar.
pub(crate) fn current_path() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_else(|_| "/".to_owned());
    path + &location.search().unwrap_or_default()
}

/// Whether the person can see the page now.
pub(crate) fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Leaves the application for an address that the server answers.
pub(crate) fn leave_for(address: &str) {
    // A browser that refuses stays where it is.
    let _ = window().location().set_href(address);
}

/// Loads the page anew.
pub(crate) fn reload() {
    let _ = window().location().reload();
}

/// Says in which language the page is, to screen readers and translators.
pub(crate) fn set_document_language(tag: &str) {
    if let Some(root) = document().document_element() {
        // The attribute's name is valid.
        let _ = root.set_attribute("lang", tag);
    }
}
