//! HTTP operations on the role catalogue.

use actix_web::{get, patch, post, web};
use shared::{
    audit::AuditKind,
    page::Page,
    role::{ChangeRole, NewRole, RoleView},
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    commands,
    drafts::{Amend, Create},
    views,
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
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_roles)
        .service(read_role)
        .service(create_role)
        .service(change_role);
}

/// List roles.
///
/// The whole catalogue, by key: what each role opens, and who may give it to whom.
#[utoipa::path(tag = "roles", security(("session" = [])),
    responses((status = 200, description = "The roles, on one page", body = Page<RoleView>),
        ListProblems))]
#[get("/api/v1/roles")]
async fn list_roles(
    asker: Asker,
    database: web::Data<Database>,
) -> Result<Listed<RoleView>, Failure> {
    let list = database.list(asker.0, |tx| {
        Ok(Page {
            items: views::list(tx)?,
            next_cursor: None,
        })
    });
    list.await.map(Listed)
}

/// Read a role.
///
/// What it opens, what it requires, what it conflicts with, and who may give it to whom.
#[utoipa::path(tag = "roles", security(("session" = [])),
    params(("key" = String, Path, description = "The role's key, `System.Rolle`")),
    responses((status = 200, description = "The role", body = RoleView), ReadProblems))]
#[get("/api/v1/roles/{key}")]
async fn read_role(
    asker: Asker,
    database: web::Data<Database>,
    key: web::Path<String>,
) -> Result<Found<RoleView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        views::find(tx, key.as_str())?.ok_or(Failure::NotFound)
    });
    read.await.map(Found)
}

/// Add a role to the catalogue.
///
/// By a system administrator. It confers nothing in this system itself: that is what the roles
/// do that the system was set up with.
#[utoipa::path(tag = "roles", security(("session" = [])), request_body = NewRole,
    params(DryRun, Idempotent),
    responses(
        (status = 201, description = "The role", body = RoleView),
        (status = 200, description = "What would be, on a dry run", body = RoleView),
        CreateProblems,
    ))]
#[post("/api/v1/roles")]
async fn create_role(
    write: Write<NewRole>,
    database: web::Data<Database>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::RoleCreated);
    let new = Create::try_from(write.body)?;
    database
        .write(command, move |tx| commands::create_role(tx, &new))
        .await
}

/// Change a role.
///
/// By a system administrator. The answer, also that of a dry run, tells which live grants the
/// role as changed puts in breach; they stay until somebody takes them. What a role confers in
/// this system itself is part of the program and cannot be changed.
#[utoipa::path(tag = "roles", security(("session" = [])), request_body = ChangeRole,
    params(("key" = String, Path, description = "The role's key, `System.Rolle`"), DryRun, Versioned),
    responses((status = 200, description = "The changed role", body = RoleView), ChangeProblems))]
#[patch("/api/v1/roles/{key}")]
async fn change_role(
    write: Write<ChangeRole>,
    database: web::Data<Database>,
    key: web::Path<String>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::RoleChanged);
    let if_match = write.if_match;
    let amend = Amend::try_from(write.body)?;
    database
        .write(command, move |tx| {
            commands::change_role(tx, &key, &amend, if_match)
        })
        .await
}
