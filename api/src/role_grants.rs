//! Role grants: who holds what, given and taken by whom.

pub mod acts;
pub mod commands;
pub mod extending;
pub mod placing;
pub mod queries;
mod related;
pub mod routes;
pub mod rows;
pub(crate) mod under_agreement;
pub mod views;

pub use routes::routes;
