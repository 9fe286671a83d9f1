//! Organisations: what they are and in which module they are administered.

mod answer_time;
pub mod commands;
pub mod lbas;
pub mod queries;
pub mod references;
pub mod routes;
pub mod rows;
pub mod views;

pub use routes::routes;
