//! Operations: is it alive, is it ready, how does it do, its own description.

mod docs;
mod metrics;

use actix_web::{HttpResponse, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    db::{Database, Failure},
    openapi,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(live)
        .service(ready)
        .service(metrics::read_metrics)
        .service(openapi_yaml)
        .service(openapi_json)
        .route("/docs", web::get().to(docs::to_viewer))
        .route("/docs/{file:.*}", web::get().to(docs::viewer));
}

/// Whether the process runs.
#[utoipa::path(tag = "operations", operation_id = "read_liveness", security(()),
    responses((status = 200, description = "The process runs", body = String)))]
#[get("/health/live")]
async fn live() -> &'static str {
    "live"
}

/// Whether the process can do its work: the database answers.
#[utoipa::path(tag = "operations", operation_id = "read_readiness", security(()),
    responses(
        (status = 200, description = "The database answers", body = String),
        (status = 503, description = "The database does not answer", body = shared::problem::Problem,
            content_type = "application/problem+json"),
    ))]
#[get("/health/ready")]
async fn ready(database: web::Data<Database>) -> Result<&'static str, Failure> {
    database.is_ready().await?;
    Ok("ready")
}

/// The description of this API, as YAML.
#[utoipa::path(tag = "operations", operation_id = "read_openapi_yaml", security(()),
    responses((status = 200, description = "OpenAPI 3.1", body = String, content_type = "application/yaml")))]
#[get("/openapi.yaml")]
async fn openapi_yaml() -> Result<HttpResponse, Failure> {
    let yaml = openapi::yaml().map_err(Failure::Internal)?;
    Ok(HttpResponse::Ok()
        .content_type("application/yaml")
        .body(yaml))
}

/// The description of this API, as JSON.
#[utoipa::path(tag = "operations", operation_id = "read_openapi_json", security(()),
    responses((status = 200, description = "OpenAPI 3.1", body = Object)))]
#[get("/openapi.json")]
async fn openapi_json() -> HttpResponse {
    HttpResponse::Ok().json(openapi::document())
}
