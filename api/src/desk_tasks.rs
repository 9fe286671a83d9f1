//! What Landssupporten has to see to without anybody having asked.

pub mod queries;
pub mod routes;
pub mod rows;
pub mod settling;
pub mod views;

pub use routes::routes;
