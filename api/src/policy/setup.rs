//! Setting the system up, before there is anybody who could be asked.

use shared::{problem::ProblemKind, rule::Rule};

use super::{Authorised, Denied};
use crate::domain::caller::Caller;

/// Installing the catalogue and registering the first organisations, people and programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetUp;

/// May `caller` set the system up? Only the binary's own command line.
///
/// # Errors
/// `not-allowed` for everybody who comes over HTTP.
pub fn set_up(caller: &Caller) -> Result<Authorised<SetUp>, Denied> {
    match caller {
        Caller::System(_) => Ok(Authorised(SetUp)),
        Caller::Person(_) | Caller::Program(_) => {
            Err(Denied::new(ProblemKind::NotAllowed, Rule::G1))
        }
    }
}
