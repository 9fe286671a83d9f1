//! Accesses that people have.

pub(crate) mod mine;
pub(crate) mod sentences;
