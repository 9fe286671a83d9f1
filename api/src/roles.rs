//! The role catalogue: roles are data, and rules say who may give which to whom.

pub mod catalogue;
pub mod lookup;
pub mod queries;
pub mod routes;
pub mod views;

pub use routes::routes;
