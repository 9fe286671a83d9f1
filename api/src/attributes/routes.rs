//! HTTP operations on attributes of organisations.

use actix_web::{get, patch, post, web};
use shared::{
    attribute::{
        AttributeReason, AttributeView, ChangeAttribute, NewAttribute, OrganisationAttributeView,
    },
    audit::AuditKind,
    id::OrganisationId,
    page::Page,
    text::Reason,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    commands::{self, Amend, Create},
    handing::{self, Handing},
    queries, views,
};
use crate::{
    db::{Database, Failure, idempotency::Answer},
    http::{
        answers::{
            ChangeProblems, CreateProblems, DryRun, Idempotent, ListProblems, ReadProblems,
            Versioned,
        },
        body::Write,
        reply::{Found, Listed},
        request::Asker,
    },
    organisations,
    policy::scope::visible_organisations,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_attributes)
        .service(read_attribute)
        .service(create_attribute)
        .service(change_attribute)
        .service(list_organisation_attributes)
        .service(read_organisation_attribute)
        .service(give_attribute)
        .service(take_attribute);
}

/// List attributes of organisations.
///
/// The whole catalogue, by key: what roles can require of their holders' own organisation.
#[utoipa::path(tag = "roles", security(("session" = [])),
    responses((status = 200, description = "The attributes, on one page", body = Page<AttributeView>),
        ListProblems))]
#[get("/api/v1/organisation-attributes")]
async fn list_attributes(
    asker: Asker,
    database: web::Data<Database>,
) -> Result<Listed<AttributeView>, Failure> {
    let list = database.list(asker.0, |tx| {
        let catalogue = queries::catalogue(tx)?;
        Ok(Page {
            items: views::views(tx, catalogue)?,
            next_cursor: None,
        })
    });
    list.await.map(Listed)
}

/// Read an attribute.
///
/// What it means that an organisation has it, and which roles require it.
#[utoipa::path(tag = "roles", security(("session" = [])),
    params(("key" = String, Path, description = "The attribute's key")),
    responses((status = 200, description = "The attribute", body = AttributeView), ReadProblems))]
#[get("/api/v1/organisation-attributes/{key}")]
async fn read_attribute(
    asker: Asker,
    database: web::Data<Database>,
    key: web::Path<String>,
) -> Result<Found<AttributeView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        let found = queries::find(tx, key.as_str())?.ok_or(Failure::NotFound)?;
        views::view(tx, found)
    });
    read.await.map(Found)
}

/// Add an attribute to the catalogue.
///
/// By a system administrator. Nothing requires it until a role says so.
#[utoipa::path(tag = "roles", security(("session" = [])), request_body = NewAttribute,
    params(DryRun, Idempotent),
    responses(
        (status = 201, description = "The attribute", body = AttributeView),
        (status = 200, description = "What would be, on a dry run", body = AttributeView),
        CreateProblems,
    ))]
#[post("/api/v1/organisation-attributes")]
async fn create_attribute(
    write: Write<NewAttribute>,
    database: web::Data<Database>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AttributeCreated);
    let create = Create::try_from(write.body)?;
    database
        .write(command, move |tx| commands::create_attribute(tx, &create))
        .await
}

/// Change an attribute's texts.
///
/// By a system administrator. Its key never changes.
#[utoipa::path(tag = "roles", security(("session" = [])), request_body = ChangeAttribute,
    params(("key" = String, Path, description = "The attribute's key"), DryRun, Versioned),
    responses((status = 200, description = "The changed attribute", body = AttributeView),
        ChangeProblems))]
#[patch("/api/v1/organisation-attributes/{key}")]
async fn change_attribute(
    write: Write<ChangeAttribute>,
    database: web::Data<Database>,
    key: web::Path<String>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AttributeChanged);
    let if_match = write.if_match;
    let amend = Amend::try_from(write.body)?;
    let written = database.write(command, move |tx| {
        commands::change_attribute(tx, &key, &amend, if_match)
    });
    written.await
}

