//! Messages within a page.

use leptos::prelude::*;

use super::icon::icon;
use crate::i18n::{tr, ui as text};

/// What kind of message it is; said in words too, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Good to know.
    Info,
    /// It went well.
    Success,
    /// Think first.
    Warning,
    /// It went wrong.
    Error,
}

impl Tone {
    const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    fn spoken(self) -> &'static str {
        tr(match self {
            Self::Info => text::TONE_INFO,
            Self::Success => text::TONE_SUCCESS,
            Self::Warning => text::TONE_WARNING,
            Self::Error => text::TONE_ERROR,
        })
    }
}

/// A message. Errors and warnings are read out as they appear.
#[component]
pub(crate) fn Notice(
    tone: Tone,
    #[prop(optional, into)] heading: String,
    children: Children,
) -> impl IntoView {
    let urgent = matches!(tone, Tone::Error | Tone::Warning);
    view! {
        <div class=format!("alert alert-{}", tone.name()) role=urgent.then_some("alert")>
            <svg class="icon-svg alert-icon" focusable="false" aria-hidden="true">
                <use href=format!("#icon-{}", tone.name())></use>
            </svg>
            <div class="alert-body">
                <span class="sr-only">{tone.spoken()} ": "</span>
                {(!heading.is_empty()).then(|| view! { <h2 class="alert-heading h4">{heading}</h2> })}
                <div class="alert-text">{children()}</div>
            </div>
        </div>
    }
}

/// A lock, and why: what exists but may not be done here.
#[component]
pub(crate) fn Locked(
    /// What may not be done.
    #[prop(into)]
    what: String,
    /// Why not.
    #[prop(into)]
    reason: String,
    /// What to do instead, and where.
    #[prop(optional_no_strip, into)]
    next: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <p class="locked">
            {icon("lock")} <span>
                {(!what.is_empty())
                    .then(|| {
                        view! {
                            <strong>{what}</strong>
                            " "
                        }
                    })}
                {reason}
                {next
                    .map(|(label, href)| {
                        let external = !href.starts_with('/');
                        view! {
                            " "
                            <a href=href rel=external.then_some("external")>
                                {label}
                            </a>
                        }
                    })}
            </span>
        </p>
    }
}
