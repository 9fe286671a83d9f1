//! Organisations: one's own, and all of them for those who work across.

mod choices;
pub(crate) mod list;
pub(crate) mod one;
pub(crate) mod page;
mod tasks;