/// List an organisation's attributes.
///
/// Every attribute of the catalogue, by key, with since when the organisation has it. For
/// everybody who sees the organisation.
#[utoipa::path(tag = "organisations", security(("session" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, description = "The attributes, on one page",
            body = Page<OrganisationAttributeView>), ListProblems,
        (status = 404, description = "No such organisation, or none the caller may see",
            body = shared::problem::Problem, content_type = "application/problem+json")))]
#[get("/api/v1/organisations/{id}/attributes")]
async fn list_organisation_attributes(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<OrganisationId>,
) -> Result<Listed<OrganisationAttributeView>, Failure> {
    let list = database.list(asker.0, move |tx| {
        let scope = visible_organisations(tx.caller());
        let organisation = organisations::queries::get(tx, &scope, *id)?;
        let had = queries::of_organisation(tx, &organisation)?;
        let view = |one| views::of_organisation(tx, &organisation, one);
        Ok(Page {
            items: had.iter().map(view).collect(),
            next_cursor: None,
        })
    });
    list.await.map(Listed)
}

/// Read an attribute of an organisation.
///
/// Since when the organisation has it; null when it has it not.
#[utoipa::path(tag = "organisations", security(("session" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation"),
        ("key" = String, Path, description = "The attribute's key")),
    responses((status = 200, description = "The attribute", body = OrganisationAttributeView),
        ReadProblems))]
#[get("/api/v1/organisations/{id}/attributes/{key}")]
async fn read_organisation_attribute(
    asker: Asker,
    database: web::Data<Database>,
    path: web::Path<(OrganisationId, String)>,
) -> Result<Found<OrganisationAttributeView>, Failure> {
    let (id, key) = path.into_inner();
    let read = database.read(asker.0, move |tx| {
        let scope = visible_organisations(tx.caller());
        let organisation = organisations::queries::get(tx, &scope, id)?;
        let had = queries::one_of_organisation(tx, &organisation, &key)?;
        Ok(views::of_organisation(tx, &organisation, &had))
    });
    read.await.map(Found)
}

fn handing(
    write: &Write<AttributeReason>,
    (organisation, key): (OrganisationId, String),
) -> Result<Handing, Failure> {
    let because = Reason::parse(&write.body.reason);
    Ok(Handing {
        organisation,
        key,
        because: because.map_err(|code| Failure::field("/reason", code))?,
        if_match: write.if_match,
    })
}

/// Give an organisation an attribute.
///
/// By Landssupporten or a system administrator. Grants of the organisation's users that only
/// lacked it are in effect from then on; the answer, also that of a dry run, tells how many.
#[utoipa::path(tag = "organisations", security(("session" = [])), request_body = AttributeReason,
    params(("id" = OrganisationId, Path, description = "The organisation"),
        ("key" = String, Path, description = "The attribute's key"), DryRun, Versioned, Idempotent),
    responses((status = 200, description = "The attribute, had", body = OrganisationAttributeView),
        ChangeProblems))]
#[post("/api/v1/organisations/{id}/attributes/{key}/giving")]
async fn give_attribute(
    write: Write<AttributeReason>,
    database: web::Data<Database>,
    path: web::Path<(OrganisationId, String)>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AttributeGiven);
    let handing = handing(&write, path.into_inner())?;
    let written = database.write(command, move |tx| handing::give_attribute(tx, &handing));
    written.await
}

/// Take an attribute from an organisation.
///
/// By Landssupporten or a system administrator. Grants of the organisation's users whose roles
/// require it cease to be in effect at once, and are again when it is back; the answer, also that
/// of a dry run, tells how many.
#[utoipa::path(tag = "organisations", security(("session" = [])), request_body = AttributeReason,
    params(("id" = OrganisationId, Path, description = "The organisation"),
        ("key" = String, Path, description = "The attribute's key"), DryRun, Versioned, Idempotent),
    responses((status = 200, description = "The attribute, no longer had",
            body = OrganisationAttributeView), ChangeProblems))]
#[post("/api/v1/organisations/{id}/attributes/{key}/taking")]
async fn take_attribute(
    write: Write<AttributeReason>,
    database: web::Data<Database>,
    path: web::Path<(OrganisationId, String)>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AttributeTaken);
    let handing = handing(&write, path.into_inner())?;
    let written = database.write(command, move |tx| handing::take_attribute(tx, &handing));
    written.await
}
