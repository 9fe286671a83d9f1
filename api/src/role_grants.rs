//! Role grants: who holds what, given and taken by whom.

pub mod acts;
pub mod commands;
pub mod extending;
pub mod falling_asleep;
mod narrowing;
pub mod placing;
pub mod queries;
mod related;
pub mod routes;
pub mod rows;
pub(crate) mod under_agreement;
pub mod uses;
pub mod views;
pub mod waking;

pub use routes::routes;
