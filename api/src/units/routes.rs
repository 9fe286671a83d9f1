//! HTTP operations on units.

use actix_web::{get, patch, post, web};
use shared::{
    audit::AuditKind,
    id::OrganisationId,
    page::Page,
    unit::{ChangeUnit, NewUnit, UnitQuery, UnitView},
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    commands::{self, Register, Rename},
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
    organisations,
    policy::scope::visible_organisations,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_units)
        .service(read_unit)
        .service(register_unit)
        .service(change_unit);
}

/// List an organisation's units.
///
/// By P-number. For everybody who sees the organisation: whoever asks for a role may ask for it
/// for a unit.
#[utoipa::path(tag = "organisations", security(("session" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation"), UnitQuery),
    responses((status = 200, description = "A page of units", body = Page<UnitView>), ListProblems,
        (status = 404, description = "No such organisation, or none the caller may see",
            body = shared::problem::Problem, content_type = "application/problem+json")))]
#[get("/api/v1/organisations/{id}/units")]
async fn list_units(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<OrganisationId>,
    query: web::Query<UnitQuery>,
) -> Result<Listed<UnitView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let key = tx.caller().key();
        let start = Asked::read(query.cursor.as_deref(), query.limit, &key, &*id)?;
        let scope = visible_organisations(tx.caller());
        let organisation = organisations::queries::get(tx, &scope, *id)?;
        let page = queries::list(tx, &organisation, &start)?;
        Ok(page.map(|unit| views::view(&unit)))
    });
    list.await.map(Listed)
}

/// Read a unit of an organisation.
///
/// Its P-number and name.
#[utoipa::path(tag = "organisations", security(("session" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation"),
        ("p_number" = String, Path, description = "The unit's P-number")),
    responses((status = 200, description = "The unit", body = UnitView), ReadProblems))]
#[get("/api/v1/organisations/{id}/units/{p_number}")]
async fn read_unit(
    asker: Asker,
    database: web::Data<Database>,
    path: web::Path<(OrganisationId, String)>,
) -> Result<Found<UnitView>, Failure> {
    let (id, p_number) = path.into_inner();
    let read = database.read(asker.0, move |tx| {
        let scope = visible_organisations(tx.caller());
        let organisation = organisations::queries::get(tx, &scope, id)?;
        let unit = queries::get(tx, &organisation, &p_number)?;
        Ok(views::view(&unit))
    });
    read.await.map(Found)
}

/// Register a unit of an organisation.
///
/// By Landssupporten or a system administrator, who look it up in CVR: relying systems take a
/// P-number for what it says.
#[utoipa::path(tag = "organisations", security(("session" = [])), request_body = NewUnit,
    params(("id" = OrganisationId, Path, description = "The organisation"), DryRun, Idempotent),
    responses(
        (status = 201, description = "The unit", body = UnitView),
        (status = 200, description = "What would be, on a dry run", body = UnitView),
        CreateProblems,
    ))]
#[post("/api/v1/organisations/{id}/units")]
async fn register_unit(
    write: Write<NewUnit>,
    database: web::Data<Database>,
    id: web::Path<OrganisationId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::UnitRegistered);
    let register = Register::try_from(write.body)?;
    let written = database.write(command, move |tx| {
        commands::register_unit(tx, *id, &register)
    });
    written.await
}

/// Change a unit's name.
///
/// By Landssupporten or a system administrator. A P-number never changes.
#[utoipa::path(tag = "organisations", security(("session" = [])), request_body = ChangeUnit,
    params(("id" = OrganisationId, Path, description = "The organisation"),
        ("p_number" = String, Path, description = "The unit's P-number"), DryRun, Versioned),
    responses((status = 200, description = "The changed unit", body = UnitView), ChangeProblems))]
#[patch("/api/v1/organisations/{id}/units/{p_number}")]
async fn change_unit(
    write: Write<ChangeUnit>,
    database: web::Data<Database>,
    path: web::Path<(OrganisationId, String)>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::UnitChanged);
    let if_match = write.if_match;
    let rename = Rename::try_from(write.body)?;
    let (id, p_number) = path.into_inner();
    let written = database.write(command, move |tx| {
        commands::change_unit(tx, id, &p_number, &rename, if_match)
    });
    written.await
}
