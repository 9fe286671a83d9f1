//! Login by OpenID Connect, sessions, and who is logged in. `docs/login.md` says what is checked.

mod attempts;
mod claims;
mod commands;
mod cookies;
mod exchange;
pub mod housekeeping;
mod login;
mod logout;
mod logout_token;
mod me;
mod openid;
mod outbound;
mod presence;
mod provider;
mod queries;
mod return_to;
mod routes;
mod rows;

pub use login::{Login, LoginSetupError};
pub use outbound::OutboundError;
pub use presence::keep_alive;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::begin_login)
        .service(routes::finish_login)
        .service(logout::log_out)
        .service(logout::log_out_by_provider)
        .service(me::read_me);
}
