//! The users of an organisation.

pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod detail;
pub(crate) mod list;
pub(crate) mod sentences;
mod unit_field;
