//! The footer: authority, support, accessibility, privacy, cookies, version.

use leptos::prelude::*;

use super::header::{SUPPORT_MAIL, SUPPORT_PHONE};
use crate::{
    i18n::{fill, shell as text, tr},
    routes::Route,
};

/// The footer.
#[component]
pub(super) fn Footer() -> impl IntoView {
    view! {
        <footer>
            <div class="footer">
                <div class="container footer-inner">
                    <p>
                        <strong>{tr(text::AUTHORITY)}</strong>
                        <br />
                        "Vermundsgade 38, 2100 København Ø · CVR 55568510"
                        <br />
                        {tr(text::SUPPORT)}
                        " "
                        <a href="tel:+4572217400">{SUPPORT_PHONE}</a>
                        " · "
                        <a href=format!("mailto:{SUPPORT_MAIL}")>{SUPPORT_MAIL}</a>
                    </p>
                    <ul class="footer-links">
                        <li>
                            <a href=Route::Accessibility.path()>{tr(text::FOOTER_ACCESSIBILITY)}</a>
                        </li>
                        <li>
                            <a href=Route::Privacy.path()>{tr(text::FOOTER_PRIVACY)}</a>
                        </li>
                        <li>
                            <a href=Route::Cookies.path()>{tr(text::FOOTER_COOKIES)}</a>
                        </li>
                        <li class="version">
                            {fill(text::VERSION, &[("n", env!("CARGO_PKG_VERSION"))])}
                        </li>
                    </ul>
                </div>
            </div>
        </footer>
    }
}
