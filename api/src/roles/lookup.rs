//! The whole catalogue at once, for lists: one statement, however many rows it is held against.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::{
    language::Language,
    organisation::OrganisationKind,
    role::{Assurance, GrantTarget},
};

use super::queries::Role;
use crate::{
    db::{
        Failure, ReadTx,
        prerequisites::IsRelated,
        row,
        schema::{role_rules, roles},
    },
    domain::{
        caller::Capability,
        facts::{RoleFacts, RoleRuleFacts},
    },
};

/// Every role and rule.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    roles: HashMap<String, (RoleFacts, String)>,
    rules: HashMap<(String, OrganisationKind), RoleRuleFacts>,
}

type Row = (
    String,
    String,
    String,
    String,
    (Option<i32>, Option<i32>, Option<i32>, Option<i32>),
    bool,
    Option<String>,
);
type RuleRow = (String, String, String, bool, bool, String, String);

impl Lookup {
    /// Loads it, with names in the reader's language.
    ///
    /// # Errors
    /// The engine's.
    pub fn load(tx: &mut ReadTx<'_>) -> Result<Self, Failure> {
        let language = tx.language();
        let mut lookup = Self::default();
        let rows: Vec<Row> = roles::table
            .select((
                roles::key,
                roles::name_da,
                roles::name_en,
                roles::assurance,
                (
                    roles::max_duration_days,
                    roles::min_holders,
                    roles::max_holders,
                    roles::dormant_after_days,
                ),
                IsRelated,
                roles::confers,
            ))
            .load(tx.connection())?;
        for (key, name_da, name_en, assurance, limits, is_related, confers) in rows {
            let (max_duration_days, min_holders, max_holders, dormant_after_days) = limits;
            let name = match language {
                Language::Da => name_da,
                Language::En => name_en,
            };
            let facts = RoleFacts {
                key: key.clone(),
                assurance: row::word::<Assurance>(&assurance)?,
                max_duration_days,
                min_holders,
                max_holders,
                dormant_after_days,
                is_related,
                confers: confers.as_deref().and_then(Capability::parse),
                rule: None,
            };
            lookup.roles.insert(key, (facts, name));
        }
        lookup.load_rules(tx)?;
        Ok(lookup)
    }

    /// Just one role, with its rule for holders of `kind`: one statement.
    ///
    /// # Errors
    /// `Internal` for a role that is not in the catalogue; the engine's.
    pub fn one(tx: &mut ReadTx<'_>, key: &str, kind: OrganisationKind) -> Result<Self, Failure> {
        let role = super::queries::find(tx, key, kind)?.ok_or_else(|| missing(key))?;
        Ok(Self::of(role, kind))
    }

    /// Just a role that was loaded with its rule for holders of `kind`.
    pub fn of(role: Role, kind: OrganisationKind) -> Self {
        let mut lookup = Self::default();
        let key = role.facts.key.clone();
        if let Some(rule) = role.facts.rule {
            lookup.rules.insert((key.clone(), kind), rule);
        }
        let facts = RoleFacts {
            rule: None,
            ..role.facts
        };
        lookup.roles.insert(key, (facts, role.name));
        lookup
    }

    fn load_rules(&mut self, tx: &mut ReadTx<'_>) -> Result<(), Failure> {
        let rows: Vec<RuleRow> = role_rules::table
            .select((
                role_rules::role_key,
                role_rules::holder_kind,
                role_rules::target,
                role_rules::requestable_by_self,
                role_rules::requestable_by_lba,
                role_rules::granted_by,
                role_rules::revoked_by,
            ))
            .load(tx.connection())?;
        for (key, kind, target, requestable_by_self, requestable_by_lba, granted, revoked) in rows {
            let rule = RoleRuleFacts {
                target: row::word(&target)?,
                requestable_by_self,
                requestable_by_lba,
                granted_by: row::word(&granted)?,
                revoked_by: row::word(&revoked)?,
            };
            self.rules.insert((key, row::word(&kind)?), rule);
        }
        Ok(())
    }

    /// Whether any role is held at a jobcentre (R3).
    pub fn any_held_at_jobcentres(&self) -> bool {
        let mut rules = self.rules.values();
        rules.any(|rule| rule.target == GrantTarget::Jobcentre)
    }

    /// A role, with its rule for holders of `kind`.
    ///
    /// # Errors
    /// `Internal` for a role that is not in the catalogue: foreign keys forbid it.
    pub fn facts(&self, key: &str, kind: OrganisationKind) -> Result<RoleFacts, Failure> {
        let (facts, _) = self.roles.get(key).ok_or_else(|| missing(key))?;
        let rule = self.rules.get(&(key.to_owned(), kind)).copied();
        Ok(RoleFacts {
            rule,
            ..facts.clone()
        })
    }

    /// A role's name in the reader's language.
    ///
    /// # Errors
    /// As [`Lookup::facts`].
    pub fn name(&self, key: &str) -> Result<String, Failure> {
        self.roles
            .get(key)
            .map(|(_, name)| name.clone())
            .ok_or_else(|| missing(key))
    }
}

fn missing(key: &str) -> Failure {
    Failure::Internal(format!("role `{key}` is not in the catalogue"))
}
