//! Attributes of organisations, which roles may require of their holders' own organisation (G7,
//! ADR 0029): the catalogue of them, and who has which.

pub mod commands;
pub mod handing;
pub mod queries;
pub mod routes;
pub mod rows;
pub mod views;

pub use routes::routes;
