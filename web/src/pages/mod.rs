//! Pages that are for everyone.

pub(crate) mod legal;
pub(crate) mod login_failed;
pub(crate) mod sign_in;
