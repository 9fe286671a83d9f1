//! The `tokens` slice.

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers this slice's operations.
pub fn routes(_config: &mut ServiceConfig<'_>) {}

/// Issues programs' tokens.
#[derive(Clone, Debug)]
pub struct Issuer;
