//! The request while it is being written.

use leptos::prelude::*;
use shared::{
    access_request::{AccessRequestView, NewAccessRequest, RequestAction},
    problem::FieldCode,
    session::Action,
    text::Reason,
    user::{AssignableRole, UserView},
};

use crate::{
    browser,
    i18n::{requests as text, tr},
    ui::{actions, field::DateParts, form::FormErrors, sending::Sending},
};

/// The id of every step's heading.
pub(super) const STEP_HEADING: &str = "step-heading";

/// Names the fields have in what is sent.
pub(super) mod field {
    pub(in super::super) const ROLE: &str = "role";
    pub(in super::super) const REASON: &str = "justification";
    pub(in super::super) const UNTIL: &str = "valid_until";
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
    /// Whom it is about, when that is somebody else.
    pub(super) subject: RwSignal<Option<UserView>>,
    /// Whether the role shall be given or taken.
    pub(super) action: RwSignal<RequestAction>,
    /// Roles that may not be asked for now.
    pub(super) refused: RwSignal<Vec<AssignableRole>>,
    /// Roles that may be asked for, and where each would be held.
    pub(super) offered: RwSignal<Vec<AssignableRole>>,
    /// The chosen role's key.
    pub(super) role: RwSignal<String>,
    /// Why.
    pub(super) reason: RwSignal<String>,
    /// Until when.
    pub(super) until: DateParts,
    /// What is wrong.
    pub(super) errors: FormErrors,
    /// The sending of it.
    pub(super) sending: Sending,
    /// What the server made of it.
    pub(super) sent: RwSignal<Option<AccessRequestView>>,
}

impl Draft {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            step: RwSignal::new(Step::Access),
            subject: RwSignal::new(None),
            action: RwSignal::new(RequestAction::Grant),
            refused: RwSignal::new(Vec::new()),
            offered: RwSignal::new(Vec::new()),
            role: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            until: DateParts::new(None),
            errors: FormErrors::new(),
            sending: Sending::new(),
            sent: RwSignal::new(None),
        }
    }

    /// Takes what the server offers and chooses `wanted`, nothing unasked. A role that
    /// somebody else holds already is wanted away.
    pub(super) fn offer(
        self,
        subject: Option<UserView>,
        roles: Vec<AssignableRole>,
        wanted: Option<&str>,
    ) {
        let held = subject.as_ref().is_some_and(|user| {
            wanted.is_some_and(|key| user.roles.iter().any(|role| role == key))
        });
        if held {
            self.action.set(RequestAction::Revoke);
        }
        self.subject.set(subject);
        let (offered, refused): (Vec<_>, Vec<_>) = roles.into_iter().partition(|role| {
            let asked = actions::allows(&role.allowed_actions, Action::SubmitAccessRequest);
            if held {
                wanted == Some(&role.role)
            } else {
                asked
            }
        });
        self.refused.set(refused);
        let first = wanted.filter(|key| offered.iter().any(|role| role.role == *key));
        if let Some(key) = first.filter(|_| self.role.with_untracked(String::is_empty)) {
            self.role.set(key.to_owned());
        }
        self.offered.set(offered);
    }

    /// The chosen role.
    pub(super) fn chosen(self) -> Option<AssignableRole> {
        self.offered.with_untracked(|all| {
            self.role
                .with_untracked(|key| all.iter().find(|role| role.role == *key).cloned())
        })
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
        if self.errors.show(reason.into_iter().chain(until).collect()) {
            self.go_to(Step::Check);
        }
    }

    /// What is sent.
    pub(super) fn body(self) -> Option<NewAccessRequest> {
        let role = self.chosen()?;
        Some(NewAccessRequest {
            action: self.action.get_untracked(),
            role: role.role,
            subject_id: self
                .subject
                .with_untracked(|user| user.as_ref().map(|user| user.id)),
            organisation_id: role.organisation.id,
            unit: None,
            justification: self.reason.get_untracked().trim().to_owned(),
            case_reference: None,
            valid_until: self.until.end_of_day().ok().flatten(),
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
