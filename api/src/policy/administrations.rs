//! The two modules: in which one a write is made, and moving a kind of organisation (R9).

use shared::{
    id::OrganisationId,
    organisation::{Administration, OrganisationKind},
    problem::ProblemKind,
    rule::Rule,
};

use super::{
    Authorised, Denied, Next, acting_person,
    scope::{Reach, visible_cutovers},
};
use crate::domain::caller::{Caller, Capability};

/// Moving a kind of organisation from one module to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoveKind {
    /// The kind.
    pub kind: OrganisationKind,
    /// From which module.
    pub from: Administration,
    /// To which.
    pub to: Administration,
}

/// May `caller` move a kind of organisation between the modules? A system administrator.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn move_kind(caller: &Caller, act: MoveKind) -> Result<Authorised<MoveKind>, Denied> {
    if acting_person(caller)?.can(Capability::SystemAdministration) {
        Ok(Authorised(act))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::R9))
    }
}

/// May `caller` read of moves between the modules? System administrators, the desk and auditors.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn read_moves(caller: &Caller) -> Result<Authorised<()>, Denied> {
    match visible_cutovers(caller).reach() {
        Reach::Everything => Ok(Authorised(())),
        Reach::Organisations(_) | Reach::Units(..) => {
            Err(Denied::new(ProblemKind::NotAllowed, Rule::R9))
        }
    }
}

/// A write about an organisation or its users, by a client that says in which module it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteInModule {
    /// The module that the client says.
    pub said: Administration,
    /// The organisation that the write is about.
    pub organisation: OrganisationId,
    /// The module in which that organisation is administered now.
    pub administration: Administration,
}

/// May a client that works in one module write about this organisation? When the organisation is
/// administered there; or when it is another's and `caller`'s own is: the desk works for both.
///
/// # Errors
/// `moved-to-star` or `moved-to-amp`, with the way there.
pub fn write_in_module(caller: &Caller, act: WriteInModule) -> Result<(), Denied> {
    let elsewhere = caller
        .person()
        .map(|person| &person.home)
        .filter(|home| home.id != act.organisation);
    let at_home = elsewhere.is_some_and(|home| home.administration == act.said);
    if act.said == act.administration || at_home {
        return Ok(());
    }
    let kind = match act.administration {
        Administration::Star => ProblemKind::MovedToStar,
        Administration::Arbejdsmarkedsportalen => ProblemKind::MovedToAmp,
    };
    Err(Denied::new(kind, Rule::R9).instead(Next::GoOnIn(act.administration)))
}
