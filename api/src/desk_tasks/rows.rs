//! Landssupporten's tasks as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    desk_task::DeskTaskKind,
    id::{DeskTaskId, OrganisationId},
};

use crate::db::{Failure, MultiBackend, row, schema::desk_tasks};

/// A task, column by column.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = desk_tasks, check_for_backend(MultiBackend))]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct DeskTaskRow {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) organisation_id: String,
    pub(super) due_at: chrono::NaiveDateTime,
    pub(super) raised_at: chrono::NaiveDateTime,
    pub(super) settled_at: Option<chrono::NaiveDateTime>,
    pub(super) version: i64,
}

/// A task, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskTask {
    pub(crate) id: DeskTaskId,
    pub(crate) kind: DeskTaskKind,
    pub(crate) organisation: OrganisationId,
    pub(crate) due_at: Timestamp,
    pub(crate) raised_at: Timestamp,
    pub(crate) settled_at: Option<Timestamp>,
    pub(crate) version: i64,
}

impl TryFrom<DeskTaskRow> for DeskTask {
    type Error = Failure;

    fn try_from(stored: DeskTaskRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row::id(&stored.id)?,
            kind: row::word(&stored.kind)?,
            organisation: row::id(&stored.organisation_id)?,
            due_at: Timestamp::from_naive(stored.due_at),
            raised_at: Timestamp::from_naive(stored.raised_at),
            settled_at: stored.settled_at.map(Timestamp::from_naive),
            version: stored.version,
        })
    }
}

impl From<&DeskTask> for DeskTaskRow {
    fn from(task: &DeskTask) -> Self {
        Self {
            id: task.id.to_string(),
            kind: task.kind.as_str().to_owned(),
            organisation_id: task.organisation.to_string(),
            due_at: task.due_at.naive(),
            raised_at: task.raised_at.naive(),
            settled_at: task.settled_at.map(Timestamp::naive),
            version: task.version,
        }
    }
}
