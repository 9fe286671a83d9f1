//! The grant while it is being written.

use leptos::prelude::*;
use shared::{
    problem::FieldCode,
    role_grant::NewRoleGrant,
    session::Action,
    text::{CaseReference, Reason},
    user::{AssignableRole, UserView},
};

use crate::{
    browser,
    i18n::{tr, users as text},
    ui::{actions, field::DateParts, form::FormErrors, reason, sending::Sending},
    units::limit::Limits,
};

/// The id of each step's heading.
pub(super) const STEP_HEADING: &str = "step-heading";

/// Names the fields have in what is sent.
pub(super) mod field {
    pub(in super::super) const ROLE: &str = "role";
    pub(in super::super) const REASON: &str = "reason";
    pub(in super::super) const UNTIL: &str = "valid_until";
    pub(in super::super) const CASE: &str = "case_reference";
}

/// What has been chosen and typed so far.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    /// Who shall hold the role.
    pub(super) user: StoredValue<UserView>,
    /// Every role, with what the server says about giving it.
    pub(super) roles: StoredValue<Vec<AssignableRole>>,
    /// The units that a role can be limited to.
    pub(super) limits: StoredValue<Limits>,
    /// Whether everything is shown once more.
    pub(super) checking: RwSignal<bool>,
    /// The chosen role in its place, as [`key_of`] names it.
    pub(super) role: RwSignal<String>,
    /// P-number of the chosen unit; empty for the whole organisation.
    pub(super) unit: RwSignal<String>,
    /// Why.
    pub(super) reason: RwSignal<String>,
    /// A case number.
    pub(super) case: RwSignal<String>,
    /// Until when.
    pub(super) until: DateParts,
    /// What is wrong.
    pub(super) errors: FormErrors,
    /// The sending of it.
    pub(super) sending: Sending,
}

impl Draft {
    /// Nothing chosen yet, but the only role there is.
    pub(super) fn new(user: UserView, roles: Vec<AssignableRole>, limits: Limits) -> Self {
        let only = match grantable(&roles).as_slice() {
            [one] => key_of(one),
            _ => String::new(),
        };
        Self {
            user: StoredValue::new(user),
            roles: StoredValue::new(roles),
            limits: StoredValue::new(limits),
            checking: RwSignal::new(false),
            role: RwSignal::new(only),
            unit: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            case: RwSignal::new(String::new()),
            until: DateParts::new(None),
            errors: FormErrors::new(),
            sending: Sending::new(),
        }
    }

    /// The chosen role.
    pub(super) fn chosen(self) -> Option<AssignableRole> {
        self.role_named(&self.role.get_untracked())
    }

    /// The role that may be given, as [`key_of`] names it.
    pub(super) fn role_named(self, key: &str) -> Option<AssignableRole> {
        self.roles
            .with_value(|all| grantable(all).into_iter().find(|one| key_of(one) == key))
    }

    /// The unit that the grant is limited to.
    pub(super) fn limit(self, role: &AssignableRole) -> Option<String> {
        let typed = self.unit.get_untracked();
        self.limits.with_value(|limits| limits.chosen(role, &typed))
    }

    /// Goes on to the check when everything can be understood.
    pub(super) fn finish(self) {
        let role = self
            .chosen()
            .is_none()
            .then(|| (field::ROLE, tr(text::CHOOSE_ROLE).to_owned()));
        let reason = self
            .reason
            .with_untracked(|typed| Reason::parse(typed).err())
            .map(|code| (field::REASON, reason::words(code)));
        let until = self
            .until
            .end_of_day()
            .err()
            .map(|words| (field::UNTIL, words));
        let case = self
            .case
            .with_untracked(|typed| CaseReference::parse(typed).err())
            .filter(|code| *code != FieldCode::Required)
            .map(|_| (field::CASE, tr(text::CASE_LONG).to_owned()));
        let wrong = [role, until, reason, case].into_iter().flatten().collect();
        if self.errors.show(wrong) {
            self.go_to(true);
        }
    }

    /// To the check, or back from it.
    pub(super) fn go_to(self, checking: bool) {
        self.checking.set(checking);
        browser::focus_soon(STEP_HEADING);
    }

    /// What is sent.
    pub(super) fn body(self) -> Option<NewRoleGrant> {
        let role = self.chosen()?;
        let case = self.case.get_untracked().trim().to_owned();
        let unit = self.limit(&role);
        Some(NewRoleGrant {
            user_id: self.user.with_value(|user| user.id),
            role: role.role,
            organisation_id: role.organisation.id,
            unit,
            valid_from: None,
            valid_until: self.until.end_of_day().ok().flatten(),
            reason: self.reason.get_untracked().trim().to_owned(),
            case_reference: (!case.is_empty()).then_some(case),
        })
    }
}

/// Names a role in its place: a kommune's user may hold the same one at several job centres.
pub(super) fn key_of(role: &AssignableRole) -> String {
    format!("{}/{}", role.role, role.organisation.id)
}

/// The roles that the server allows to be given.
pub(super) fn grantable(roles: &[AssignableRole]) -> Vec<AssignableRole> {
    roles
        .iter()
        .filter(|role| actions::allows(&role.allowed_actions, Action::GrantRole))
        .cloned()
        .collect()
}
