//! Look-ups: whoever works across organisations says why before reading what somebody may do (G14).

pub mod commands;
pub mod queries;
pub mod routes;
pub mod rows;
pub mod view;
pub mod views;

pub use routes::routes;
