//! HTTP operations on Landssupporten's tasks.

use actix_web::{get, web};
use shared::{
    desk_task::{DeskTaskQuery, DeskTaskView},
    page::Page,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{queries, views};
use crate::{
    db::{Database, Failure, cursor::Asked},
    http::{answers::ListProblems, reply::Listed, request::Asker},
    policy::scope::visible_desk_tasks,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_desk_tasks);
}

/// List what Landssupporten has to see to.
///
/// Organisations that had LBAs and have none, or will have none from a date on: all of them for
/// Landssupporten and auditors, an LBA's own organisation's. The most pressing come first. A task
/// is settled by itself as soon as its cause is gone.
#[utoipa::path(tag = "desk tasks", params(DeskTaskQuery), security(("session" = [])),
    responses(
        (status = 200, description = "A page of tasks", body = Page<DeskTaskView>),
        ListProblems,
    ))]
#[get("/api/v1/desk-tasks")]
async fn list_desk_tasks(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<DeskTaskQuery>,
) -> Result<Listed<DeskTaskView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let filter = (query.state, query.organisation_id);
        let start = Asked::read(
            query.cursor.as_deref(),
            query.limit,
            &tx.caller().key(),
            &filter,
        )?;
        let scope = visible_desk_tasks(tx.caller());
        let page = queries::list(tx, &scope, &query, &start)?;
        let items = views::views(tx, &page.items)?;
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}
