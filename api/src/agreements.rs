//! Agreements by which a provider's staff hold roles at a kommune or jobcentre (G15).

pub mod commands;
pub mod ending;
pub mod giving;
pub mod queries;
pub mod routes;
pub mod rows;
pub mod views;

pub use routes::routes;
