//! Files attached to a request at Landssupporten's desk: attaching, taking back, reading (R7).

use shared::{
    access_request::RequestParty, id::UserId, problem::ProblemKind, role::Authority, rule::Rule,
};

use super::{Authorised, Denied, acting_person, handling::write_message};
use crate::domain::{caller::Caller, request::Asked};

/// An allowed attaching.
#[derive(Debug)]
pub struct Attach {
    by: UserId,
    party: RequestParty,
}

impl Attach {
    /// Who attaches, and on which side.
    pub fn on_whose_side(self) -> (UserId, RequestParty) {
        (self.by, self.party)
    }
}

/// An allowed taking back.
#[derive(Debug)]
pub struct TakeBack {
    by: UserId,
}

impl Authorised<TakeBack> {
    /// Who takes it back.
    pub fn owner(&self) -> UserId {
        self.act().by
    }
}

impl TakeBack {
    /// Who takes it back.
    pub fn by_whom(self) -> UserId {
        self.by
    }
}

/// An allowed reading.
#[derive(Debug)]
pub struct ReadAttachment(());

/// May `caller` attach a file to this request? Whoever may write in its thread, and only while it
/// is Landssupporten's to decide: others know what they decide on.
///
/// # Errors
/// The first rule that says no.
pub fn attach(caller: &Caller, asked: &Asked) -> Result<Authorised<Attach>, Denied> {
    let (by, party) = write_message(caller, asked)?.into_act().on_whose_side();
    match asked.authority {
        Authority::Landssupport => Ok(Authorised(Attach { by, party })),
        Authority::Lba => Err(Denied::new(ProblemKind::FilesAtDeskOnly, Rule::R7)),
    }
}

/// May `caller` take back a file of this request? Only who attached it, while they may still.
///
/// # Errors
/// The first rule that says no.
pub fn take_back(
    caller: &Caller,
    asked: &Asked,
    added_by: UserId,
) -> Result<Authorised<TakeBack>, Denied> {
    let (by, _) = attach(caller, asked)?.into_act().on_whose_side();
    if by == added_by {
        Ok(Authorised(TakeBack { by }))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::R7))
    }
}

/// May `caller` read the files of a request that is within their sight? They may be of other
/// people's affairs, so unless it is one's own request, the login must be strong enough (G8).
///
/// # Errors
/// The first rule that says no.
pub fn read(caller: &Caller, asked: &Asked) -> Result<Authorised<ReadAttachment>, Denied> {
    let own = caller
        .user_id()
        .is_some_and(|id| id == asked.subject.id || id == asked.requested_by);
    if !own {
        acting_person(caller)?;
    }
    Ok(Authorised(ReadAttachment(())))
}
