//! What is said of a role, parsed: all of it when it is new, some of it when it changes.

use serde_json::{Value, json};
use shared::{
    attribute::AttributeRef,
    problem::FieldCode,
    role::{Assurance, ChangeRole, NewRole, RoleKey, RoleRef, RoleRuleView, RoleView},
    text::{RoleDescription, RoleName},
};

use crate::{
    db::{Failure, failure::Fields},
    domain::catalogue::Draft,
};

/// All that an administrator says of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name_da: String,
    pub(super) name_en: String,
    pub(super) description_da: String,
    pub(super) description_en: String,
    pub(super) assurance: Assurance,
    pub(super) draft: Draft,
}

/// A new role, its texts parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Create {
    pub(super) key: RoleKey,
    pub(super) entry: Entry,
}

impl TryFrom<NewRole> for Create {
    type Error = Failure;

    fn try_from(new: NewRole) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let key = fields.check("/key", RoleKey::parse(&new.key));
        let name_da = fields.check("/name_da", RoleName::parse(&new.name_da));
        let name_en = fields.check("/name_en", RoleName::parse(&new.name_en));
        let description_da = RoleDescription::parse(&new.description_da);
        let description_da = fields.check("/description_da", description_da);
        let description_en = RoleDescription::parse(&new.description_en);
        let description_en = fields.check("/description_en", description_en);
        let texts = name_da.zip(name_en).zip(description_da.zip(description_en));
        let ((name_da, name_en), (description_da, description_en)) = fields.finish(texts)?;
        let key = key.ok_or_else(|| Failure::field("/key", FieldCode::Required))?;
        let draft = Draft {
            key: key.as_str().to_owned(),
            max_duration_days: new.max_duration_days,
            min_holders: new.min_holders,
            max_holders: new.max_holders,
            dormant_after_days: new.dormant_after_days,
            requires: new.requires,
            conflicts_with: new.conflicts_with,
            requires_attributes: new.requires_attributes,
            rules: new.rules,
        };
        let entry = Entry {
            name_da: name_da.into_string(),
            name_en: name_en.into_string(),
            description_da: description_da.into_string(),
            description_en: description_en.into_string(),
            assurance: new.assurance.unwrap_or(Assurance::Substantial),
            draft,
        };
        Ok(Self { key, entry })
    }
}

/// Changes to a role, their texts parsed; what is absent stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amend {
    name_da: Option<RoleName>,
    name_en: Option<RoleName>,
    description_da: Option<RoleDescription>,
    description_en: Option<RoleDescription>,
    change: ChangeRole,
}

impl TryFrom<ChangeRole> for Amend {
    type Error = Failure;

    fn try_from(change: ChangeRole) -> Result<Self, Failure> {
        if change == ChangeRole::default() {
            return Err(Failure::field("", FieldCode::Required));
        }
        let mut fields = Fields::default();
        let name = |text: &Option<String>| text.as_deref().map(RoleName::parse);
        let description = |text: &Option<String>| text.as_deref().map(RoleDescription::parse);
        let name_da = fields.check_optional("/name_da", name(&change.name_da));
        let name_en = fields.check_optional("/name_en", name(&change.name_en));
        let pointer = "/description_da";
        let description_da = fields.check_optional(pointer, description(&change.description_da));
        let pointer = "/description_en";
        let description_en = fields.check_optional(pointer, description(&change.description_en));
        fields.finish(Some(Self {
            name_da,
            name_en,
            description_da,
            description_en,
            change,
        }))
    }
}

fn keys(roles: &[RoleRef]) -> Vec<String> {
    roles.iter().map(|role| role.key.clone()).collect()
}

fn attribute_keys(attributes: &[AttributeRef]) -> Vec<String> {
    attributes.iter().map(|one| one.key.clone()).collect()
}

