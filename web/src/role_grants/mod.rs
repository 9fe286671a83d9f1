//! Accesses that people have.

pub(crate) mod expiring;
pub(crate) mod extend;
pub(crate) mod grant;
pub(crate) mod mine;
pub(crate) mod revoke;
pub(crate) mod sentences;
pub(crate) mod unused;
pub(crate) mod wake;
