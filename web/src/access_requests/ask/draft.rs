//! The request while it is being written.

use leptos::prelude::*;
use shared::{
    access_request::{AccessRequestView, NewAccessRequest, RequestAction},
    problem::FieldCode,
    text::{CaseReference, Reason},
    user::AssignableRole,
};

use super::{
    Besides, Moment,
    offer::{Offer, key_of},
};
use crate::{
    browser,
    i18n::{handling, requests as text, tr},
    ui::{field::DateParts, form::FormErrors, sending::Sending},
};

/// The id of every step's heading.
pub(super) const STEP_HEADING: &str = "step-heading";

/// Names the fields have in what is sent.
pub(super) mod field {
    pub(in super::super) const ROLE: &str = "role";
    pub(in super::super) const REASON: &str = "justification";
    pub(in super::super) const UNTIL: &str = "valid_until";
    pub(in super::super) const CASE: &str = "case_reference";
    pub(in super::super) const ACTION: &str = "action";
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Which role.
    Access,
    /// Why, and until when.
    Reason,
    /// Everything once more.
    Check,
    /// It is sent.
    Receipt,
}

impl Step {
    /// Its place, from 0.
    pub(super) const fn place(self) -> usize {
        match self {
            Self::Access => 0,
            Self::Reason => 1,
            Self::Check => 2,
            Self::Receipt => 3,
        }
    }
}

/// What has been chosen and typed so far.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    /// The step that is on.
    pub(super) step: RwSignal<Step>,
    /// Whether the role shall be given or taken, as a word.
    pub(super) action: RwSignal<String>,
    /// What may be asked for.
    pub(super) offer: RwSignal<Offer>,
    /// What tells the chosen role from the others.
    pub(super) role: RwSignal<String>,
    /// P-number of the chosen unit; empty for the whole organisation.
    pub(super) unit: RwSignal<String>,
    /// Why.
    pub(super) reason: RwSignal<String>,
    /// A case number of the organisation's own.
    pub(super) case: RwSignal<String>,
    /// Until when.
    pub(super) until: DateParts,
    /// What is wrong.
    pub(super) errors: FormErrors,
    /// The sending of it.
    pub(super) sending: Sending,
    /// What the server made of it.
    pub(super) sent: RwSignal<Option<AccessRequestView>>,
    besides: Option<Besides>,
}

impl Draft {
    /// Nothing yet.
    pub(super) fn new(besides: Option<Besides>) -> Self {
        Self {
            step: RwSignal::new(Step::Access),
            action: RwSignal::new(RequestAction::Grant.as_str().to_owned()),
            offer: RwSignal::new(Offer::default()),
            role: RwSignal::new(String::new()),
            unit: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            case: RwSignal::new(String::new()),
            until: DateParts::new(None),
            errors: FormErrors::new(),
            sending: Sending::new(),
            sent: RwSignal::new(None),
            besides,
        }
    }

    /// What only some requests have besides.
    pub(super) fn besides(self, moment: Moment) -> Option<AnyView> {
        self.besides.map(|besides| besides.run(moment))
    }

    /// Takes what may be asked for and chooses `wanted`, nothing unasked: taken where it is held
    /// already, or where that is asked.
    pub(super) fn take(self, offer: Offer, wanted: Option<&str>, action: Option<RequestAction>) {
        let has = |list: &[AssignableRole]| {
            wanted.is_some_and(|key| list.iter().any(|one| one.role == key))
        };
        let action = match (offer.to_give.is_empty(), offer.to_take.is_empty()) {
            _ if action.is_some() => action,
            _ if has(&offer.to_take) => Some(RequestAction::Revoke),
            (true, false) => Some(RequestAction::Revoke),
            _ => None,
        };
        let action = action.unwrap_or(RequestAction::Grant);
        self.action.set(action.as_str().to_owned());
        let mut offered = offer.of(action).iter();
        if let Some(role) = offered.find(|one| wanted == Some(one.role.as_str())) {
            self.role.set(key_of(role));
        }
        self.offer.set(offer);
    }

