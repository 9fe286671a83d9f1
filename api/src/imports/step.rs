//! One step of a check or a run: some hundred rows, what becomes of them and how far that is, in
//! one transaction. Whoever does the next step, on whatever node, goes on where this one ended.

use diesel::{dsl::exists, prelude::*};
use serde_json::json;
use shared::{
    audit::AuditKind,
    id::{ImportId, UserId},
    import::{ImportOutcome, ImportRecord, ImportState},
    problem::ProblemKind,
    user::UserStatus,
};

use super::{
    applying::Deeds,
    grants, lease, organisations,
    plan::write_down,
    reading::{ROWS_TOGETHER, number},
    removals,
    rows::{Import, StagedRow},
    users,
};
use crate::{
    config::Imports,
    db::{
        Failure, Recorded, WriteTx,
        caller::in_effect,
        schema::{import_rows, role_grants, roles, users as users_table},
    },
    domain::{
        caller::Capability,
        change::{About, Change, What},
    },
    policy::{self, Authorised, imports::CarryOut},
};

/// After the grants: missing ones are listed, judged, and taken away.
const LISTING: i32 = 4;
const JUDGING: i32 = 5;

/// What every row of a step is planned with.
pub(super) struct Batch<'b> {
    pub(super) import: &'b Import,
    pub(super) proof: Authorised<CarryOut>,
    /// Why everything is done, as the audit log has it.
    pub(super) because: &'b str,
}

/// What came of a step.
#[derive(Debug)]
pub(super) enum Step {
    /// There is more to do.
    More(Box<Import>),
    /// The check or the run has ended.
    Ended,
    /// Somebody else is at work on it, or it was given up.
    Lost,
}

/// Does the next step of an import that `node` is at work on.
///
/// # Errors
/// `not-allowed` when whoever ordered it may not import any more; the engine's.
pub(super) fn step(
    tx: &mut WriteTx<'_>,
    id: ImportId,
    node: &str,
    limits: Imports,
) -> Result<Recorded<Step>, Failure> {
    let Some(import) = lease::held(tx, id, node)? else {
        return tx.record_batch(None, &[], Step::Lost);
    };
    let may = may_still_order(tx, import.ordered_by)?;
    let because = format!("Import fra {}: {}", import.source, import.name);
    let batch = Batch {
        proof: policy::imports::carry_out(tx.caller(), import.ordered_by, may)?,
        import: &import,
        because: &because,
    };
    match import.phase {
        ..LISTING => rows(tx, &batch),
        LISTING => list(tx, &batch),
        JUDGING => judge(tx, &batch, limits),
        _ => remove(tx, &batch),
    }
}

fn may_still_order(tx: &mut WriteTx<'_>, person: Option<UserId>) -> Result<bool, Failure> {
    let Some(person) = person else {
        return Ok(false);
    };
    let held = role_grants::table
        .inner_join(users_table::table)
        .inner_join(roles::table)
        .filter(users_table::id.eq(person.to_string()))
        .filter(users_table::status.eq(UserStatus::Active.as_str()))
        .filter(roles::confers.eq(Capability::SystemAdministration.as_str()))
        .filter(in_effect(tx.now()));
    Ok(diesel::select(exists(held)).get_result(tx.connection())?)
}

fn load(
    tx: &mut WriteTx<'_>,
    import: &Import,
    record: i32,
    most: i64,
) -> Result<Vec<StagedRow>, Failure> {
    Ok(import_rows::table
        .filter(import_rows::import_id.eq(import.id.to_string()))
        .filter(import_rows::record.eq(record))
        .filter(import_rows::position.gt(import.position))
        .order(import_rows::position)
        .limit(most)
        .select(StagedRow::as_select())
        .load(tx.connection())?)
}

fn more(
    tx: &mut WriteTx<'_>,
    changes: &[Change],
    after: Import,
) -> Result<Recorded<Step>, Failure> {
    lease::save(tx, &after)?;
    let ordered_by = after.ordered_by;
    tx.record_batch(ordered_by, changes, Step::More(Box::new(after)))
}

fn together() -> i64 {
    i64::try_from(ROWS_TOGETHER).unwrap_or(i64::MAX)
}

