//! Role grants: who holds what, given and taken by whom.

pub mod commands;
pub mod extending;
pub mod placing;
pub mod queries;
mod related;
pub mod routes;
pub mod rows;
pub mod views;

pub use routes::routes;
