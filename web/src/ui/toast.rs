//! Short messages that something went well.

use std::time::Duration;

use leptos::prelude::*;

use super::icon::icon;
use crate::i18n::{tr, ui as text};

/// How long a message stays, unless it is read with the pointer on it or closed.
const STAYS: Duration = Duration::from_secs(8);

/// The message on screen, if any.
#[derive(Clone, Copy)]
pub(crate) struct Toasts(RwSignal<Option<String>>);

impl Toasts {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The toasts of the page that is being drawn.
    pub(crate) fn current() -> Self {
        expect_context()
    }

    /// Shows `message` for a while.
    pub(crate) fn show(self, message: impl Into<String>) {
        let message = message.into();
        self.0.set(Some(message.clone()));
        set_timeout(
            move || {
                if self.0.get_untracked().as_ref() == Some(&message) {
                    self.0.set(None);
                }
            },
            STAYS,
        );
    }
}

/// Where messages appear; always there, so that screen readers notice a new one.
#[component]
pub(crate) fn ToastPlace() -> impl IntoView {
    let toasts = Toasts::current();
    view! {
        <div class="toast-place" role="status" aria-live="polite">
            {move || {
                toasts
                    .0
                    .get()
                    .map(|message| {
                        view! {
                            <div class="toast-card">
                                {icon("success")} <span>{message}</span>
                                <button
                                    type="button"
                                    class="toast-dismiss"
                                    aria-label=tr(text::CLOSE)
                                    on:click=move |_| toasts.0.set(None)
                                >
                                    {icon("close")}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
