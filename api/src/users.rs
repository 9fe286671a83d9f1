//! Users: who they are, whether they may act.

pub mod assignable;
pub mod commands;
pub(crate) mod lbas;
pub mod listing;
pub mod queries;
pub mod routes;
pub mod rows;
pub mod status;
pub mod views;

pub use routes::routes;