/// Rows about organisations, then users, then grants.
fn rows(tx: &mut WriteTx<'_>, batch: &Batch<'_>) -> Result<Recorded<Step>, Failure> {
    let import = batch.import;
    let found = load(tx, import, import.phase, together())?;
    let Some(last) = found.last() else {
        return next_phase(tx, import);
    };
    let mut after = Import {
        position: last.position,
        handled: import.handled + i64::try_from(found.len()).unwrap_or(0),
        ..import.clone()
    };
    let (plans, deeds) = match import.phase {
        1 => organisations::plan(tx, batch, &found)?,
        2 => users::plan(tx, batch, &found)?,
        _ => {
            let unknown = i64::try_from(grants::unattributed(&found)).unwrap_or(i64::MAX);
            after.unattributed += unknown;
            grants::plan(tx, batch, &found)?
        }
    };
    for (row, plan) in found.iter().zip(&plans) {
        after
            .counts
            .add(super::rows::record(row.record)?, plan.outcome);
    }
    write_down(tx, import, &found, &plans)?;
    let deeds = carried_out(tx, batch, deeds)?;
    more(tx, &deeds.changes, after)
}

/// A check does nothing of what it has planned.
fn carried_out(tx: &mut WriteTx<'_>, batch: &Batch<'_>, deeds: Deeds) -> Result<Deeds, Failure> {
    if !batch.import.runs() {
        return Ok(Deeds::default());
    }
    deeds.carry_out(tx, batch.because)?;
    Ok(deeds)
}

fn next_phase(tx: &mut WriteTx<'_>, import: &Import) -> Result<Recorded<Step>, Failure> {
    let mut after = Import {
        phase: import.phase + 1,
        position: 0,
        ..import.clone()
    };
    if after.phase == LISTING {
        removals::forget(tx, import)?;
        after.counts.forget(ImportRecord::Removal);
        (after.removals, after.owned) = (0, 0);
    }
    more(tx, &[], after)
}

fn list(tx: &mut WriteTx<'_>, batch: &Batch<'_>) -> Result<Recorded<Step>, Failure> {
    let import = batch.import;
    let organisation = number(ImportRecord::Organisation);
    let found = load(tx, import, organisation, removals::ORGANISATIONS_TOGETHER)?;
    let Some(last) = found.last() else {
        return next_phase(tx, import);
    };
    let mut after = Import {
        position: last.position,
        ..import.clone()
    };
    let listed = removals::list(tx, batch, &found)?;
    for plan in &listed.plans {
        after.counts.add(ImportRecord::Removal, plan.outcome);
    }
    after.owned += listed.owned;
    after.removals = after
        .counts
        .of(ImportRecord::Removal, ImportOutcome::Removed);
    more(tx, &[], after)
}

/// A check ends here. A run that would take too much away stops, and waits for a person.
fn judge(
    tx: &mut WriteTx<'_>,
    batch: &Batch<'_>,
    limits: Imports,
) -> Result<Recorded<Step>, Failure> {
    let import = batch.import;
    if !import.runs() {
        lease::end(tx, import, ImportState::Checked, None)?;
        return tx.record_batch(None, &[], Step::Ended);
    }
    let confirmed = import.confirmed_removals == Some(import.removals);
    if limits.need_confirmation(import.removals, import.owned) && !confirmed {
        return end(
            tx,
            import,
            ImportState::Stopped,
            Some(ProblemKind::TooManyRemovals),
        );
    }
    next_phase(tx, import)
}

fn remove(tx: &mut WriteTx<'_>, batch: &Batch<'_>) -> Result<Recorded<Step>, Failure> {
    let import = batch.import;
    let found = load(tx, import, number(ImportRecord::Removal), together())?;
    let Some(last) = found.last() else {
        return end(tx, import, ImportState::Done, None);
    };
    let mut after = Import {
        position: last.position,
        ..import.clone()
    };
    let removed = Some(ImportOutcome::Removed.as_str());
    let listed: Vec<_> = found
        .into_iter()
        .filter(|row| row.outcome.as_deref() == removed)
        .collect();
    let (plans, deeds) = removals::plan(tx, batch, &listed)?;
    for plan in plans
        .iter()
        .filter(|plan| plan.outcome != ImportOutcome::Removed)
    {
        after
            .counts
            .take(ImportRecord::Removal, ImportOutcome::Removed);
        after.counts.add(ImportRecord::Removal, plan.outcome);
    }
    write_down(tx, import, &listed, &plans)?;
    let deeds = carried_out(tx, batch, deeds)?;
    more(tx, &deeds.changes, after)
}

fn end(
    tx: &mut WriteTx<'_>,
    import: &Import,
    state: ImportState,
    problem: Option<ProblemKind>,
) -> Result<Recorded<Step>, Failure> {
    lease::end(tx, import, state, problem)?;
    let new = json!({ "import_id": import.id, "source": import.source, "name": import.name,
        "state": state, "counts": import.counts.list() });
    let change = Change::new(
        What::Import {
            step: AuditKind::ImportEnded,
            new,
        },
        About::default(),
    );
    tx.record_batch(import.ordered_by, &[change], Step::Ended)
}
