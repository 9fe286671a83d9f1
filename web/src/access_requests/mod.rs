//! Access requests: asked by somebody, decided by somebody else.

pub(crate) mod ask;
mod attachments;
pub(crate) mod detail;
pub(crate) mod inbox;
pub(crate) mod mine;
pub(crate) mod no_access;
pub(crate) mod sentences;
pub(crate) mod support;
pub(crate) mod thread;
pub(crate) mod withdraw;
