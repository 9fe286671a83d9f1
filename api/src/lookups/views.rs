//! Look-ups as the API shows them.

use shared::lookup::LookupView;

use super::rows::Lookup;
use crate::{
    db::{Failure, ReadTx, Resource},
    organisations::references,
    users::{self, rows::User},
};

impl Resource for LookupView {
    /// A look-up never changes.
    fn version(&self) -> i64 {
        1
    }

    fn path(&self) -> String {
        format!("/api/v1/lookups/{}", self.id)
    }
}

fn orphan(what: &str) -> Failure {
    Failure::Internal(format!("a look-up refers to a missing {what}"))
}

/// Look-ups as their maker sees them, with two more statements however many there are.
///
/// # Errors
/// The engine's.
pub fn views(tx: &mut ReadTx<'_>, lookups: &[Lookup]) -> Result<Vec<LookupView>, Failure> {
    let people = users::queries::by_id(tx, lookups.iter().filter_map(|one| one.user))?;
    let organisations = references::by_id(tx, lookups.iter().map(|one| one.organisation))?;
    let view = |one: &Lookup| {
        let user = one.user.map(|id| {
            let found = people.get(&id).map(User::reference);
            found.ok_or_else(|| orphan("user"))
        });
        let organisation = organisations.get(&one.organisation).cloned();
        Ok(LookupView {
            id: one.id,
            user: user.transpose()?,
            organisation: organisation.ok_or_else(|| orphan("organisation"))?,
            reason: one.reason.clone(),
            case_reference: one.case_reference.clone(),
            created_at: one.created_at,
            expires_at: one.expires_at,
        })
    };
    lookups.iter().map(view).collect()
}

/// One look-up as its maker sees it.
///
/// # Errors
/// The engine's.
pub fn view(tx: &mut ReadTx<'_>, one: &Lookup) -> Result<LookupView, Failure> {
    views(tx, std::slice::from_ref(one))?
        .pop()
        .ok_or(Failure::NotFound)
}
