//! What the policy needs to know of grants to judge taking them, or giving them a later end.

use super::{rows::RoleGrant, views::Around};
use crate::{
    db::{Failure, ReadTx},
    domain::facts::RoleFacts,
    policy::granting::{GrantRole, RevokeRole},
    roles,
};

/// Holders that an organisation would be left with, when taking this grant makes them fewer.
///
/// # Errors
/// The engine's.
pub(crate) fn holders_left(
    tx: &mut ReadTx<'_>,
    role: &RoleFacts,
    grant: &RoleGrant,
) -> Result<Option<i64>, Failure> {
    if role.min_holders.is_none() {
        return Ok(None);
    }
    let now = tx.now();
    Around::load(tx, std::slice::from_ref(grant))?.holders_left(grant, now)
}

/// What the policy needs to know to judge taking this grant away.
///
/// # Errors
/// The engine's.
pub fn facts_for_revoking(tx: &mut ReadTx<'_>, grant: &RoleGrant) -> Result<RevokeRole, Failure> {
    let now = tx.now();
    Around::load(tx, std::slice::from_ref(grant))?.revoke_role(grant, now)
}

/// The same of many grants, with a fixed number of statements.
///
/// # Errors
/// The engine's.
pub fn facts_for_revoking_all(
    tx: &mut ReadTx<'_>,
    grants: Vec<RoleGrant>,
) -> Result<Vec<(RoleGrant, RevokeRole)>, Failure> {
    let now = tx.now();
    let around = Around::load(tx, &grants)?;
    let with_facts = |grant: RoleGrant| {
        let act = around.revoke_role(&grant, now)?;
        Ok((grant, act))
    };
    grants.into_iter().map(with_facts).collect()
}

/// What the policy needs to know to judge giving this grant a later end.
///
/// # Errors
/// The engine's.
pub fn facts_for_extending(tx: &mut ReadTx<'_>, grant: &RoleGrant) -> Result<GrantRole, Failure> {
    let now = tx.now();
    let mut act = Around::load(tx, std::slice::from_ref(grant))?.extend_role(grant, now)?;
    act.standing = roles::standing::of(tx, &act.subject, &act.role)?;
    Ok(act)
}
