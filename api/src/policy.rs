//! Who may do what: `caller × facts → Result<Authorised<A>, Denied>`, pure and without I/O.
//!
//! Writes take an [`Authorised`] by value and lists take a [`Scope`]; only this module can make
//! either, so code that forgets to ask does not compile. `docs/authorisation.md` has the rules.

pub mod administrations;
pub mod admission;
pub mod agreements;
pub mod attachments;
pub mod attributes;
pub mod catalogue;
pub mod denied;
pub mod first_lba;
pub mod granting;
pub mod handling;
pub mod imports;
mod limits;
pub mod lookups;
pub mod organisations;
pub mod overview;
pub mod programs;
pub mod requests;
pub mod scope;
pub mod setup;
pub mod units;
pub mod users;

pub use denied::{Because, Denied, Next};
pub use scope::Scope;

use shared::{problem::ProblemKind, role::Assurance, rule::Rule};

use crate::domain::caller::{Caller, Person};

/// Proof that the policy allowed the act `A`. Made only here, used up by the write it allows.
#[derive(Debug)]
pub struct Authorised<A>(A);

impl<A> Authorised<A> {
    /// What was allowed.
    pub fn act(&self) -> &A {
        &self.0
    }

    /// What was allowed, owned.
    pub fn into_act(self) -> A {
        self.0
    }
}

/// The person behind a caller whose login is strong enough to act for others (G5, G8).
fn acting_person(caller: &Caller) -> Result<&Person, Denied> {
    let person = caller
        .person()
        .ok_or_else(|| Denied::new(ProblemKind::ProgramsNeverDecide, Rule::G5))?;
    if person.assurance < Assurance::Substantial {
        return Err(Denied::new(ProblemKind::AssuranceTooLow, Rule::G8));
    }
    Ok(person)
}

#[cfg(test)]
mod tests;
