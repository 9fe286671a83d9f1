//! Reading what somebody may do, from outside their organisation: only with a reason (G14).

use shared::{
    id::{OrganisationId, UserId},
    problem::ProblemKind,
    rule::Rule,
};

use super::{
    Authorised, Denied, Next, Scope, acting_person,
    scope::{self, of, reads_everything},
};
use crate::domain::caller::{Caller, Capability};

/// For how long after the desk's decision the request stays a reason to read its subject's rights.
pub const SECONDS_AFTER_A_DECISION: i64 = 24 * 3600;

/// Looking up a person or an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookUp;

/// Whose rights are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadRights {
    /// The user.
    pub subject: UserId,
    /// Their home.
    pub home: OrganisationId,
    /// Whether [`RightsInView`] has them.
    pub reason_given: bool,
}

/// Whose rights a caller may read. Made only by [`rights_in_view`].
#[derive(Clone, Debug)]
pub struct RightsInView {
    sight: Scope<of::RoleGrants>,
    reasoned: Option<Reasoned>,
}

/// Somebody who works across organisations: reads the rights of the own organisation, and of whom
/// they have given a reason for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reasoned {
    by: UserId,
    home: OrganisationId,
    decides: bool,
}

impl RightsInView {
    /// Whose rights there are to read at all (G12).
    pub fn sight(&self) -> &Scope<of::RoleGrants> {
        &self.sight
    }

    /// Who must have given a reason; none for those who read only their own organisation's.
    pub fn reasoned(&self) -> Option<&Reasoned> {
        self.reasoned.as_ref()
    }
}

impl Reasoned {
    /// Who reads.
    pub fn by(&self) -> UserId {
        self.by
    }

    /// The own organisation, which needs no reason.
    pub fn home(&self) -> OrganisationId {
        self.home
    }

    /// Whether a request or an appointment that the desk decides is a reason.
    pub fn decides(&self) -> bool {
        self.decides
    }
}

/// Whose rights `caller` may read: as far as they see, and across organisations only with a
/// reason (G12, G14).
pub fn rights_in_view(caller: &Caller) -> RightsInView {
    let reasoned = caller
        .person()
        .filter(|person| reads_everything(person))
        .map(|person| Reasoned {
            by: person.id,
            home: person.home.id,
            decides: person.can(Capability::Landssupport),
        });
    RightsInView {
        sight: scope::visible_grants(caller),
        reasoned,
    }
}

/// May `caller` read what this person, whom they see, may do? G14.
///
/// # Errors
/// `lookup-reason-needed`.
pub fn read_rights(caller: &Caller, act: ReadRights) -> Result<Authorised<ReadRights>, Denied> {
    let unreasoned = rights_in_view(caller).reasoned.is_some_and(|reasoned| {
        reasoned.home != act.home && reasoned.by != act.subject && !act.reason_given
    });
    if unreasoned {
        let next = Next::LookUp { user: act.subject };
        return Err(Denied::new(ProblemKind::LookupReasonNeeded, Rule::G14).instead(next));
    }
    Ok(Authorised(act))
}

/// May `caller` look up what people may do? Landssupporten and auditors.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn look_up(caller: &Caller) -> Result<Authorised<LookUp>, Denied> {
    let person = acting_person(caller)?;
    if reads_everything(person) {
        Ok(Authorised(LookUp))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G14))
    }
}
