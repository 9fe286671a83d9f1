//! The policy's verdicts as the `allowed_actions` that views carry.

use shared::{
    language::Language,
    problem::ProblemKind,
    session::{Action, AllowedAction},
};

use super::{detail::detail, next_step::next_step};
use crate::policy::{Authorised, Denied};

/// Tells whether the caller may do `action`, and if not, why and what to do instead.
pub fn allowed<A>(
    action: Action,
    verdict: Result<Authorised<A>, Denied>,
    language: Language,
) -> AllowedAction {
    match verdict {
        Ok(_) => AllowedAction {
            action,
            allowed: true,
            code: None,
            reason: None,
            next_step: None,
        },
        Err(denied) => refused(action, &denied, language),
    }
}

/// An action that a rule refuses.
pub fn refused(action: Action, denied: &Denied, language: Language) -> AllowedAction {
    AllowedAction {
        next_step: denied.next.as_ref().map(|next| next_step(next, language)),
        reason: Some(detail(denied, language)),
        ..prevented(action, denied.kind, language)
    }
}

/// An action that no rule refuses but that a fact stands in the way of, such as an open request
/// for the same thing.
pub fn prevented(action: Action, by: ProblemKind, language: Language) -> AllowedAction {
    AllowedAction {
        action,
        allowed: false,
        code: Some(by),
        reason: Some(by.title().text(language).to_owned()),
        next_step: None,
    }
}
