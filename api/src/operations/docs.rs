//! `/docs`: the description of the API as people read it, from files inside this binary.

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION},
    web,
};
use utoipa_swagger_ui::Config;

use crate::db::Failure;

/// As everywhere, but that the viewer sets styles on its own elements and draws icons from data.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// Where the viewer's own paths are relative to.
pub(super) async fn to_viewer() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((LOCATION, "/docs/"))
        .finish()
}

/// A file of the viewer.
///
/// # Errors
/// `not-found` when the viewer has no such file.
pub(super) async fn viewer(file: web::Path<String>) -> Result<HttpResponse, Failure> {
    // The viewer would ask a server elsewhere for its opinion of the description.
    let config = Config::from("/openapi.json").validator_url("none");
    let file = utoipa_swagger_ui::serve(&file, Arc::new(config))
        .map_err(|error| Failure::Internal(error.to_string()))?
        .ok_or(Failure::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(file.content_type)
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(file.bytes.into_owned()))
}
