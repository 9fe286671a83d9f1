//! What stands around every page: header, navigation, footer, and what interrupts.

mod footer;
mod header;
mod interruptions;
pub(crate) mod live;
mod navigation;

use leptos::prelude::*;

use crate::{
    i18n::{shell as text, tr},
    routes::Route,
    ui::toast::ToastPlace,
};

/// Header, the page, footer.
#[component]
pub(crate) fn Shell(route: Memo<Option<Route>>, children: Children) -> impl IntoView {
    view! {
        <a class="skipnav" href="#main-content" rel="external">
            {tr(text::SKIP)}
        </a>
        <header::Header route />
        <interruptions::OfflineBanner />
        <main class="container page-container" id="main-content" tabindex="-1">
            {children()}
        </main>
        <footer::Footer />
        <interruptions::SessionExpired />
        <interruptions::MovedElsewhere />
        <ToastPlace />
    }
}
