//! Roles as the API shows them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use shared::{
    attribute::AttributeRef,
    role::{RoleRef, RoleRuleView, RoleView},
    session::Action,
};

use super::{relations, standing};
use crate::{
    attributes,
    db::{
        Failure, MultiBackend, ReadTx, Resource, row,
        schema::{role_rules, roles},
    },
    domain::{caller::Capability, standing::NamedAttribute},
    http::allowed::allowed,
    policy::catalogue as rules,
};

impl Resource for RoleView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/roles/{}", self.key)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = roles, check_for_backend(MultiBackend))]
struct RoleRow {
    key: String,
    system: String,
    name_da: String,
    name_en: String,
    description_da: String,
    description_en: String,
    assurance: String,
    max_duration_days: Option<i32>,
    min_holders: Option<i32>,
    max_holders: Option<i32>,
    dormant_after_days: Option<i32>,
    confers: Option<String>,
    version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = role_rules, check_for_backend(MultiBackend))]
struct RuleRow {
    role_key: String,
    holder_kind: String,
    target: String,
    requestable_by_self: bool,
    requestable_by_lba: bool,
    granted_by: String,
    revoked_by: String,
}

impl TryFrom<RuleRow> for RoleRuleView {
    type Error = Failure;

    fn try_from(stored: RuleRow) -> Result<Self, Failure> {
        Ok(Self {
            holder_kind: row::word(&stored.holder_kind)?,
            target: row::word(&stored.target)?,
            requestable_by_self: stored.requestable_by_self,
            requestable_by_lba: stored.requestable_by_lba,
            granted_by: row::word(&stored.granted_by)?,
            revoked_by: row::word(&stored.revoked_by)?,
        })
    }
}

/// What the roles shown require, are required by and conflict with: by whose view, in order.
#[derive(Default)]
struct Around {
    rules: HashMap<String, Vec<RoleRuleView>>,
    requires: HashMap<String, Vec<String>>,
    required_by: HashMap<String, Vec<String>>,
    conflicts_with: HashMap<String, Vec<String>>,
    requires_attributes: BTreeMap<String, BTreeSet<String>>,
    attributes: HashMap<String, NamedAttribute>,
    names: HashMap<String, String>,
}

impl Around {
    /// A fixed number of statements, however many roles are shown.
    fn load(tx: &mut ReadTx<'_>, keys: &[String]) -> Result<Self, Failure> {
        let mut around = Self::default();
        let stored: Vec<RuleRow> = role_rules::table
            .filter(role_rules::role_key.eq_any(keys.to_vec()))
            .order((role_rules::role_key, role_rules::holder_kind))
            .select(RuleRow::as_select())
            .load(tx.connection())?;
        for rule in stored {
            let of = around.rules.entry(rule.role_key.clone()).or_default();
            of.push(rule.try_into()?);
        }
        let relations = relations::load(tx)?;
        let mut named = BTreeSet::new();
        for (role, required) in pairs(&relations.requires) {
            push(&mut around.requires, role, required);
            push(&mut around.required_by, required, role);
            named.extend([role.clone(), required.clone()]);
        }
        for (a, b) in &relations.conflicts {
            push(&mut around.conflicts_with, a, b);
            push(&mut around.conflicts_with, b, a);
            named.extend([a.clone(), b.clone()]);
        }
        around.names = standing::names(tx, &named)?;
        let wanted = relations.wanted.values().flatten().cloned();
        around.attributes = attributes::queries::named(tx, &wanted.collect())?;
        around.requires_attributes = relations.wanted;
        Ok(around)
    }

    fn references(&self, of: &HashMap<String, Vec<String>>, key: &str) -> Vec<RoleRef> {
        let keys = of.get(key).into_iter().flatten();
        let name = |key: &String| self.names.get(key).unwrap_or(key).clone();
        keys.map(|key| RoleRef {
            name: name(key),
            key: key.clone(),
        })
        .collect()
    }

    fn required_attributes(&self, key: &str) -> Vec<AttributeRef> {
        let keys = self.requires_attributes.get(key).into_iter().flatten();
        let named = keys.filter_map(|key| self.attributes.get(key));
        named
            .map(|one| AttributeRef {
                key: one.key.clone(),
                name: one.name.clone(),
            })
            .collect()
    }

    fn view(&self, tx: &ReadTx<'_>, role: RoleRow) -> Result<RoleView, Failure> {
        let confers = role.confers.as_deref().and_then(Capability::parse);
        let act = rules::ChangeRole {
            key: role.key.clone(),
            confers,
        };
        let verdict = rules::change(tx.caller(), act);
        Ok(RoleView {
            rules: self.rules.get(&role.key).cloned().unwrap_or_default(),
            requires: self.references(&self.requires, &role.key),
            required_by: self.references(&self.required_by, &role.key),
            conflicts_with: self.references(&self.conflicts_with, &role.key),
            requires_attributes: self.required_attributes(&role.key),
            fixed: rules::fixed(confers).to_vec(),
            allowed_actions: vec![allowed(Action::ChangeRole, verdict, tx.language())],
            assurance: row::word(&role.assurance)?,
            confers: role.confers.as_deref().map(row::word).transpose()?,
            key: role.key,
            system: role.system,
            name_da: role.name_da,
            name_en: role.name_en,
            description_da: role.description_da,
            description_en: role.description_en,
            max_duration_days: role.max_duration_days,
            min_holders: role.min_holders,
            max_holders: role.max_holders,
            dormant_after_days: role.dormant_after_days,
            breaches: None,
            version: role.version,
        })
    }
}

fn pairs(of: &BTreeMap<String, BTreeSet<String>>) -> impl Iterator<Item = (&String, &String)> {
    of.iter()
        .flat_map(|(role, others)| others.iter().map(move |other| (role, other)))
}

fn push(of: &mut HashMap<String, Vec<String>>, role: &str, other: &str) {
    of.entry(role.to_owned())
        .or_default()
        .push(other.to_owned());
}

/// What a role confers, as the policy knows it.
pub(super) fn capability(role: &RoleView) -> Option<Capability> {
    role.confers
        .and_then(|confers| Capability::parse(confers.as_str()))
}

/// The catalogue by key; a fixed number of statements.
///
/// # Errors
/// The engine's.
pub fn list(tx: &mut ReadTx<'_>) -> Result<Vec<RoleView>, Failure> {
    let found: Vec<RoleRow> = roles::table
        .order(roles::key)
        .select(RoleRow::as_select())
        .load(tx.connection())?;
    let keys: Vec<_> = found.iter().map(|role| role.key.clone()).collect();
    let around = Around::load(tx, &keys)?;
    found
        .into_iter()
        .map(|role| around.view(tx, role))
        .collect()
}

/// The role with this key, when there is one.
///
/// # Errors
/// The engine's.
pub fn find(tx: &mut ReadTx<'_>, key: &str) -> Result<Option<RoleView>, Failure> {
    let found: Option<RoleRow> = roles::table
        .filter(roles::key.eq(key.to_owned()))
        .select(RoleRow::as_select())
        .first(tx.connection())
        .optional()?;
    let Some(role) = found else {
        return Ok(None);
    };
    let around = Around::load(tx, std::slice::from_ref(&role.key))?;
    around.view(tx, role).map(Some)
}