    /// Whether the role shall be given or taken; tracked.
    pub(super) fn action(self) -> RequestAction {
        self.action
            .with(|word| word.parse().unwrap_or(RequestAction::Grant))
    }

    /// As [`Draft::action`], untracked.
    pub(super) fn chosen_action(self) -> RequestAction {
        self.action
            .with_untracked(|word| word.parse().unwrap_or(RequestAction::Grant))
    }

    /// The chosen role.
    pub(super) fn chosen(self) -> Option<AssignableRole> {
        let action = self.chosen_action();
        self.offer.with_untracked(|offer| {
            let list = offer.of(action).iter();
            self.role
                .with_untracked(|key| list.clone().find(|role| key_of(role) == *key).cloned())
        })
    }

    /// The unit that it is limited to.
    pub(super) fn limit(self, role: &AssignableRole) -> Option<String> {
        if self.chosen_action() == RequestAction::Revoke {
            return role.unit.clone();
        }
        let typed = self.unit.get_untracked();
        self.offer
            .with_untracked(|offer| offer.limits.chosen(role, &typed))
    }

    /// Whether it is about somebody else.
    pub(super) fn is_for_another(self) -> bool {
        self.offer.with_untracked(|offer| offer.subject.is_some())
    }

    /// Goes to `step`, whose heading takes focus.
    pub(super) fn go_to(self, step: Step) {
        self.errors.show(Vec::new());
        self.step.set(step);
        browser::focus_soon(STEP_HEADING);
    }

    /// Goes on when a role is chosen.
    pub(super) fn finish_access(self) {
        let missing = self.chosen().is_none();
        let errors = missing.then(|| (field::ROLE, tr(text::CHOOSE_A_ROLE).to_owned()));
        if self.errors.show(errors.into_iter().collect()) {
            self.go_to(Step::Reason);
        }
    }

    /// Goes on when reason and date can be understood.
    pub(super) fn finish_reason(self) {
        let reason = self
            .reason
            .with_untracked(|typed| Reason::parse(typed))
            .err();
        let reason = reason.map(|code| (field::REASON, reason_text(code).to_owned()));
        let until = self
            .until
            .end_of_day()
            .err()
            .map(|words| (field::UNTIL, words));
        let case = self
            .case
            .with_untracked(|typed| CaseReference::parse(typed));
        let too_long = !matches!(case, Ok(_) | Err(FieldCode::Required));
        let case = too_long.then(|| (field::CASE, tr(handling::CASE_LONG).to_owned()));
        let wrong = reason.into_iter().chain(until).chain(case);
        if self.errors.show(wrong.collect()) {
            self.go_to(Step::Check);
        }
    }

    /// What is sent.
    pub(super) fn body(self) -> Option<NewAccessRequest> {
        let role = self.chosen()?;
        let unit = self.limit(&role);
        Some(NewAccessRequest {
            action: self.chosen_action(),
            role: role.role,
            subject_id: self
                .offer
                .with_untracked(|offer| offer.subject.as_ref().map(|user| user.id)),
            organisation_id: role.organisation.id,
            unit,
            justification: self.reason.get_untracked().trim().to_owned(),
            case_reference: self.case.with_untracked(|typed| {
                CaseReference::parse(typed)
                    .ok()
                    .map(CaseReference::into_string)
            }),
            valid_until: self
                .until
                .end_of_day()
                .ok()
                .flatten()
                .filter(|_| self.chosen_action() == RequestAction::Grant),
        })
    }
}

const fn reason_bilingual(code: FieldCode) -> shared::language::Bilingual {
    match code {
        FieldCode::Required => text::REASON_MISSING,
        FieldCode::TooLong => text::REASON_LONG,
        FieldCode::Malformed => text::REASON_MALFORMED,
        _ => text::REASON_SHORT,
    }
}

fn reason_text(code: FieldCode) -> &'static str {
    tr(reason_bilingual(code))
}
