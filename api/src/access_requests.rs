//! Access requests: asked by somebody, decided by somebody else, once.

pub mod claims;
pub mod commands;
pub mod decisions;
pub mod queries;
pub mod rerouting;
pub mod routes;
pub mod rows;
pub mod views;

pub use routes::routes;
