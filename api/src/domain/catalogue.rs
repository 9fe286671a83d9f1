//! The role catalogue as a whole: what may be said of a role, given all the others.

mod attributes;
mod limits;

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    organisation::OrganisationKind,
    problem::FieldCode,
    role::{FixedPart, GrantTarget, RoleRuleView},
};

/// What a role says of others, and how it may be given: all that can be at odds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its key.
    pub key: String,
    /// Longest time it may be granted for, in days.
    pub max_duration_days: Option<i32>,
    /// Fewest holders.
    pub min_holders: Option<i32>,
    /// Most holders.
    pub max_holders: Option<i32>,
    /// After how many days without use it falls asleep.
    pub dormant_after_days: Option<i32>,
    /// Keys of the roles that it requires, as said.
    pub requires: Vec<String>,
    /// Keys of the roles that it conflicts with.
    pub conflicts_with: Vec<String>,
    /// Keys of the attributes that it requires of the holder's organisation, as said.
    pub requires_attributes: Vec<String>,
    /// Its rules.
    pub rules: Vec<RoleRuleView>,
}

/// How all the roles relate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    /// Every role's key.
    pub keys: BTreeSet<String>,
    /// What each requires, as said.
    pub requires: BTreeMap<String, BTreeSet<String>>,
    /// Pairs that nobody may have both of.
    pub conflicts: BTreeSet<(String, String)>,
    /// Every attribute's key.
    pub attributes: BTreeSet<String>,
    /// Which attributes each requires, as said.
    pub wanted: BTreeMap<String, BTreeSet<String>>,
}

/// A wrong field: JSON pointer and what is wrong.
pub type Fault = (String, FieldCode);

/// A pair of conflicting roles, in the order in which it is kept.
pub fn pair(one: &str, other: &str) -> (String, String) {
    let (a, b) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    (a.to_owned(), b.to_owned())
}

impl Relations {
    /// The relations as they are once `draft` says what it says.
    #[must_use]
    pub fn with(&self, draft: &Draft) -> Self {
        let mut with = self.clone();
        with.keys.insert(draft.key.clone());
        let requires = draft.requires.iter().cloned().collect();
        with.requires.insert(draft.key.clone(), requires);
        let wanted = draft.requires_attributes.iter().cloned().collect();
        with.wanted.insert(draft.key.clone(), wanted);
        with.conflicts
            .retain(|(a, b)| *a != draft.key && *b != draft.key);
        let pairs = draft.conflicts_with.iter();
        with.conflicts
            .extend(pairs.map(|other| pair(&draft.key, other)));
        with
    }

    /// Everything that a role requires, round about too.
    pub fn closure(&self, key: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut next = vec![key];
        while let Some(key) = next.pop() {
            for required in self.requires.get(key).into_iter().flatten() {
                if found.insert(required.as_str()) {
                    next.push(required);
                }
            }
        }
        found
    }

    /// Every role that requires `key`, round about too.
    pub fn dependants(&self, key: &str) -> BTreeSet<&str> {
        let roles = self.requires.keys().map(String::as_str);
        roles
            .filter(|role| self.closure(role).contains(key))
            .collect()
    }

    /// A conflicting pair that whoever has `key` would need to have both of.
    fn torn(&self, key: &str) -> Option<&(String, String)> {
        let mut needed = self.closure(key);
        needed.insert(key);
        let both =
            |(a, b): &&(String, String)| needed.contains(a.as_str()) && needed.contains(b.as_str());
        self.conflicts.iter().find(both)
    }
}

/// What is wrong with `draft`, given the other roles; `before` are its rules until now, and
/// `fixed` what of it must stay.
pub fn faults(
    draft: &Draft,
    relations: &Relations,
    before: &[RoleRuleView],
    fixed: &[FixedPart],
) -> Vec<Fault> {
    let mut faults = limits::outside(draft);
    faults.extend(doubled_rules(draft));
    faults.extend(without_jobcentres(draft));
    faults.extend(misplaced(draft));
    faults.extend(fixed.iter().flat_map(|part| touched(draft, before, *part)));
    faults.extend(unrelated(draft, relations));
    faults.extend(attributes::unknown(draft, relations));
    // Only roles that are there, and not itself, can be at odds with each other.
    if faults.is_empty() {
        faults.extend(at_odds(draft, &relations.with(draft)));
    }
    faults
}

fn doubled_rules(draft: &Draft) -> Vec<Fault> {
    let mut kinds = BTreeSet::new();
    let rules = draft.rules.iter().enumerate();
    rules
        .filter(|(_, rule)| !kinds.insert(rule.holder_kind))
        .map(|(index, _)| {
            let pointer = format!("/rules/{index}/holder_kind");
            (pointer, FieldCode::AlreadyInUse)
        })
        .collect()
}

