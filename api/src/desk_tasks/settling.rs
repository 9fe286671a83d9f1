//! Landssupporten is told of an organisation without LBAs in the transaction that leaves it so
//! (G9), also when it is a date that will: the task then says from when. Nothing has to happen
//! when that moment comes, and an LBA who lasts settles the task in the transaction that makes
//! them one.

use diesel::prelude::*;
use serde_json::{Value, json};
use shared::{Timestamp, desk_task::DeskTaskKind, id::OrganisationId};

use super::rows::{DeskTask, DeskTaskRow};
use crate::{
    clock::new_id,
    db::{Failure, WriteTx, schema::desk_tasks},
    domain::change::{About, Change, DeskTask as Told, What},
    organisations::lbas::{Coverage, coverage},
};

const KIND: DeskTaskKind = DeskTaskKind::OrganisationWithoutLba;

/// Brings the task about an organisation's LBAs into line with the LBAs it has.
///
/// # Errors
/// The engine's.
pub(crate) fn settle_lbas(
    tx: &mut WriteTx<'_>,
    organisation: OrganisationId,
) -> Result<(), Failure> {
    let lacking = match coverage(tx, organisation)? {
        Coverage::NotNeeded | Coverage::Lasting => None,
        Coverage::EndsAt(at) => Some(at),
    };
    match (open(tx, organisation)?, lacking) {
        (None, None) => Ok(()),
        (None, Some(due_at)) => raise(tx, organisation, due_at),
        (Some(task), None) => settle(tx, &task),
        // Since when it is without is what it was told of, not when it is looked at again.
        (Some(task), Some(due_at))
            if due_at == task.due_at || due_at.max(task.due_at) <= tx.now() =>
        {
            Ok(())
        }
        (Some(task), Some(due_at)) => move_to(tx, &task, due_at),
    }
}

fn open(tx: &mut WriteTx<'_>, organisation: OrganisationId) -> Result<Option<DeskTask>, Failure> {
    desk_tasks::table
        .filter(desk_tasks::organisation_id.eq(organisation.to_string()))
        .filter(desk_tasks::kind.eq(KIND.as_str()))
        .filter(desk_tasks::settled_at.is_null())
        .select(DeskTaskRow::as_select())
        .first(tx.connection())
        .optional()?
        .map(DeskTask::try_from)
        .transpose()
}

fn about(organisation: OrganisationId) -> About {
    About {
        organisation: Some(organisation),
        ..About::default()
    }
}

fn told(due_at: Timestamp) -> Value {
    json!({ "task": KIND, "due_at": due_at })
}

fn raise(
    tx: &mut WriteTx<'_>,
    organisation: OrganisationId,
    due_at: Timestamp,
) -> Result<(), Failure> {
    let now = tx.now();
    let task = DeskTask {
        id: new_id(now),
        kind: KIND,
        organisation,
        due_at,
        raised_at: now,
        settled_at: None,
        version: 1,
    };
    diesel::insert_into(desk_tasks::table)
        .values(DeskTaskRow::from(&task))
        .execute(tx.connection())?;
    let change = Change::new(
        What::DeskTask(Told::Raised { new: told(due_at) }),
        about(organisation),
    );
    tx.record(&change, ()).map(|_| ())
}

fn move_to(tx: &mut WriteTx<'_>, task: &DeskTask, due_at: Timestamp) -> Result<(), Failure> {
    diesel::update(desk_tasks::table.filter(desk_tasks::id.eq(task.id.to_string())))
        .set((
            desk_tasks::due_at.eq(due_at.naive()),
            desk_tasks::version.eq(task.version + 1),
        ))
        .execute(tx.connection())?;
    let what = What::DeskTask(Told::Raised { new: told(due_at) });
    tx.record(&Change::new(what, about(task.organisation)), ())
        .map(|_| ())
}

fn settle(tx: &mut WriteTx<'_>, task: &DeskTask) -> Result<(), Failure> {
    let now = tx.now();
    diesel::update(desk_tasks::table.filter(desk_tasks::id.eq(task.id.to_string())))
        .set((
            desk_tasks::settled_at.eq(now.naive()),
            desk_tasks::version.eq(task.version + 1),
        ))
        .execute(tx.connection())?;
    let what = What::DeskTask(Told::Settled {
        old: told(task.due_at),
    });
    tx.record(&Change::new(what, about(task.organisation)), ())
        .map(|_| ())
}
