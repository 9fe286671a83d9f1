//! Reads of roles and their rules.

use diesel::prelude::*;
use shared::{language::Language, organisation::OrganisationKind, role::GrantTarget};

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

type RuleRow = (
    Option<String>,
    Option<bool>,
    Option<bool>,
    Option<String>,
    Option<String>,
);

/// A role as the policy and the reader need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// What the policy needs to know.
    pub facts: RoleFacts,
    /// Its name in the reader's language.
    pub name: String,
}

fn rule(
    (target, by_self, by_lba, granted, revoked): RuleRow,
) -> Result<Option<RoleRuleFacts>, Failure> {
    match (target, by_self, by_lba, granted, revoked) {
        (Some(target), Some(by_self), Some(by_lba), Some(granted), Some(revoked)) => {
            Ok(Some(RoleRuleFacts {
                target: row::word(&target)?,
                requestable_by_self: by_self,
                requestable_by_lba: by_lba,
                granted_by: row::word(&granted)?,
                revoked_by: row::word(&revoked)?,
            }))
        }
        _ => Ok(None),
    }
}

/// A role with a rule, as selected by [`columns()`].
pub(crate) type RoleRow = (
    String,
    String,
    String,
    String,
    Limits,
    bool,
    Option<String>,
    RuleRow,
);

/// Longest time in days, fewest and most holders, days without use.
type Limits = (Option<i32>, Option<i32>, Option<i32>, Option<i32>);

impl Role {
    /// Reads a selected role.
    ///
    /// # Errors
    /// A stored row that makes no sense.
    pub(crate) fn new(found: RoleRow, language: Language) -> Result<Self, Failure> {
        let (key, name_da, name_en, assurance, limits, is_related, confers, rule_row) = found;
        let (max_duration_days, min_holders, max_holders, dormant_after_days) = limits;
        Ok(Self {
            facts: RoleFacts {
                key,
                assurance: row::word(&assurance)?,
                max_duration_days,
                min_holders,
                max_holders,
                dormant_after_days,
                is_related,
                confers: confers.as_deref().and_then(Capability::parse),
                rule: rule(rule_row)?,
            },
            name: match language {
                Language::Da => name_da,
                Language::En => name_en,
            },
        })
    }
}

/// How many roles the catalogue has.
///
/// # Errors
/// The engine's.
pub fn count(tx: &mut ReadTx<'_>) -> Result<i64, Failure> {
    Ok(roles::table.count().get_result(tx.connection())?)
}

/// A role with its rule for holders of `kind`; none when the catalogue has no such role.
///
/// # Errors
/// The engine's.
pub fn find(
    tx: &mut ReadTx<'_>,
    key: &str,
    kind: OrganisationKind,
) -> Result<Option<Role>, Failure> {
    let language = tx.language();
    select(kind)
        .filter(roles::key.eq(key.to_owned()))
        .first::<RoleRow>(tx.connection())
        .optional()?
        .map(|found| Role::new(found, language))
        .transpose()
}

/// The role by which holders of `kind` have `capability` on their own organisation, with its rule;
/// none when the catalogue has no such role for them.
///
/// # Errors
/// The engine's.
pub fn conferring(
    tx: &mut ReadTx<'_>,
    capability: Capability,
    kind: OrganisationKind,
) -> Result<Option<Role>, Failure> {
    let language = tx.language();
    select(kind)
        .filter(roles::confers.eq(capability.as_str()))
        .filter(role_rules::target.nullable().eq(GrantTarget::Own.as_str()))
        .order(roles::key)
        .first::<RoleRow>(tx.connection())
        .optional()?
        .map(|found| Role::new(found, language))
        .transpose()
}

/// Every role with its rule for holders of `kind`, by key.
///
/// # Errors
/// The engine's.
pub fn list_for(tx: &mut ReadTx<'_>, kind: OrganisationKind) -> Result<Vec<Role>, Failure> {
    let language = tx.language();
    select(kind)
        .order(roles::key)
        .load::<RoleRow>(tx.connection())?
        .into_iter()
        .map(|found| Role::new(found, language))
        .collect()
}

#[diesel::dsl::auto_type(no_type_alias)]
fn select(kind: OrganisationKind) -> _ {
    let kind: &'static str = kind.as_str();
    roles::table
        .left_join(
            role_rules::table.on(role_rules::role_key
                .eq(roles::key)
                .and(role_rules::holder_kind.eq(kind))),
        )
        .select(columns())
}

/// The columns of a role and, outer joined, its rule.
#[diesel::dsl::auto_type]
pub(crate) fn columns() -> _ {
    let related: IsRelated = IsRelated;
    (
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
        related,
        roles::confers,
        (
            role_rules::target.nullable(),
            role_rules::requestable_by_self.nullable(),
            role_rules::requestable_by_lba.nullable(),
            role_rules::granted_by.nullable(),
            role_rules::revoked_by.nullable(),
        ),
    )
}
