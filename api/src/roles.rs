//! The role catalogue: roles are data, and rules say who may give which to whom.

pub mod catalogue;
pub mod lookup;
pub mod queries;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers this slice's operations.
pub fn routes(_config: &mut ServiceConfig<'_>) {}
