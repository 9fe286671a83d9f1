//! Units of organisations, by P-number: where in an organisation somebody works, what a role is
//! limited to, and what an LBA may be limited to.

pub mod commands;
pub mod queries;
pub mod routes;
pub mod rows;
pub mod views;

pub use routes::routes;
