//! Handling a request before it is decided: handing it over, asking and answering.

use shared::{
    access_request::RequestParty, id::UserId, problem::ProblemKind, role::Authority, rule::Rule,
};

use super::{
    Authorised, Denied, acting_person,
    requests::{decider, reach_of},
    units::LbaReach,
};
use crate::domain::{caller::Caller, request::Asked};

/// Whom a request is handed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Who.
    pub id: UserId,
    /// Whether they are active and hold what the request's authority asks for: the LBA role of
    /// the subject's organisation, or a place at the desk.
    pub holds_authority: bool,
}

/// An allowed handing over.
#[derive(Debug)]
pub struct HandOver {
    to: UserId,
}

impl Authorised<HandOver> {
    /// Who handles the request from now on.
    pub fn receiver(&self) -> UserId {
        self.act().to
    }
}

/// An allowed message.
#[derive(Debug)]
pub struct WriteMessage {
    by: UserId,
    party: RequestParty,
}

impl WriteMessage {
    /// Who writes, and on which side.
    pub fn on_whose_side(self) -> (UserId, RequestParty) {
        (self.by, self.party)
    }
}

/// May `caller` have `to` handle this request? Whoever may decide it may say who does, also
/// themself; only another who may decide it can be given it (G1, G3, G4).
///
/// # Errors
/// The first rule that says no.
pub fn hand_over(
    caller: &Caller,
    asked: &Asked,
    to: Receiver,
) -> Result<Authorised<HandOver>, Denied> {
    decider(caller, asked)?;
    let refused = |rule| Err(Denied::new(ProblemKind::ReceiverCannotDecide, rule));
    if to.id == asked.subject.id || to.id == asked.requested_by {
        return refused(Rule::G4);
    }
    if to.holds_authority {
        return Ok(Authorised(HandOver { to: to.id }));
    }
    match asked.authority {
        Authority::Lba => refused(Rule::G1),
        Authority::Landssupport => refused(Rule::G3),
    }
}

/// May `caller` write in this request's thread? Who asked and whom it is about answer, and for a
/// request at the desk the LBAs of the subject's organisation; who may decide it asks.
///
/// # Errors
/// Why the caller may not decide it, for everybody else.
pub fn write_message(caller: &Caller, asked: &Asked) -> Result<Authorised<WriteMessage>, Denied> {
    let allowed = |by, party| Ok(Authorised(WriteMessage { by, party }));
    if let Some(person) = caller.person() {
        let own = person.id == asked.subject.id || person.id == asked.requested_by;
        let their_lba = asked.authority == Authority::Landssupport
            && reach_of(person, asked) == LbaReach::Within;
        if their_lba && !own {
            acting_person(caller)?;
        }
        if own || their_lba {
            return allowed(person.id, RequestParty::Requester);
        }
    }
    decider(caller, asked).and_then(|person| allowed(person.id, RequestParty::Decider))
}
