//! Moving a kind of organisation from one module to the other, and back (R9).
//!
//! INVARIANT: the rights in effect are the same before and after, or nothing moves.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    administration::{CutoverView, NewCutover, NewReversal},
    id::{CutoverId, OrganisationId},
    organisation::{Administration, OrganisationKind},
    problem::ProblemKind,
    text::Reason,
};

use super::{
    inventory, queries, rights,
    rows::{Cutover, CutoverRow, Module, MovedRow},
    views,
};
use crate::{
    clock::new_id,
    db::{
        Failure, Recorded, WriteTx,
        failure::Fields,
        row,
        schema::{administrations, cutovers, organisations},
    },
    domain::change::{About, Change, Move, What},
    http::request::IfMatch,
    policy::{
        Authorised,
        administrations::{self as rules, MoveKind},
        scope::visible_cutovers,
    },
};

/// A cut-over, its texts parsed.
#[derive(Clone, Debug)]
pub struct CutOver {
    kind: OrganisationKind,
    reason: Reason,
}

impl TryFrom<NewCutover> for CutOver {
    type Error = Failure;

    fn try_from(new: NewCutover) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let reason = fields.check("/reason", Reason::parse(&new.reason));
        Ok(Self {
            reason: fields.finish(reason)?,
            kind: new.kind,
        })
    }
}

/// A reversal's reason, parsed.
///
/// # Errors
/// A wrong field.
pub(super) fn reason_of(new: &NewReversal) -> Result<Reason, Failure> {
    let mut fields = Fields::default();
    let reason = fields.check("/reason", Reason::parse(&new.reason));
    fields.finish(reason)
}

/// Moves a kind of organisation to STAR's module.
///
/// # Errors
/// The policy's refusals; `already-in-state`; `rights-would-change`.
pub fn cut_over(tx: &mut WriteTx<'_>, new: &CutOver) -> Result<Recorded<CutoverView>, Failure> {
    let module = queries::of_kind(tx, new.kind)?;
    let act = MoveKind {
        kind: new.kind,
        from: module.administration,
        to: Administration::Star,
    };
    let allowed = rules::move_kind(tx.caller(), act)?;
    if act.from == act.to {
        return Err(ProblemKind::AlreadyInState.into());
    }
    carry_out(tx, allowed, module, &new.reason, None)
}

/// Moves a kind of organisation back to the module it came from. What was granted and decided
/// since stays.
///
/// # Errors
/// `not-found`; the policy's refusals; `not-reversible`; a missing or stale version;
/// `rights-would-change`.
pub fn reverse_cutover(
    tx: &mut WriteTx<'_>,
    id: CutoverId,
    because: &Reason,
    if_match: IfMatch,
) -> Result<Recorded<CutoverView>, Failure> {
    let scope = visible_cutovers(tx.caller());
    let cutover = queries::get(tx, &scope, id)?;
    let module = queries::of_kind(tx, cutover.kind)?;
    let act = MoveKind {
        kind: cutover.kind,
        from: cutover.to,
        to: cutover.from,
    };
    let allowed = rules::move_kind(tx.caller(), act)?;
    if !views::is_in_force(&cutover) {
        return Err(ProblemKind::NotReversible.into());
    }
    if_match.check(cutover.version)?;
    carry_out(tx, allowed, module, because, Some(cutover))
}

