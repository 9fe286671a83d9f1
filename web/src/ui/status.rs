//! A state as a word with a colour.

use leptos::prelude::*;

/// The colour of a status; the word carries the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shade {
    /// Over, or not begun.
    Neutral,
    /// Waits.
    Info,
    /// In effect, approved.
    Good,
    /// Soon over.
    Careful,
    /// Rejected, stopped.
    Bad,
}

impl Shade {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "badge badge-quiet",
            Self::Info => "badge badge-info",
            Self::Good => "badge badge-success",
            Self::Careful => "badge badge-warning",
            Self::Bad => "badge badge-error",
        }
    }
}

/// A status tag.
pub(crate) fn status(word: &str, shade: Shade) -> impl IntoView + use<> {
    view! { <strong class=shade.class()>{word.to_owned()}</strong> }
}

/// A role: its human name, then its key in small type.
pub(crate) fn role(name: &str, key: &str) -> impl IntoView + use<> {
    view! {
        <span class="role">
            <span class="role-name">{name.to_owned()}</span>
            " "
            <code class="role-key">{key.to_owned()}</code>
        </span>
    }
}
