//! Roles as the API shows them.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::role::{RoleRuleView, RoleView};

use crate::db::{
    Failure, MultiBackend, ReadTx, Resource, row,
    schema::{role_rules, roles},
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

/// The catalogue by key, or the one role with `key`; two statements.
///
/// # Errors
/// The engine's.
pub fn list(tx: &mut ReadTx<'_>, key: Option<&str>) -> Result<Vec<RoleView>, Failure> {
    let mut found = roles::table
        .order(roles::key)
        .select(RoleRow::as_select())
        .into_boxed();
    if let Some(key) = key {
        found = found.filter(roles::key.eq(key.to_owned()));
    }
    let found: Vec<RoleRow> = found.load(tx.connection())?;
    let stored: Vec<RuleRow> = role_rules::table
        .filter(role_rules::role_key.eq_any(found.iter().map(|role| role.key.clone())))
        .order((role_rules::role_key, role_rules::holder_kind))
        .select(RuleRow::as_select())
        .load(tx.connection())?;
    let mut rules: HashMap<String, Vec<RoleRuleView>> = HashMap::new();
    for rule in stored {
        rules
            .entry(rule.role_key.clone())
            .or_default()
            .push(rule.try_into()?);
    }
    let view = |role: RoleRow| {
        Ok(RoleView {
            rules: rules.remove(&role.key).unwrap_or_default(),
            assurance: row::word(&role.assurance)?,
            key: role.key,
            system: role.system,
            name_da: role.name_da,
            name_en: role.name_en,
            description_da: role.description_da,
            description_en: role.description_en,
            max_duration_days: role.max_duration_days,
            version: role.version,
        })
    };
    found.into_iter().map(view).collect()
}
