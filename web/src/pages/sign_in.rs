//! The start page for a person who is not logged in.

use leptos::prelude::*;

use crate::{
    browser,
    i18n::{shell as text, tr},
    routes,
    ui::heading::PageHeading,
};

/// What this is, and *Log ind med MitID Erhverv*.
#[component]
pub(crate) fn SignIn() -> impl IntoView {
    view! {
        <PageHeading text=tr(text::SIGN_IN_TITLE) />
        <div class="reading">
            <p class="lead">{tr(text::SIGN_IN_LEAD)}</p>
            <p class="buttons">
                <a
                    class="button button-primary"
                    rel="external"
                    href=routes::login(&browser::current_path())
                >
                    {tr(text::SIGN_IN)}
                </a>
            </p>
            <h2 class="h4">{tr(text::SIGN_IN_NEED_TITLE)}</h2>
            <ul>
                <li>{tr(text::SIGN_IN_NEED_1)}</li>
                <li>{tr(text::SIGN_IN_NEED_2)}</li>
            </ul>
            <p>{tr(text::SIGN_IN_HELP)}</p>
        </div>
    }
}
