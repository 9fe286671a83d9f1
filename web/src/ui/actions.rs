//! What may be done, as the server says: allowed is a button, refused is a locked line with the
//! reason and the next step, unmentioned is nothing.

use leptos::prelude::*;
use shared::session::{Action, AllowedAction};

use super::notice::Locked;

/// What the server said about one action.
pub(crate) fn find(all: &[AllowedAction], action: Action) -> Option<&AllowedAction> {
    all.iter().find(|one| one.action == action)
}

/// Whether the server allows it.
pub(crate) fn allows(all: &[AllowedAction], action: Action) -> bool {
    find(all, action).is_some_and(|one| one.allowed)
}

/// A locked line for an action that was refused; nothing when it is allowed or unmentioned.
pub(crate) fn locked_line(
    all: &[AllowedAction],
    action: Action,
    what: &'static str,
) -> Option<impl IntoView + use<>> {
    let refused = find(all, action).filter(|one| !one.allowed)?.clone();
    let reason = refused.reason.unwrap_or_else(|| {
        let code = refused
            .code
            .unwrap_or(shared::problem::ProblemKind::NotAllowed);
        code.title().text(crate::i18n::language()).to_owned()
    });
    let next = refused.next_step.map(|step| (step.text, step.href));
    Some(view! { <Locked what reason next /> })
}
