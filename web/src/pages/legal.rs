//! Accessibility, privacy, cookies: short and true.

use leptos::prelude::*;
use shared::language::Bilingual;

use crate::{
    i18n::{legal as text, tr},
    ui::{heading::PageHeading, table::Table},
};

/// What has been done for accessibility, and whom to tell when it is not enough.
#[component]
pub(crate) fn Accessibility() -> impl IntoView {
    view! {
        <PageHeading text=tr(text::ACCESSIBILITY_TITLE) />
        <div class="reading">
            <p class="lead">{tr(text::ACCESSIBILITY_LEAD)}</p>
            <p>{tr(text::ACCESSIBILITY_AIM)}</p>
            <p>{tr(text::ACCESSIBILITY_STATEMENT)}</p>
            <p>{tr(text::ACCESSIBILITY_CONTACT)}</p>
            <h2 class="h4">{tr(text::KEYBOARD_TITLE)}</h2>
            <ul>
                <li>{tr(text::KEYBOARD_SEARCH)}</li>
                <li>{tr(text::KEYBOARD_CLOSE)}</li>
            </ul>
        </div>
    }
}

/// Which data, what for, who sees them, which rights.
#[component]
pub(crate) fn Privacy() -> impl IntoView {
    let part = |title: Bilingual, words: Bilingual| {
        view! {
            <h2 class="h4">{tr(title)}</h2>
            <p>{tr(words)}</p>
        }
    };
    view! {
        <PageHeading text=tr(text::PRIVACY_TITLE) />
        <div class="reading">
            <p class="lead">{tr(text::PRIVACY_LEAD)}</p>
            {part(text::PRIVACY_WHAT_TITLE, text::PRIVACY_WHAT)}
            {part(text::PRIVACY_WHY_TITLE, text::PRIVACY_WHY)}
            {part(text::PRIVACY_WHO_TITLE, text::PRIVACY_WHO)}
            {part(text::PRIVACY_RIGHTS_TITLE, text::PRIVACY_RIGHTS)}
        </div>
    }
}

/// The two cookies there are.
#[component]
pub(crate) fn Cookies() -> impl IntoView {
    let columns = [
        text::COOKIES_NAME,
        text::COOKIES_PURPOSE,
        text::COOKIES_LIFE,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let row = |cells: [&'static str; 3]| cells.map(IntoAny::into_any).into_iter().collect();
    let rows = vec![
        row([
            tr(text::COOKIES_SESSION_NAME),
            tr(text::COOKIES_SESSION),
            tr(text::COOKIES_SESSION_LIFE),
        ]),
        row([
            "language",
            tr(text::COOKIES_LANGUAGE),
            tr(text::COOKIES_LANGUAGE_LIFE),
        ]),
    ];
    view! {
        <PageHeading text=tr(text::COOKIES_TITLE) />
        <p class="lead reading">{tr(text::COOKIES_LEAD)}</p>
        <Table caption=tr(text::COOKIES_TITLE) columns rows />
    }
}
