//! The role catalogue: roles are data, and rules say who may give which to whom.

pub(crate) mod attributes;
pub mod breaches;
pub mod catalogue;
pub mod commands;
mod dormancy;
mod drafts;
pub(crate) mod jobcentres;
pub mod lookup;
pub mod queries;
pub mod relations;
pub mod routes;
pub mod standing;
pub mod suspension;
pub mod views;

pub use routes::routes;
