//! What an approval does: gives or takes what was asked, by the same rules as doing so directly.

use shared::{Timestamp, id::RoleGrantId, problem::ProblemKind, text::Reason};

use super::approval::Approval;
use crate::{
    db::{Failure, WriteTx},
    domain::request::Decidable,
    policy::{
        self, Authorised,
        granting::{GrantRole, RevokeRole},
        requests::Decide,
    },
    role_grants::{self, commands::Terms, placing::give_or_extend},
    roles, users,
};

/// What an approval gave or took.
pub(super) struct Given {
    pub(super) grant: RoleGrantId,
    pub(super) valid_until: Option<Timestamp>,
    /// The grants whose place it took.
    pub(super) extended: Vec<RoleGrantId>,
}

/// Gives what was asked for: by the same rules as a direct giving.
pub(super) fn give(
    tx: &mut WriteTx<'_>,
    decide: &Authorised<Decide>,
    open: &Decidable,
    approval: &Approval,
) -> Result<Given, Failure> {
    let asked = open.asked();
    let period = open
        .period(approval.valid_until)
        .map_err(|code| Failure::field("/valid_until", code))?;
    let act = GrantRole {
        subject: asked.subject.clone(),
        role: asked.role.clone(),
        organisation: asked.organisation,
        unit: asked.unit.clone(),
        agreement: None,
        standing: roles::standing::of(tx, &asked.subject, &asked.role)?,
    };
    let giving = policy::granting::grant_by_approval(decide, act)?;
    let terms = Terms {
        reason: asked.justification.clone(),
        case_reference: asked.case_reference.clone(),
        request: Some(asked.id),
    };
    let (grant, extended) = give_or_extend(tx, giving, period, terms)?;
    Ok(Given {
        grant: grant.id,
        valid_until: grant.period.until(),
        extended,
    })
}

/// Takes what was asked to be taken.
pub(super) fn take(
    tx: &mut WriteTx<'_>,
    decide: &Authorised<Decide>,
    open: &Decidable,
) -> Result<Given, Failure> {
    let asked = open.asked();
    let (subject, now) = (asked.subject.id, tx.now());
    let held = role_grants::queries::list_live(tx, subject, &asked.role.key, asked.organisation)?;
    let grant = held
        .into_iter()
        .find(|grant| asked.unit.is_none() || grant.unit == asked.unit);
    let grant = grant.ok_or(ProblemKind::NotHeld)?;
    let others = users::queries::list_lbas(tx, asked.subject.home, &[subject], now)?;
    let act = RevokeRole {
        holders_left: role_grants::acts::holders_left(tx, &asked.role, &grant)?,
        subject: asked.subject.clone(),
        role: asked.role.clone(),
        organisation: asked.organisation,
        unit: grant.unit.clone(),
        under_agreement: grant.agreement.is_some(),
        other_lbas: i64::try_from(others.len()).unwrap_or(i64::MAX),
    };
    let taking = policy::granting::revoke_by_approval(decide, act)?;
    let because = Reason::parse(&asked.justification)
        .map_err(|code| Failure::Internal(format!("stored justification: {code}")))?;
    let grant = role_grants::commands::mark_revoked(tx, grant, taking, &because)?;
    Ok(Given {
        grant: grant.id,
        valid_until: None,
        extended: Vec::new(),
    })
}
