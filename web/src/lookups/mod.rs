//! Look-ups: whoever works across organisations says why before seeing what somebody may do.

mod found;
pub(crate) mod page;
mod why;
