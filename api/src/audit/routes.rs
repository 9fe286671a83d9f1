//! HTTP operations on the audit log.

use actix_web::{get, web};
use shared::{
    audit::{AuditEventQuery, AuditEventView},
    page::Page,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{queries, views};
use crate::{
    db::{Database, Failure, cursor::Asked},
    http::{answers::ListProblems, reply::Listed, request::Asker},
    policy::scope::visible_events,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_audit_events);
}

/// List audit events.
///
/// Newest first: what one did or what is about oneself, the whole log of an LBA's organisation,
/// everything for Landssupporten and auditors. Each event is a sentence too.
#[utoipa::path(tag = "audit", params(AuditEventQuery), security(("session" = [])),
    responses(
        (status = 200, description = "A page of events", body = Page<AuditEventView>),
        ListProblems,
    ))]
#[get("/api/v1/audit-events")]
async fn list_audit_events(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<AuditEventQuery>,
) -> Result<Listed<AuditEventView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let filter = AuditEventQuery {
            cursor: None,
            limit: None,
            ..query.clone()
        };
        let start = Asked::read(
            query.cursor.as_deref(),
            query.limit,
            &tx.caller().key(),
            &filter,
        )?;
        let scope = visible_events(tx.caller());
        let page = queries::list(tx, &scope, &query, &start)?;
        let items = views::views(tx, page.items)?;
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}
