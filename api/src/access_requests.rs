//! Access requests: asked by somebody, decided by somebody else, once.

mod actions;
pub mod appointed;
pub mod approval;
pub mod attachments;
mod carrying_out;
pub mod claims;
pub mod commands;
pub mod decisions;
pub mod listing;
mod loaded;
pub mod orphans;
pub mod queries;
pub mod rerouting;
pub mod routes;
pub mod rows;
pub mod sweeping;
pub mod thread;
pub mod views;

pub use routes::routes;
