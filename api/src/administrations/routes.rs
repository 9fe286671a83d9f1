//! HTTP operations on the modules, and on moves between them.

use actix_web::{get, post, web};
use shared::{
    administration::{AdministrationView, CutoverQuery, CutoverView, NewCutover, NewReversal},
    audit::AuditKind,
    id::CutoverId,
    page::Page,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    commands::{self, CutOver},
    queries, views,
};
use crate::{
    db::{Database, Failure, cursor::Asked, idempotency::Answer},
    http::{
        answers::{
            ChangeProblems, CreateProblems, DryRun, Idempotent, ListProblems, ReadProblems,
            Versioned,
        },
        body::Write,
        reply::{Found, Listed},
        request::Asker,
    },
    policy::scope::visible_cutovers,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_administrations)
        .service(list_cutovers)
        .service(read_cutover)
        .service(cut_over)
        .service(reverse_cutover);
}

/// List the modules.
///
/// In which module each kind of organisation is administered (R2, R3), and since when.
#[utoipa::path(tag = "modules", security(("session" = [])),
    responses((status = 200, description = "The modules, on one page",
        body = Page<AdministrationView>), ListProblems))]
#[get("/api/v1/administrations")]
async fn list_administrations(
    asker: Asker,
    database: web::Data<Database>,
) -> Result<Listed<AdministrationView>, Failure> {
    let list = database.list(asker.0, |tx| {
        Ok(Page {
            items: views::modules(tx)?,
            next_cursor: None,
        })
    });
    list.await.map(Listed)
}

/// List the moves between the modules.
///
/// The latest first, for system administrators, the desk and auditors.
#[utoipa::path(tag = "modules", params(CutoverQuery), security(("session" = [])),
    responses((status = 200, description = "A page of moves", body = Page<CutoverView>),
        ListProblems))]
#[get("/api/v1/administrations/cutovers")]
async fn list_cutovers(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<CutoverQuery>,
) -> Result<Listed<CutoverView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let cursor = query.cursor.as_deref();
        let start = Asked::read(cursor, query.limit, &tx.caller().key(), &query.kind)?;
        let scope = visible_cutovers(tx.caller());
        let page = queries::list(tx, &scope, &query, &start)?;
        let items = views::views(tx, &page.items)?;
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}

/// Read a move between the modules.
///
/// With its report: what moved, what wants care, and the rights before and after.
#[utoipa::path(tag = "modules", security(("session" = [])),
    params(("id" = CutoverId, Path, description = "The move")),
    responses((status = 200, description = "The move", body = CutoverView), ReadProblems))]
#[get("/api/v1/administrations/cutovers/{id}")]
async fn read_cutover(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<CutoverId>,
) -> Result<Found<CutoverView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        let scope = visible_cutovers(tx.caller());
        let cutover = queries::get(tx, &scope, *id)?;
        views::view(tx, &cutover)
    });
    read.await.map(Found)
}

/// Move a kind of organisation to STAR's module.
///
/// By a system administrator, in one transaction (R9). A dry run is the rehearsal: the same report
/// by the same way. When anybody's rights would change, nothing moves.
#[utoipa::path(tag = "modules", operation_id = "cut_over", security(("session" = [])),
    request_body = NewCutover, params(DryRun, Idempotent),
    responses((status = 201, description = "The move, with its report", body = CutoverView),
        (status = 200, description = "What would be, on a dry run", body = CutoverView),
        CreateProblems))]
#[post("/api/v1/administrations/cutovers")]
async fn cut_over(
    write: Write<NewCutover>,
    database: web::Data<Database>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::CutoverExecuted);
    let new = CutOver::try_from(write.body)?;
    database
        .write(command, move |tx| commands::cut_over(tx, &new))
        .await
}

/// Reverse a move between the modules.
///
/// The kind goes back to the module it came from, with everything that was granted and decided
/// since. The answer is the reversal, which is a move with a report of its own.
#[utoipa::path(tag = "modules", security(("session" = [])), request_body = NewReversal,
    params(("id" = CutoverId, Path, description = "The move"), DryRun, Idempotent, Versioned),
    responses((status = 201, description = "The reversal, with its report", body = CutoverView),
        (status = 200, description = "What would be, on a dry run", body = CutoverView),
        ChangeProblems))]
#[post("/api/v1/administrations/cutovers/{id}/reversal")]
async fn reverse_cutover(
    write: Write<NewReversal>,
    database: web::Data<Database>,
    id: web::Path<CutoverId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::CutoverReversed);
    let if_match = write.if_match;
    let because = commands::reason_of(&write.body)?;
    database
        .write(command, move |tx| {
            commands::reverse_cutover(tx, *id, &because, if_match)
        })
        .await
}
