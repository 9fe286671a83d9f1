//! What may be done, as the server says: allowed is a button, refused is a locked line with the
//! reason and the next step, unmentioned is nothing.

use leptos::prelude::*;
use shared::{
    problem::ProblemKind,
    session::{Action, AllowedAction},
};

use super::notice::Locked;
use crate::i18n::language;

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
    let refused = find(all, action).filter(|one| !one.allowed)?;
    Some(line(refused, what))
}

fn line(refused: &AllowedAction, what: &'static str) -> impl IntoView + use<> {
    let next = refused.next_step.clone().map(|step| (step.text, step.href));
    view! { <Locked what reason=reason(refused) next /> }
}

/// Why an action is refused, in the server's words.
fn reason(refused: &AllowedAction) -> String {
    refused.reason.clone().unwrap_or_else(|| {
        let code = refused.code.unwrap_or(ProblemKind::NotAllowed);
        code.title().text(language()).to_owned()
    })
}

/// Locked lines for several actions; when one reason refuses them all, a single line that says
/// `together`.
pub(crate) fn locked_lines(
    all: &[AllowedAction],
    each: &[(Action, &'static str)],
    together: &'static str,
) -> Vec<AnyView> {
    let refused: Vec<_> = each
        .iter()
        .filter_map(|(action, what)| Some((find(all, *action)?, *what)))
        .filter(|(one, _)| !one.allowed)
        .collect();
    match refused.as_slice() {
        [(first, _), others @ ..]
            if !others.is_empty() && others.iter().all(|(one, _)| reason(one) == reason(first)) =>
        {
            vec![line(first, together).into_any()]
        }
        _ => refused
            .into_iter()
            .map(|(one, what)| line(one, what).into_any())
            .collect(),
    }
}
