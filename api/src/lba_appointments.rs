//! The first LBA of an organisation (G11): by legal authority, or by two persons of
//! Landssupporten.

pub mod by_law;
pub mod commands;
pub mod decisions;
pub mod queries;
pub mod routes;
pub mod rows;
pub mod views;

pub use routes::routes;
