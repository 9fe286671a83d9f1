//! May this person in? The question relying systems ask (AuthZEN Authorization API 1.0), and the
//! roles a user has.

mod checker;
mod effective;
mod questions;
mod routes;

pub use checker::Checker;
pub use routes::routes;