/// Rules for roles held at a jobcentre (R3) by those whose organisation never has one.
fn without_jobcentres(draft: &Draft) -> Vec<Fault> {
    let rules = draft.rules.iter().enumerate();
    rules
        .filter(|(_, rule)| {
            rule.target == GrantTarget::Jobcentre && rule.holder_kind != OrganisationKind::Kommune
        })
        .map(|(index, _)| (format!("/rules/{index}/target"), FieldCode::Contradictory))
        .collect()
}

/// Rules for roles held under an agreement that no agreement could ever fulfil: only providers'
/// staff hold such roles, and nobody asks for them.
fn misplaced(draft: &Draft) -> Vec<Fault> {
    let rules = draft.rules.iter().enumerate();
    let mut faults = Vec::new();
    for (index, rule) in rules.filter(|(_, rule)| rule.target == GrantTarget::Agreement) {
        let wrong = [
            ("target", rule.holder_kind != OrganisationKind::AndenAktoer),
            ("requestable_by_self", rule.requestable_by_self),
            ("requestable_by_lba", rule.requestable_by_lba),
        ];
        let pointers = wrong.into_iter().filter(|(_, wrong)| *wrong);
        let fault = |(field, _)| (format!("/rules/{index}/{field}"), FieldCode::Contradictory);
        faults.extend(pointers.map(fault));
    }
    faults
}

fn touched(draft: &Draft, before: &[RoleRuleView], part: FixedPart) -> Vec<Fault> {
    let fault = |pointer: String| (pointer, FieldCode::Fixed);
    match part {
        FixedPart::Rules if draft.rules == before => Vec::new(),
        FixedPart::Rules => vec![fault("/rules".to_owned())],
        FixedPart::Requires => {
            let said = [
                ("/requires", &draft.requires),
                ("/requires_attributes", &draft.requires_attributes),
            ];
            let said = said.into_iter().filter(|(_, keys)| !keys.is_empty());
            said.map(|(pointer, _)| fault(pointer.to_owned())).collect()
        }
        FixedPart::Dormancy if draft.dormant_after_days.is_none() => Vec::new(),
        FixedPart::Dormancy => vec![fault("/dormant_after_days".to_owned())],
        FixedPart::Places => {
            let kept = |old: &RoleRuleView| {
                let mut rules = draft.rules.iter();
                rules.any(|new| new.holder_kind == old.holder_kind)
            };
            let gone = (!before.iter().all(kept)).then(|| fault("/rules".to_owned()));
            let rules = draft.rules.iter().enumerate();
            let moved = rules
                .filter(|(_, rule)| rule.target != GrantTarget::Own)
                .map(|(index, _)| fault(format!("/rules/{index}/target")));
            gone.into_iter().chain(moved).collect()
        }
    }
}

/// Roles named that are not there, and the role itself.
fn unrelated(draft: &Draft, relations: &Relations) -> Vec<Fault> {
    let lists = [
        ("requires", &draft.requires, FieldCode::Circular),
        (
            "conflicts_with",
            &draft.conflicts_with,
            FieldCode::Contradictory,
        ),
    ];
    let mut faults = Vec::new();
    for (field, keys, itself) in lists {
        for (index, key) in keys.iter().enumerate() {
            let wrong = if *key == draft.key {
                Some(itself)
            } else if !relations.keys.contains(key) {
                Some(FieldCode::Unknown)
            } else {
                keys.iter()
                    .take(index)
                    .any(|earlier| earlier == key)
                    .then_some(FieldCode::AlreadyInUse)
            };
            faults.extend(wrong.map(|code| (format!("/{field}/{index}"), code)));
        }
    }
    faults
}

/// Roles required that lead back here, and roles that could never be had because of it.
fn at_odds(draft: &Draft, relations: &Relations) -> Vec<Fault> {
    let circular = draft.requires.iter().enumerate();
    let circular: Vec<_> = circular
        .filter(|(_, key)| relations.closure(key).contains(draft.key.as_str()))
        .map(|(index, _)| (format!("/requires/{index}"), FieldCode::Circular))
        .collect();
    if !circular.is_empty() {
        return circular;
    }
    let mut affected = relations.dependants(&draft.key);
    affected.insert(&draft.key);
    let torn = affected.into_iter().find_map(|key| relations.torn(key));
    torn.map(|(a, b)| (blame(draft, relations, a, b), FieldCode::Contradictory))
        .into_iter()
        .collect()
}

/// Which of the draft's words makes `a` and `b` both be needed.
fn blame(draft: &Draft, relations: &Relations, a: &str, b: &str) -> String {
    let other = if a == draft.key { b } else { a };
    let own = a == draft.key || b == draft.key;
    let conflict = draft
        .conflicts_with
        .iter()
        .position(|key| own && key == other);
    if let Some(index) = conflict {
        return format!("/conflicts_with/{index}");
    }
    let leads = |key: &String| {
        let closure = relations.closure(key);
        [a, b]
            .iter()
            .any(|one| *one == key || closure.contains(one))
    };
    let required = draft.requires.iter().position(leads);
    required.map_or_else(
        || "/requires".to_owned(),
        |index| format!("/requires/{index}"),
    )
}

#[cfg(test)]
mod tests;
