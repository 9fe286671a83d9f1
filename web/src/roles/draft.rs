//! A role as it is typed, for a new one and for changes alike.

use leptos::prelude::*;
use shared::{
    organisation::OrganisationKind,
    problem::FieldCode,
    role::{Assurance, Authority, GrantTarget, RoleKey, RoleRuleView, RoleView},
    text::{RoleDescription, RoleName, field_text},
};

use super::said::Said;
use crate::{
    i18n::{language, roles as text, tr},
    ui::{form::FormErrors, sending::Sending},
};

/// The rule of one kind of organisation, as chosen.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) kind: OrganisationKind,
    /// Where; nothing when the role cannot be given there.
    pub(super) place: RwSignal<Option<GrantTarget>>,
    /// Whether the employee may ask, and whether the LBA may.
    pub(super) asks: RwSignal<(bool, bool)>,
    pub(super) gives: RwSignal<Authority>,
    pub(super) takes: RwSignal<Authority>,
}

impl Line {
    fn new(kind: OrganisationKind, rule: Option<&RoleRuleView>) -> Self {
        let by = |of: fn(&RoleRuleView) -> Authority| rule.map_or(Authority::Lba, of);
        let asks = rule.map(|rule| (rule.requestable_by_self, rule.requestable_by_lba));
        Self {
            kind,
            place: RwSignal::new(rule.map(|rule| rule.target)),
            asks: RwSignal::new(asks.unwrap_or((false, true))),
            gives: RwSignal::new(by(|rule| rule.granted_by)),
            takes: RwSignal::new(by(|rule| rule.revoked_by)),
        }
    }

    fn rule(self) -> Option<RoleRuleView> {
        let (requestable_by_self, requestable_by_lba) = self.asks.get_untracked();
        self.place.get_untracked().map(|target| RoleRuleView {
            holder_kind: self.kind,
            target,
            requestable_by_self,
            requestable_by_lba,
            granted_by: self.gives.get_untracked(),
            revoked_by: self.takes.get_untracked(),
        })
    }
}

/// The numbers that limit a role.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub(super) days: RwSignal<String>,
    pub(super) fewest: RwSignal<String>,
    pub(super) most: RwSignal<String>,
    pub(super) unused: RwSignal<String>,
}

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) key: RwSignal<String>,
    pub(super) names: [RwSignal<String>; 2],
    pub(super) descriptions: [RwSignal<String>; 2],
    pub(super) assurance: RwSignal<Assurance>,
    pub(super) limits: StoredValue<Limits>,
    pub(super) requires: RwSignal<Vec<String>>,
    pub(super) conflicts: RwSignal<Vec<String>>,
    pub(super) attributes: RwSignal<Vec<String>>,
    pub(super) lines: StoredValue<Vec<Line>>,
    pub(super) errors: FormErrors,
    pub(super) sending: Sending,
}

type Wrong = (&'static str, String);

fn number(field: &'static str, typed: RwSignal<String>, wrong: &mut Vec<Wrong>) -> Option<i32> {
    let typed = typed.get_untracked();
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse().ok();
    if number.is_none() {
        wrong.push((field, tr(text::NOT_A_NUMBER).to_owned()));
    }
    number
}

fn checked<T>(
    field: &'static str,
    parsed: Result<T, FieldCode>,
    wrong: &mut Vec<Wrong>,
) -> Option<T> {
    let told = |code: &FieldCode| wrong.push((field, field_text(*code, language()).to_owned()));
    parsed.inspect_err(told).ok()
}

impl Draft {
    /// What stands, to begin with; nothing for a new role.
    pub(super) fn new(role: Option<&RoleView>) -> Self {
        let said = role.map(Said::of);
        let words = |of: fn(&Said) -> &String| {
            RwSignal::new(said.as_ref().map(of).cloned().unwrap_or_default())
        };
        let number = |of: fn(&Said) -> Option<i32>| {
            let number = said.as_ref().and_then(of);
            RwSignal::new(number.map(|number| number.to_string()).unwrap_or_default())
        };
        let keys = |of: fn(&Said) -> &Vec<String>| {
            RwSignal::new(said.as_ref().map(of).cloned().unwrap_or_default())
        };
        let line = |kind: &OrganisationKind| {
            let mut rules = said.iter().flat_map(|said| &said.rules);
            Line::new(*kind, rules.find(|rule| rule.holder_kind == *kind))
        };
        let level = said.as_ref().map(|said| said.assurance);
        Self {
            key: RwSignal::new(role.map(|role| role.key.clone()).unwrap_or_default()),
            names: [words(|said| &said.name_da), words(|said| &said.name_en)],
            descriptions: [
                words(|said| &said.description_da),
                words(|said| &said.description_en),
            ],
            assurance: RwSignal::new(level.unwrap_or(Assurance::Substantial)),
            limits: StoredValue::new(Limits {
                days: number(|said| said.max_duration_days),
                fewest: number(|said| said.min_holders),
                most: number(|said| said.max_holders),
                unused: number(|said| said.dormant_after_days),
            }),
            requires: keys(|said| &said.requires),
            conflicts: keys(|said| &said.conflicts_with),
            attributes: keys(|said| &said.requires_attributes),
            lines: StoredValue::new(OrganisationKind::ALL.iter().map(line).collect()),
            errors: FormErrors::new(),
            sending: Sending::new(),
        }
    }

    /// What is said, when it can be understood; else shows what is wrong.
    pub(super) fn read(self, is_new: bool) -> Option<Said> {
        let mut wrong = Vec::new();
        if is_new {
            let key = self.key.with_untracked(|typed| RoleKey::parse(typed));
            checked("key", key, &mut wrong);
        }
        let [name_da, name_en] = self.names.map(|typed| typed.get_untracked());
        let name_da = checked("name_da", RoleName::parse(&name_da), &mut wrong);
        let name_en = checked("name_en", RoleName::parse(&name_en), &mut wrong);
        let [in_danish, in_english] = self.descriptions.map(|typed| typed.get_untracked());
        let in_danish = RoleDescription::parse(&in_danish);
        let in_danish = checked("description_da", in_danish, &mut wrong);
        let in_english = RoleDescription::parse(&in_english);
        let in_english = checked("description_en", in_english, &mut wrong);
        let (lines, limits) = (self.lines.get_value(), self.limits.get_value());
        let said = Said {
            name_da: name_da.map(RoleName::into_string).unwrap_or_default(),
            name_en: name_en.map(RoleName::into_string).unwrap_or_default(),
            description_da: in_danish
                .map(RoleDescription::into_string)
                .unwrap_or_default(),
            description_en: in_english
                .map(RoleDescription::into_string)
                .unwrap_or_default(),
            assurance: self.assurance.get_untracked(),
            max_duration_days: number("max_duration_days", limits.days, &mut wrong),
            min_holders: number("min_holders", limits.fewest, &mut wrong),
            max_holders: number("max_holders", limits.most, &mut wrong),
            dormant_after_days: number("dormant_after_days", limits.unused, &mut wrong),
            requires: self.requires.get_untracked(),
            conflicts_with: self.conflicts.get_untracked(),
            requires_attributes: self.attributes.get_untracked(),
            rules: lines.into_iter().filter_map(Line::rule).collect(),
        };
        self.errors.show(wrong).then_some(said)
    }
}
