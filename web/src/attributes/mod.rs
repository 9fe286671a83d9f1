//! Attributes of organisations, which roles may require of their holders' own organisation.

pub(crate) mod had;
pub(crate) mod keep;
pub(crate) mod section;
