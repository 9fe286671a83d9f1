//! HTTP operations on the role catalogue.

use actix_web::{get, web};
use shared::{page::Page, role::RoleView};
use utoipa_actix_web::service_config::ServiceConfig;

use super::views;
use crate::{
    db::{Database, Failure},
    http::{
        answers::{ListProblems, ReadProblems},
        reply::{Found, Listed},
        request::Asker,
    },
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_roles).service(read_role);
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
            items: views::list(tx, None)?,
            next_cursor: None,
        })
    });
    list.await.map(Listed)
}

/// Read a role.
///
/// What it opens, and who may give it to whom.
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
        views::list(tx, Some(key.as_str()))?
            .pop()
            .ok_or(Failure::NotFound)
    });
    read.await.map(Found)
}
