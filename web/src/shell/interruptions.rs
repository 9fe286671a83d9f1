//! What comes between: the session ended, the connection is gone.

use leptos::prelude::*;
use shared::organisation::Administration;

use crate::{
    browser,
    i18n::{administrations as modules, fill, shell as text, tr},
    routes,
    session::Session,
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
        icon::icon,
        notice::{Notice, Tone},
        toast::Toasts,
    },
};

/// Over the page, which keeps what was typed: logging in happens in another tab, and coming
/// back to this one finds it logged in.
#[component]
pub(super) fn SessionExpired() -> impl IntoView {
    let session = Session::current();
    let toasts = Toasts::current();
    let open = RwSignal::new(false);
    Effect::new(move |before: Option<bool>| {
        let expired = session.has_expired();
        open.set(expired);
        if before == Some(true) && !expired {
            toasts.show(tr(text::WELCOME_BACK));
        }
        expired
    });
    view! {
        <Dialog open id="session-expired" title=tr(text::EXPIRED_TITLE) closable=false>
            <p>{tr(text::EXPIRED_TEXT)}</p>
            <a
                class="button button-primary"
                href=routes::login(&browser::current_path())
                target="_blank"
                rel="external noopener"
            >
                {icon("open-in-new")}
                {tr(text::LOG_ON_AGAIN)}
                <span class="sr-only">" " {tr(text::NEW_TAB)}</span>
            </a>
        </Dialog>
    }
}

/// Over the page, which keeps what was typed: the organisation is administered in the other module
/// now. Going on shows that module, in which the same can be sent again.
#[component]
pub(super) fn MovedElsewhere() -> impl IntoView {
    let session = Session::current();
    let elsewhere = session.elsewhere();
    let open = RwSignal::new(false);
    Effect::new(move || open.set(elsewhere.get().is_some()));
    let said = move |words| {
        let module = elsewhere
            .get()
            .map(Administration::name)
            .unwrap_or_default();
        let kind = session.me_now().map(|me| me.user.organisation.kind);
        let kind = kind.map(|kind| tr(kind.plural())).unwrap_or_default();
        fill(words, &[("kind", kind), ("module", module)])
    };
    let go_on = Callback::new(move |()| {
        session.refresh();
        elsewhere.set(None);
    });
    let title = Signal::derive(move || said(modules::ELSEWHERE_TITLE));
    view! {
        <Dialog open id="moved-elsewhere" title closable=false>
            <p>{tr(modules::ELSEWHERE_TEXT)}</p>
            <Button
                label=said(modules::ELSEWHERE_GO)
                weight=Weight::Primary
                on_press=go_on
            />
        </Dialog>
    }
}

/// A line under the header while there is no connection.
#[component]
pub(super) fn OfflineBanner() -> impl IntoView {
    let offline = RwSignal::new(!window().navigator().on_line());
    let gone = window_event_listener(leptos::ev::offline, move |_| offline.set(true));
    let back = window_event_listener(leptos::ev::online, move |_| offline.set(false));
    on_cleanup(move || {
        gone.remove();
        back.remove();
    });
    move || {
        offline.get().then(|| {
            view! {
                <div class="container">
                    <Notice tone=Tone::Warning>{tr(text::OFFLINE)}</Notice>
                </div>
            }
        })
    }
}