impl Entry {
    /// What is said of a role now.
    pub(super) fn of(role: &RoleView) -> Self {
        Self {
            name_da: role.name_da.clone(),
            name_en: role.name_en.clone(),
            description_da: role.description_da.clone(),
            description_en: role.description_en.clone(),
            assurance: role.assurance,
            draft: Draft {
                key: role.key.clone(),
                max_duration_days: role.max_duration_days,
                min_holders: role.min_holders,
                max_holders: role.max_holders,
                dormant_after_days: role.dormant_after_days,
                requires: keys(&role.requires),
                conflicts_with: keys(&role.conflicts_with),
                requires_attributes: attribute_keys(&role.requires_attributes),
                rules: role.rules.clone(),
            },
        }
    }

    /// What is said of it once `amend` has been taken in.
    pub(super) fn amended(&self, amend: &Amend) -> Self {
        let Amend {
            name_da,
            name_en,
            description_da,
            description_en,
            change,
        } = amend.clone();
        let Self { draft, .. } = self.clone();
        let text = |new: Option<String>, old: &str| new.unwrap_or_else(|| old.to_owned());
        let (name_da, name_en) = (
            name_da.map(RoleName::into_string),
            name_en.map(RoleName::into_string),
        );
        let description_da = description_da.map(RoleDescription::into_string);
        let description_en = description_en.map(RoleDescription::into_string);
        Self {
            name_da: text(name_da, &self.name_da),
            name_en: text(name_en, &self.name_en),
            description_da: text(description_da, &self.description_da),
            description_en: text(description_en, &self.description_en),
            assurance: change.assurance.unwrap_or(self.assurance),
            draft: Draft {
                max_duration_days: change.max_duration_days.unwrap_or(draft.max_duration_days),
                min_holders: change.min_holders.unwrap_or(draft.min_holders),
                max_holders: change.max_holders.unwrap_or(draft.max_holders),
                dormant_after_days: change
                    .dormant_after_days
                    .unwrap_or(draft.dormant_after_days),
                requires: change.requires.unwrap_or(draft.requires),
                conflicts_with: change.conflicts_with.unwrap_or(draft.conflicts_with),
                requires_attributes: change
                    .requires_attributes
                    .unwrap_or(draft.requires_attributes),
                rules: change.rules.unwrap_or(draft.rules),
                key: draft.key,
            },
        }
    }

    /// What the audit log keeps of it.
    pub(super) fn told(&self) -> Value {
        let Draft {
            max_duration_days,
            min_holders,
            max_holders,
            dormant_after_days,
            requires,
            conflicts_with,
            requires_attributes,
            rules,
            ..
        } = &self.draft;
        json!({
            "name_da": self.name_da,
            "name_en": self.name_en,
            "description_da": self.description_da,
            "description_en": self.description_en,
            "assurance": self.assurance,
            "max_duration_days": max_duration_days,
            "min_holders": min_holders,
            "max_holders": max_holders,
            "dormant_after_days": dormant_after_days,
            "requires": sorted(requires),
            "conflicts_with": sorted(conflicts_with),
            "requires_attributes": sorted(requires_attributes),
            "rules": by_kind(rules),
        })
    }
}

fn sorted(keys: &[String]) -> Vec<String> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys
}

fn by_kind(rules: &[RoleRuleView]) -> Vec<RoleRuleView> {
    let mut rules = rules.to_vec();
    rules.sort_unstable_by_key(|rule| rule.holder_kind.as_str());
    rules
}

/// The members of two objects that differ: before and after.
pub(super) fn difference(old: &Value, new: &Value) -> (Value, Value) {
    let (Value::Object(old), Value::Object(new)) = (old, new) else {
        return (old.clone(), new.clone());
    };
    let differs = |name: &String| old.get(name) != new.get(name);
    let only = |members: &serde_json::Map<String, Value>| {
        let members = members.iter().filter(|(name, _)| differs(name));
        Value::Object(
            members
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
        )
    };
    (only(old), only(new))
}
