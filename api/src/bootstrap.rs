//! Setting the system up: the role catalogue, the umbrella organisation, and the first
//! organisations, people and programs. Everything here may be run again and changes nothing
//! that is there already.

mod agreements;
pub mod catalogue;
pub mod commands;
mod rows;

pub use agreements::FirstAgreement;
pub use catalogue::install_catalogue;
pub use commands::{FirstGrant, FirstOrganisation, FirstUnit, FirstUser, Setup};
