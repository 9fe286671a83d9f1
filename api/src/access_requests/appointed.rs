//! Approving the request of whoever two of Landssupporten's appoint as first LBA (G11).

use shared::id::{AccessRequestId, RoleGrantId, UserId};

use super::{approval::Approval, decisions::carry_out, loaded::loaded};
use crate::{
    db::{Failure, WriteTx},
    domain::request::OpenRequest,
    policy::{self, Authorised, first_lba::Confirm},
};

/// Approves the request that a confirmed appointment answers, as the second person's decision.
///
/// # Errors
/// `not-found`; the policy's refusals; `already-decided`; `claimed-by-another` when a third
/// handles it.
pub fn approve(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    confirmation: &Authorised<Confirm>,
    proposed_by: UserId,
) -> Result<RoleGrantId, Failure> {
    let loaded = loaded(tx, id)?;
    let asked = loaded.machine.asked();
    let decide = policy::requests::approve_with_appointment(tx.caller(), asked, confirmation)?;
    let open = loaded.open()?;
    // Who proposed the appointment may well be handling the request: it is theirs together.
    let claim = open.claim.filter(|claim| claim.by != proposed_by);
    let open = OpenRequest { claim, ..open }
        .decidable(&decide, tx.now())
        .map_err(|claim| loaded.claimed(claim))?;
    let approved = carry_out(tx, loaded, &decide, open, &Approval::as_asked_for())?;
    let decision = approved.value().decision.as_ref();
    decision
        .and_then(|decision| decision.grant_id)
        .ok_or_else(|| Failure::Internal("an approval without a grant".to_owned()))
}
