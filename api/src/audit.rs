//! The audit log as people and programs read it. Written only by `db::record`.

mod agreement_sentences;
mod attribute_sentences;
mod desk_sentences;
pub mod queries;
pub mod routes;
pub mod rows;
pub mod sentences;
pub mod views;

pub use routes::routes;
