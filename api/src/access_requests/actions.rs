//! What a caller may do with an open request.

use shared::{
    language::Language,
    problem::ProblemKind,
    session::{Action, AllowedAction},
};

use crate::{
    db::ReadTx,
    domain::request::OpenRequest,
    http::allowed::{allowed, prevented},
    policy::{self, Authorised, Denied},
};

/// What the caller may do with an open request, and what another's claim keeps them from.
pub(super) fn allowed_actions(
    tx: &ReadTx<'_>,
    open: &OpenRequest,
    lbas: i64,
) -> Vec<AllowedAction> {
    let (caller, language, asked) = (tx.caller(), tx.language(), &open.asked);
    let approve = policy::requests::approve(caller, asked, lbas);
    let reject = policy::requests::decide(caller, asked);
    let claim = || policy::requests::claim(caller, asked);
    let anothers = caller
        .user_id()
        .is_some_and(|me| open.claim_against(me, tx.now()).is_some());
    let mut actions = vec![
        unless(anothers, Action::ApproveAccessRequest, approve, language),
        unless(anothers, Action::RejectAccessRequest, reject, language),
        unless(anothers, Action::ClaimAccessRequest, claim(), language),
    ];
    // What only some have anything to do with is not refused the others aloud.
    let mut offer = |action, verdict: Result<(), Denied>| {
        if verdict.is_ok() {
            actions.push(AllowedAction {
                action,
                allowed: true,
                code: None,
                reason: None,
                next_step: None,
            });
        }
    };
    offer(Action::HandOverAccessRequest, claim().map(drop));
    if open.claim(tx.now()).is_some() && !anothers {
        offer(Action::ReleaseAccessRequest, claim().map(drop));
    }
    let message = policy::handling::write_message(caller, asked);
    offer(Action::SendAccessRequestMessage, message.map(drop));
    let attach = policy::attachments::attach(caller, asked);
    offer(Action::AttachToAccessRequest, attach.map(drop));
    let withdraw = policy::requests::withdraw(caller, asked);
    offer(Action::WithdrawAccessRequest, withdraw.map(drop));
    actions
}

/// The policy's verdict, and when that is a yes, whether another's claim stands in the way.
fn unless<A>(
    claimed: bool,
    action: Action,
    verdict: Result<Authorised<A>, Denied>,
    language: Language,
) -> AllowedAction {
    match verdict {
        Ok(_) if claimed => prevented(action, ProblemKind::ClaimedByAnother, language),
        verdict => allowed(action, verdict, language),
    }
}
