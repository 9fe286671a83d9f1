//! HTTP operations on organisations.

use actix_web::{get, patch, post, web};
use shared::{
    audit::AuditKind,
    id::OrganisationId,
    organisation::{ChangeOrganisation, NewOrganisation, OrganisationQuery, OrganisationView},
    page::Page,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    commands::{self, Amend, Register},
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
    policy::scope::visible_organisations,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_organisations)
        .service(read_organisation)
        .service(create_organisation)
        .service(change_organisation);
}

/// List organisations.
///
/// By name, as Danes sort: one's own and the umbrella Virksomhed; all of them for those who work
/// across organisations.
#[utoipa::path(tag = "organisations", params(OrganisationQuery), security(("session" = [])),
    responses((status = 200, description = "A page of organisations", body = Page<OrganisationView>),
        ListProblems))]
#[get("/api/v1/organisations")]
async fn list_organisations(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<OrganisationQuery>,
) -> Result<Listed<OrganisationView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let filter = (&query.q, query.kind, query.without_lba);
        let start = Asked::read(
            query.cursor.as_deref(),
            query.limit,
            &tx.caller().key(),
            &filter,
        )?;
        let scope = visible_organisations(tx.caller());
        let page = queries::list(tx, &scope, &query, &start)?;
        let items = views::views(tx, &page.items)?;
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}

/// Read an organisation.
///
/// What it is, in which module it is administered, and who its LBAs are.
#[utoipa::path(tag = "organisations", security(("session" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, description = "The organisation", body = OrganisationView),
        ReadProblems))]
#[get("/api/v1/organisations/{id}")]
async fn read_organisation(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<OrganisationId>,
) -> Result<Found<OrganisationView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        let scope = visible_organisations(tx.caller());
        let organisation = queries::get(tx, &scope, *id)?;
        views::view(tx, &organisation)
    });
    read.await.map(Found)
}

/// Create an organisation.
///
/// By Landssupporten or a system administrator. Companies also come to be at the first login of
/// one of their people.
#[utoipa::path(tag = "organisations", security(("session" = [])), request_body = NewOrganisation,
    params(DryRun, Idempotent),
    responses(
        (status = 201, description = "The organisation", body = OrganisationView),
        (status = 200, description = "What would be, on a dry run", body = OrganisationView),
        CreateProblems,
    ))]
#[post("/api/v1/organisations")]
async fn create_organisation(
    write: Write<NewOrganisation>,
    database: web::Data<Database>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::OrganisationCreated);
    let register = Register::try_from(write.body)?;
    database
        .write(command, move |tx| {
            commands::create_organisation(tx, &register)
        })
        .await
}

/// Change an organisation.
///
/// Its name, or whether it is in use; one that is not lets nobody in.
#[utoipa::path(tag = "organisations", security(("session" = [])),
    request_body = ChangeOrganisation,
    params(("id" = OrganisationId, Path, description = "The organisation"), DryRun, Versioned),
    responses((status = 200, description = "The changed organisation", body = OrganisationView),
        ChangeProblems))]
#[patch("/api/v1/organisations/{id}")]
async fn change_organisation(
    write: Write<ChangeOrganisation>,
    database: web::Data<Database>,
    id: web::Path<OrganisationId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::OrganisationChanged);
    let if_match = write.if_match;
    let amend = Amend::try_from(write.body)?;
    database
        .write(command, move |tx| {
            commands::change_organisation(tx, *id, &amend, if_match)
        })
        .await
}
