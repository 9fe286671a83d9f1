//! Organisations.

pub(crate) mod page;
