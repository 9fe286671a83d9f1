//! The `access` slice.

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers this slice's operations.
pub fn routes(_config: &mut ServiceConfig<'_>) {}

/// Answers whether a person has a role.
#[derive(Clone, Debug)]
pub struct Checker;
