//! The two modules: which administers which kind of organisation, and moves between them (R9).

pub mod commands;
mod inventory;
pub mod queries;
mod rights;
pub mod routes;
pub mod rows;
mod views;

pub use routes::routes;
