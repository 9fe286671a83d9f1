//! Organisations: who they are and in which module their users are administered.

pub mod rows;

pub mod references;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers this slice's operations.
pub fn routes(_config: &mut ServiceConfig<'_>) {}