/// Moves, with a report of what moves and of the rights before and after.
fn carry_out(
    tx: &mut WriteTx<'_>,
    allowed: Authorised<MoveKind>,
    module: Module,
    because: &Reason,
    reverses: Option<Cutover>,
) -> Result<Recorded<CutoverView>, Failure> {
    let by = tx.caller().user_id().ok_or(ProblemKind::NotAllowed)?;
    let (act, at) = (*allowed.act(), tx.now());
    let id = new_id(at);
    let before = rights::digest(tx, act.kind)?;
    let moved = inventory::counted(tx, id, act.kind, act.to)?;
    store(tx, allowed, module)?;
    let after = rights::digest(tx, act.kind)?;
    if before != after {
        return Err(ProblemKind::RightsWouldChange.into());
    }
    let cutover = Cutover {
        id,
        kind: act.kind,
        from: act.from,
        to: act.to,
        reason: because.as_str().to_owned(),
        by,
        at,
        reverses: reverses.as_ref().map(|one| one.id),
        reversed_by: None,
        before,
        after,
        version: 1,
    };
    diesel::insert_into(cutovers::table)
        .values(CutoverRow::from(&cutover))
        .execute(tx.connection())?;
    inventory::keep(tx, &moved)?;
    if let Some(reversed) = reverses {
        mark_reversed(tx, &reversed, id)?;
    }
    tell(tx, &cutover, &moved)
}

/// Moves the kind, by compare-and-set; its organisations go with it.
fn store(
    tx: &mut WriteTx<'_>,
    allowed: Authorised<MoveKind>,
    module: Module,
) -> Result<(), Failure> {
    let MoveKind { kind, from, to } = allowed.into_act();
    let now = tx.now();
    let one = administrations::table
        .filter(administrations::kind.eq(kind.as_str()))
        .filter(administrations::administration.eq(from.as_str()))
        .filter(administrations::version.eq(module.version));
    let set = (
        administrations::administration.eq(to.as_str()),
        administrations::since.eq(now.naive()),
        administrations::version.eq(module.version + 1),
    );
    if diesel::update(one).set(set).execute(tx.connection())? == 0 {
        return Err(ProblemKind::AlreadyInState.into());
    }
    // The foreign key has moved them; whoever read one before reads it anew.
    diesel::update(organisations::table.filter(organisations::kind.eq(kind.as_str())))
        .set(organisations::version.eq(organisations::version + 1))
        .execute(tx.connection())?;
    Ok(())
}

fn mark_reversed(tx: &mut WriteTx<'_>, cutover: &Cutover, by: CutoverId) -> Result<(), Failure> {
    let one = cutovers::table
        .filter(cutovers::id.eq(cutover.id.to_string()))
        .filter(cutovers::version.eq(cutover.version))
        .filter(cutovers::reversed_by.is_null());
    let set = (
        cutovers::reversed_by.eq(by.to_string()),
        cutovers::version.eq(cutover.version + 1),
    );
    if diesel::update(one).set(set).execute(tx.connection())? == 0 {
        return Err(ProblemKind::NotReversible.into());
    }
    Ok(())
}

/// Tells every organisation's log, and the log of those who moved them.
fn tell(
    tx: &mut WriteTx<'_>,
    cutover: &Cutover,
    moved: &[MovedRow],
) -> Result<Recorded<CutoverView>, Failure> {
    let old = json!({ "administration": cutover.from });
    let new = json!({ "administration": cutover.to, "cutover_id": cutover.id });
    for one in moved {
        let organisation: OrganisationId = row::id(&one.organisation_id)?;
        let what = What::Moved(Move::Organisation {
            old: old.clone(),
            new: new.clone(),
        });
        let about = About {
            organisation: Some(organisation),
            ..About::default()
        };
        tx.record(&Change::new(what, about).because(&cutover.reason), ())?;
    }
    let sum = |count: fn(&MovedRow) -> i64| moved.iter().map(count).sum::<i64>();
    let new = json!({
        "cutover_id": cutover.id, "kind": cutover.kind, "administration": cutover.to,
        "organisations": moved.len(), "users": sum(|one| one.users),
        "grants": sum(|one| one.grants), "requests": sum(|one| one.requests),
        "rights": cutover.after.count, "sha256": cutover.after.sha256,
    });
    let what = What::Moved(match cutover.reverses {
        None => Move::Kind { new },
        Some(_) => Move::KindBack { new },
    });
    let view = views::view(tx, cutover)?;
    let change = Change::new(what, About::default());
    tx.record(&change.because(&cutover.reason), view)
}
