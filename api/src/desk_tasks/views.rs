//! Landssupporten's tasks as the API shows them.

use shared::desk_task::DeskTaskView;

use super::rows::DeskTask;
use crate::{
    db::{Failure, ReadTx},
    organisations::references,
};

/// Tasks as the caller sees them, with a fixed number of statements however many there are.
///
/// # Errors
/// The engine's.
pub fn views(tx: &mut ReadTx<'_>, tasks: &[DeskTask]) -> Result<Vec<DeskTaskView>, Failure> {
    if tasks.is_empty() {
        return Ok(Vec::new());
    }
    let organisations = references::by_id(tx, tasks.iter().map(|task| task.organisation))?;
    let now = tx.now();
    let view = |task: &DeskTask| {
        let organisation = organisations.get(&task.organisation).cloned();
        Ok(DeskTaskView {
            id: task.id,
            kind: task.kind,
            organisation: organisation.ok_or_else(|| {
                Failure::Internal("a task refers to a missing organisation".to_owned())
            })?,
            due_at: task.due_at,
            is_due: task.due_at <= now,
            raised_at: task.raised_at,
            settled_at: task.settled_at,
            version: task.version,
        })
    };
    tasks.iter().map(view).collect()
}
