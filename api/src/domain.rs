//! Pure types and transitions of the domain: no I/O, no HTTP, no SQL.

pub mod caller;
pub mod catalogue;
pub mod change;
pub mod coverage;
pub mod dormancy;
pub mod facts;
pub mod period;
pub mod request;
pub mod search;
pub mod standing;
pub mod working_days;
