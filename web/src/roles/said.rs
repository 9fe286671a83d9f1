//! All that an administrator says of a role, and what of it differs from what stands.

use shared::{
    attribute::AttributeRef,
    organisation::OrganisationKind,
    role::{Assurance, ChangeRole, NewRole, RoleRef, RoleRuleView, RoleView},
};

use crate::i18n::{roles as text, tr, words as vocabulary};

/// What is said of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) name_da: String,
    pub(super) name_en: String,
    pub(super) description_da: String,
    pub(super) description_en: String,
    pub(super) assurance: Assurance,
    pub(super) max_duration_days: Option<i32>,
    pub(super) min_holders: Option<i32>,
    pub(super) max_holders: Option<i32>,
    pub(super) dormant_after_days: Option<i32>,
    pub(super) requires: Vec<String>,
    pub(super) conflicts_with: Vec<String>,
    pub(super) requires_attributes: Vec<String>,
    pub(super) rules: Vec<RoleRuleView>,
}

fn keys(roles: &[RoleRef]) -> Vec<String> {
    let mut keys: Vec<_> = roles.iter().map(|role| role.key.clone()).collect();
    keys.sort_unstable();
    keys
}

fn attribute_keys(attributes: &[AttributeRef]) -> Vec<String> {
    let mut keys: Vec<_> = attributes.iter().map(|one| one.key.clone()).collect();
    keys.sort_unstable();
    keys
}

fn changed<T: Clone + PartialEq>(before: &T, now: &T) -> Option<T> {
    (before != now).then(|| now.clone())
}

impl Said {
    /// What stands.
    pub(super) fn of(role: &RoleView) -> Self {
        let rule_of = |kind: &OrganisationKind| {
            let mut rules = role.rules.iter();
            rules.find(|rule| rule.holder_kind == *kind).copied()
        };
        Self {
            name_da: role.name_da.clone(),
            name_en: role.name_en.clone(),
            description_da: role.description_da.clone(),
            description_en: role.description_en.clone(),
            assurance: role.assurance,
            max_duration_days: role.max_duration_days,
            min_holders: role.min_holders,
            max_holders: role.max_holders,
            dormant_after_days: role.dormant_after_days,
            requires: keys(&role.requires),
            conflicts_with: keys(&role.conflicts_with),
            requires_attributes: attribute_keys(&role.requires_attributes),
            rules: OrganisationKind::ALL.iter().filter_map(rule_of).collect(),
        }
    }

    /// What of it differs from `before`.
    pub(super) fn since(&self, before: &Self) -> ChangeRole {
        ChangeRole {
            name_da: changed(&before.name_da, &self.name_da),
            name_en: changed(&before.name_en, &self.name_en),
            description_da: changed(&before.description_da, &self.description_da),
            description_en: changed(&before.description_en, &self.description_en),
            assurance: changed(&before.assurance, &self.assurance),
            max_duration_days: changed(&before.max_duration_days, &self.max_duration_days),
            min_holders: changed(&before.min_holders, &self.min_holders),
            max_holders: changed(&before.max_holders, &self.max_holders),
            dormant_after_days: changed(&before.dormant_after_days, &self.dormant_after_days),
            requires: changed(&before.requires, &self.requires),
            conflicts_with: changed(&before.conflicts_with, &self.conflicts_with),
            requires_attributes: changed(&before.requires_attributes, &self.requires_attributes),
            rules: changed(&before.rules, &self.rules),
        }
    }

    /// As a new role.
    pub(super) fn new_role(self, key: String) -> NewRole {
        NewRole {
            key,
            name_da: self.name_da,
            name_en: self.name_en,
            description_da: self.description_da,
            description_en: self.description_en,
            assurance: Some(self.assurance),
            max_duration_days: self.max_duration_days,
            min_holders: self.min_holders,
            max_holders: self.max_holders,
            dormant_after_days: self.dormant_after_days,
            requires: self.requires,
            conflicts_with: self.conflicts_with,
            requires_attributes: self.requires_attributes,
            rules: self.rules,
        }
    }

    /// Each part in words, to be compared by people.
    pub(super) fn in_words(&self) -> Vec<(&'static str, String)> {
        let number = super::words::limit;
        vec![
            (tr(text::NAME_DA), self.name_da.clone()),
            (tr(text::NAME_EN), self.name_en.clone()),
            (tr(text::DESCRIPTION_DA), self.description_da.clone()),
            (tr(text::DESCRIPTION_EN), self.description_en.clone()),
            (
                tr(text::ASSURANCE),
                tr(text::assurance(self.assurance)).to_owned(),
            ),
            (tr(text::DAYS), number(self.max_duration_days)),
            (tr(text::FEWEST), number(self.min_holders)),
            (tr(text::MOST), number(self.max_holders)),
            (
                tr(text::UNUSED_DAYS),
                super::words::unused(self.dormant_after_days),
            ),
            (tr(text::REQUIRES), listed(&self.requires)),
            (tr(text::CONFLICTS), listed(&self.conflicts_with)),
            (
                tr(text::REQUIRES_ATTRIBUTES),
                listed(&self.requires_attributes),
            ),
            (
                tr(text::RULES),
                self.rules.iter().map(rule).collect::<Vec<_>>().join("; "),
            ),
        ]
    }
}

fn listed(keys: &[String]) -> String {
    if keys.is_empty() {
        tr(text::NONE).to_owned()
    } else {
        keys.join(", ")
    }
}

fn rule(rule: &RoleRuleView) -> String {
    let words = [
        text::place(rule.target),
        text::asks(rule.requestable_by_self, rule.requestable_by_lba),
        text::authority(rule.granted_by),
        text::authority(rule.revoked_by),
    ];
    let kind = tr(vocabulary::kind(rule.holder_kind));
    format!("{kind}: {}", words.map(tr).join(", "))
}
