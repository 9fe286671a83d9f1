//! The header: row 1 portal and person, row 2 solution and authority, row 3 navigation.

use leptos::{html, prelude::*};
use shared::{
    language::Language,
    organisation::Administration,
    session::{Me, MeUser},
};

use super::navigation::Navigation;
use crate::{
    browser,
    i18n::{Speech, language, shell as text, tr, ui},
    routes::{self, Route},
    session::Session,
    ui::icon::icon,
};

/// STAR's telephone and address for questions.
pub(super) const SUPPORT_PHONE: &str = "72 21 74 00";
pub(super) const SUPPORT_MAIL: &str = "spoc@star.dk";

/// The header.
#[component]
pub(super) fn Header(route: Memo<Option<Route>>) -> impl IntoView {
    let drawer = RwSignal::new(false);
    view! {
        <header class="header">
            <PortalRow drawer />
            <div class="solution-info">
                <div class="solution-info-inner container">
                    <div class="solution-heading">
                        <a href=Route::Start.path()>{tr(text::SOLUTION)}</a>
                    </div>
                    <div class="additional-info">
                        <Authority />
                    </div>
                </div>
            </div>
            <div class="navigation-menu">
                <div class="navigation-menu-inner container">
                    <Navigation route />
                </div>
            </div>
            <Drawer route drawer />
        </header>
    }
}

#[component]
fn PortalRow(drawer: RwSignal<bool>) -> impl IntoView {
    let session = Session::current();
    let portal = move || portal_name(session.me_now().as_ref());
    view! {
        <div class="portal-info">
            <div class="portal-info-inner container">
                <p class="portal-name">{portal}</p>
                <button
                    type="button"
                    class="function-link button-menu-open"
                    aria-haspopup="dialog"
                    on:click=move |_| drawer.set(true)
                >
                    {icon("menu")}
                    {tr(text::MENU)}
                </button>
                <div class="portal-user">
                    {move || session.me_now().map(|me| view! { <p class="user">{who(&me.user)}</p> })}
                    <LogOnOrOff />
                    <LanguageSwitch />
                </div>
            </div>
        </div>
    }
}

fn portal_name(me: Option<&Me>) -> &'static str {
    tr(match me.map(|me| me.administration) {
        Some(Administration::Arbejdsmarkedsportalen) => text::PORTAL_AMP,
        Some(Administration::Star) | None => text::PORTAL_STAR,
    })
}

fn who(user: &MeUser) -> String {
    format!("{}, {}", user.name, user.organisation.name)
}

/// Authority and support.
#[component]
fn Authority() -> impl IntoView {
    view! {
        <p>
            <strong class="authority-name">{tr(text::AUTHORITY)}</strong>
        </p>
        <p>
            {tr(text::SUPPORT)} " " <a href="tel:+4572217400">{SUPPORT_PHONE}</a> " · "
            <a href=format!("mailto:{SUPPORT_MAIL}")>{SUPPORT_MAIL}</a>
        </p>
    }
}

/// *Log af* when somebody is logged in, *Log ind* when nobody is.
#[component]
fn LogOnOrOff() -> impl IntoView {
    let session = Session::current();
    move || {
        match session.me_now() {
        Some(_) => view! {
            <button
                type="button"
                class="function-link log-off"
                on:click=move |_| session.log_out()
            >
                {icon("lock")}
                {tr(text::LOG_OFF)}
            </button>
        }
        .into_any(),
        None => view! {
            <a class="function-link log-on" rel="external" href=routes::login(&browser::current_path())>
                {icon("lock")}
                {tr(text::LOG_ON)}
            </a>
        }
        .into_any(),
    }
    }
}

/// *Dansk | English*; each in its own language.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let speech: Speech = expect_context();
    let one = move |which: Language, name: &'static str| {
        view! {
            <li>
                <button
                    type="button"
                    class="language-choice"
                    lang=which.tag()
                    aria-pressed=if language() == which { "true" } else { "false" }
                    on:click=move |_| speech.choose(which)
                >
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <ul class="language-choices" aria-label=tr(text::CHOOSE_LANGUAGE)>
            {one(Language::Da, "Dansk")}
            {one(Language::En, "English")}
        </ul>
    }
}

/// The same as a drawer, where the window is too narrow for rows.
#[component]
fn Drawer(route: Memo<Option<Route>>, drawer: RwSignal<bool>) -> impl IntoView {
    let session = Session::current();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if drawer.get() && !dialog.open() {
            // It is not open, so it can be opened.
            let _ = dialog.show_modal();
        } else if !drawer.get() && dialog.open() {
            dialog.close();
        }
    });
    Effect::new(move || {
        route.track();
        drawer.set(false);
    });
    view! {
        <dialog
            node_ref=node
            class="drawer"
            aria-label=tr(text::MENU)
            on:close=move |_| drawer.set(false)
        >
            <div class="drawer-head">
                <p class="portal-name">{move || portal_name(session.me_now().as_ref())}</p>
                <button type="button" class="function-link" on:click=move |_| drawer.set(false)>
                    {icon("close")}
                    {tr(ui::CLOSE)}
                </button>
            </div>
            {move || drawer.get().then(|| view! { <Navigation route narrow=true /> })}
            <div class="drawer-foot">
                {move || session.me_now().map(|me| view! { <p class="user">{who(&me.user)}</p> })}
                <LogOnOrOff />
                <LanguageSwitch />
                <Authority />
            </div>
        </dialog>
    }
}
