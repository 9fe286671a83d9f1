//! The access log.

mod filters;
pub(crate) mod list;
pub(crate) mod rows;
