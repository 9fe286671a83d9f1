//! The role catalogue, for the system administrator.

mod breaches;
pub(crate) mod detail;
mod draft;
pub(crate) mod edit;
mod fields;
mod grid;
pub(crate) mod list;
mod said;
mod ticks;
pub(crate) mod words;
