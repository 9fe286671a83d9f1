//! Imports from an earlier system, such as AMP: a file of organisations, users and grants is
//! uploaded, checked row by row, and carried out in the background, in batches that any node can
//! go on with (`docs/import.md`, ADR 0019).

mod applying;
mod columns;
pub mod commands;
mod errors;
mod facts;
mod grants;
mod lease;
mod organisations;
mod plan;
pub mod queries;
mod reading;
mod records;
mod removals;
pub mod routes;
pub mod rows;
mod sentences;
mod staging;
mod step;
mod upload;
mod users;
pub mod views;
pub mod worker;

pub(crate) use errors::write_report;
pub use routes::routes;
pub(crate) use upload::{finish, give_up, stage};
pub use worker::Wake;
pub(crate) use worker::take_over;

/// What the imports' own work is called in the audit log.
pub const PART: &str = "import";
