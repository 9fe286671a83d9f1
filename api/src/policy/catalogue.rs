//! Adding to the role catalogue and changing it.

use shared::{
    problem::ProblemKind,
    role::FixedPart::{self, Dormancy, Places, Requires, Rules},
    rule::Rule,
};

use super::{Authorised, Denied, acting_person};
use crate::domain::caller::{Caller, Capability};

/// Adding a role, which confers nothing in this system itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreateRole;

/// Changing a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRole {
    /// Which.
    pub key: String,
    /// What it confers.
    pub confers: Option<Capability>,
}

pub(super) fn runs_the_system(caller: &Caller) -> Result<(), Denied> {
    if acting_person(caller)?.can(Capability::SystemAdministration) {
        Ok(())
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G1))
    }
}

/// May `caller` add a role? System administrators alone.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn create(caller: &Caller) -> Result<Authorised<CreateRole>, Denied> {
    runs_the_system(caller).map(|()| Authorised(CreateRole))
}

/// May `caller` change this role? As for adding; what of it may be changed is told by [`fixed`].
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn change(caller: &Caller, act: ChangeRole) -> Result<Authorised<ChangeRole>, Denied> {
    runs_the_system(caller).map(|()| Authorised(act))
}

/// What of a role nobody changes over the API.
///
/// The roles of the desk, the auditors and the administrators are given when the system is set
/// up: a rule would let an LBA make them. What makes an LBA is held at home and can be given to
/// every kind of holder that it could be given to: else organisations would be left without LBAs
/// (G9). None of these requires another role: losing that one would take the last LBA or
/// administrator from somewhere, and no rule would notice. Nor do roles of the desk, auditors and
/// administrators fall asleep: nobody gives them, so that nobody could wake them.
pub const fn fixed(confers: Option<Capability>) -> &'static [FixedPart] {
    match confers {
        None => &[],
        Some(Capability::AdministerOrganisation) => &[Places, Requires],
        Some(Capability::Landssupport | Capability::Audit | Capability::SystemAdministration) => {
            &[Rules, Requires, Dormancy]
        }
    }
}
