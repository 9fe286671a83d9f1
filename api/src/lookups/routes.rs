//! HTTP operations on look-ups.

use actix_web::{get, post, web};
use shared::{
    audit::AuditKind,
    id::LookupId,
    lookup::{LookupQuery, LookupView, NewLookup},
    page::Page,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    commands::{self, Reasoning},
    queries, views,
};
use crate::{
    config::Config,
    db::{Database, Failure, cursor::Asked, idempotency::Answer},
    http::{
        answers::{CreateProblems, DryRun, Idempotent, ListProblems, ReadProblems},
        body::Write,
        reply::{Found, Listed},
        request::Asker,
    },
    policy::scope::own_lookups,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_lookups)
        .service(read_lookup)
        .service(look_up);
}

/// List look-ups.
///
/// One's own, newest first. Everybody's are in the audit log, as `rights_looked_up`.
#[utoipa::path(tag = "look-ups", params(LookupQuery), security(("session" = [])),
    responses((status = 200, description = "A page of look-ups", body = Page<LookupView>),
        ListProblems))]
#[get("/api/v1/lookups")]
async fn list_lookups(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<LookupQuery>,
) -> Result<Listed<LookupView>, Failure> {
    let LookupQuery { cursor, limit } = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let start = Asked::read(cursor.as_deref(), limit, &tx.caller().key(), &"lookups")?;
        let scope = own_lookups(tx.caller());
        let page = queries::list(tx, &scope, &start)?;
        Ok(Page {
            items: views::views(tx, &page.items)?,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}

/// Read a look-up.
///
/// One's own: whom it is about, why, and until when it holds.
#[utoipa::path(tag = "look-ups", security(("session" = [])),
    params(("id" = LookupId, Path, description = "The look-up")),
    responses((status = 200, description = "The look-up", body = LookupView), ReadProblems))]
#[get("/api/v1/lookups/{id}")]
async fn read_lookup(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<LookupId>,
) -> Result<Found<LookupView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        let scope = own_lookups(tx.caller());
        let lookup = queries::get(tx, &scope, *id)?;
        views::view(tx, &lookup)
    });
    read.await.map(Found)
}

/// Look somebody up.
///
/// By Landssupporten or an auditor, with a reason: until it expires, its maker may read what the
/// user, or every user of the organisation, may do. It stands in the log of the organisation, where
/// those it is about read it. What the desk has to decide is a reason of its own.
#[utoipa::path(tag = "look-ups", security(("session" = [])), request_body = NewLookup,
    params(DryRun, Idempotent),
    responses(
        (status = 201, description = "The look-up", body = LookupView),
        (status = 200, description = "What would be, on a dry run", body = LookupView),
        CreateProblems,
    ))]
#[post("/api/v1/lookups")]
async fn look_up(
    write: Write<NewLookup>,
    database: web::Data<Database>,
    config: web::Data<Config>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::RightsLookedUp);
    let reasoning = Reasoning::try_from(write.body)?;
    let minutes = config.lookups.minutes;
    database
        .write(command, move |tx| {
            commands::look_up(tx, &reasoning, minutes)
        })
        .await
}
