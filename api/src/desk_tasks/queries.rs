//! Reads of Landssupporten's tasks, each through a scope (G12).

use diesel::{prelude::*, sql_types::Bool};
use shared::{
    Timestamp,
    desk_task::{DeskTaskQuery, DeskTaskState},
    id::DeskTaskId,
    page::Page,
};

use super::rows::{DeskTask, DeskTaskRow};
use crate::{
    db::{Failure, MultiBackend, ReadTx, cursor::Asked, schema::desk_tasks},
    policy::{
        Scope,
        scope::{Reach, of},
    },
};

type OnTasks = Box<dyn BoxableExpression<desk_tasks::table, MultiBackend, SqlType = Bool>>;

/// The last task of a page: the most pressing first.
pub type Key = (Timestamp, DeskTaskId);

fn within(scope: &Scope<of::DeskTasks>) -> OnTasks {
    match scope.reach() {
        Reach::Everything => Box::new(desk_tasks::id.is_not_null()),
        Reach::Units(..) => Box::new(desk_tasks::id.is_null()),
        Reach::Organisations(ids) => {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            Box::new(desk_tasks::organisation_id.eq_any(ids))
        }
    }
}

/// A page of the tasks within the scope, by when they are due.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::DeskTasks>,
    query: &DeskTaskQuery,
    asked: &Asked<Key>,
) -> Result<Page<DeskTask>, Failure> {
    let mut select = desk_tasks::table
        .filter(within(scope))
        .order((desk_tasks::due_at, desk_tasks::id))
        .limit(asked.fetch())
        .select(DeskTaskRow::as_select())
        .into_boxed::<MultiBackend>();
    match query.state {
        Some(DeskTaskState::Open) => select = select.filter(desk_tasks::settled_at.is_null()),
        Some(DeskTaskState::Settled) => {
            select = select.filter(desk_tasks::settled_at.is_not_null());
        }
        None => {}
    }
    if let Some(organisation) = query.organisation_id {
        select = select.filter(desk_tasks::organisation_id.eq(organisation.to_string()));
    }
    if let Some((at, id)) = asked.after() {
        let at = at.naive();
        select = select.filter(desk_tasks::due_at.ge(at)).filter(
            desk_tasks::due_at.gt(at).or(desk_tasks::due_at
                .eq(at)
                .and(desk_tasks::id.gt(id.to_string()))),
        );
    }
    let tasks: Vec<DeskTask> = select
        .load::<DeskTaskRow>(tx.connection())?
        .into_iter()
        .map(DeskTask::try_from)
        .collect::<Result<_, _>>()?;
    asked.page(tasks, |task| (task.due_at, task.id))
}
