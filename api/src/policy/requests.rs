//! Asking for roles and deciding what was asked.

use shared::{
    access_request::RequestAction,
    id::{OrganisationId, UserId},
    problem::ProblemKind,
    role::Authority,
    rule::Rule,
};

use super::{
    Authorised, Denied, Next, acting_person,
    denied::FirstLba,
    first_lba::Confirm,
    granting::{rule_allows_place, subject_is_active},
    limits,
    units::{self, LbaReach},
};
use crate::domain::{
    caller::{Caller, Capability, Person, ProgramScope},
    facts::{RoleFacts, SubjectFacts},
    request::Asked,
    standing::Standing,
};

/// Asking that a role be given or taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmitRequest {
    /// Given or taken.
    pub action: RequestAction,
    /// For whom.
    pub subject: SubjectFacts,
    /// Which role.
    pub role: RoleFacts,
    /// Held where.
    pub organisation: OrganisationId,
    /// P-number of the unit that it is limited to.
    pub unit: Option<String>,
    /// Active LBAs who may decide it and are neither subject nor requester.
    pub lba_deciders: i64,
    /// How the subject stands to the role.
    pub standing: Standing,
}

/// An allowed asking, with who asks and who will decide.
#[derive(Debug)]
pub struct Submission {
    /// The asking.
    pub act: SubmitRequest,
    /// Who asks.
    pub requested_by: UserId,
    /// Who decides.
    pub authority: Authority,
}

/// An allowed decision.
#[derive(Debug)]
pub struct Decide {
    by: UserId,
}

/// An allowed taking back.
#[derive(Debug)]
pub struct Withdraw {
    by: UserId,
}

/// An allowed claim.
#[derive(Debug)]
pub struct Claim {
    by: UserId,
}

impl Authorised<Decide> {
    /// Who decides.
    pub fn decider(&self) -> UserId {
        self.act().by
    }
}

impl Authorised<Withdraw> {
    /// Who takes it back.
    pub fn withdrawer(&self) -> UserId {
        self.act().by
    }
}

impl Authorised<Claim> {
    /// Who claims.
    pub fn claimer(&self) -> UserId {
        self.act().by
    }
}

/// Who asks: the subject themself, their LBA, or a program on the subject's behalf (G1, G5).
fn requester(caller: &Caller, act: &SubmitRequest) -> Result<UserId, Denied> {
    let Some(rule) = act.role.rule else {
        return Err(Denied::new(ProblemKind::RoleNotGrantable, Rule::G7));
    };
    let subject = &act.subject;
    match caller {
        Caller::Person(person) if person.id == subject.id => {
            // Anybody may ask to be rid of a role.
            if rule.requestable_by_self || act.action == RequestAction::Revoke {
                Ok(person.id)
            } else {
                Err(Denied::new(ProblemKind::NotAllowed, Rule::G7).instead(Next::AskAnother))
            }
        }
        Caller::Person(person) if rule.requestable_by_lba => {
            match units::reach_of_giving(person, subject, act.unit.as_deref(), &act.role) {
                LbaReach::Within => Ok(person.id),
                LbaReach::OutsideUnit => Err(units::outside()),
                LbaReach::None => Err(Denied::new(ProblemKind::NotAllowed, Rule::G1)),
            }
        }
        Caller::Person(_) | Caller::System(_) => {
            Err(Denied::new(ProblemKind::NotAllowed, Rule::G1))
        }
        Caller::Program(program) if !program.scopes.contains(&ProgramScope::RequestsCreate) => {
            Err(Denied::new(ProblemKind::InsufficientScope, Rule::G5))
        }
        Caller::Program(_) if rule.requestable_by_self => Ok(subject.id),
        Caller::Program(_) => Err(Denied::new(ProblemKind::NotAllowed, Rule::G5)),
    }
}

/// May `caller` ask for this? The authority follows from the role's rule, and is Landssupporten
/// when the organisation has nobody who could decide it (G10).
///
/// # Errors
/// The first rule that says no.
pub fn submit(caller: &Caller, act: SubmitRequest) -> Result<Authorised<Submission>, Denied> {
    let requested_by = requester(caller, &act)?;
    let place = (act.organisation, None);
    rule_allows_place(&act.role, (&act.subject, &act.standing), place)?;
    subject_is_active(&act.subject)?;
    if act.action == RequestAction::Grant {
        limits::allow_one_more(&act.role, &act.subject, &act.standing, caller.user_id())?;
    }
    let ruled = act
        .role
        .rule
        .map_or(Authority::Landssupport, |rule| match act.action {
            RequestAction::Grant => rule.granted_by,
            RequestAction::Revoke => rule.revoked_by,
        });
    let authority = match ruled {
        Authority::Lba if act.lba_deciders > 0 => Authority::Lba,
        Authority::Lba | Authority::Landssupport => Authority::Landssupport,
    };
    Ok(Authorised(Submission {
        act,
        requested_by,
        authority,
    }))
}

/// How `person` stands to a request as LBA: one limited to units decides what is limited to
/// one of them, whoever it is about.
pub(super) fn reach_of(person: &Person, asked: &Asked) -> LbaReach {
    units::reach_of_role(
        person,
        asked.subject.home,
        asked.unit.as_deref(),
        &asked.role,
    )
}

/// The person who decides a request: not its requester nor its subject (G4), and the one whom
/// its authority names (R2, R4, R7, G1, G3).
pub(super) fn decider<'c>(caller: &'c Caller, asked: &Asked) -> Result<&'c Person, Denied> {
    let person = acting_person(caller)?;
    if person.id == asked.subject.id || person.id == asked.requested_by {
        return Err(Denied::new(ProblemKind::OwnRequest, Rule::G4));
    }
    let reach = reach_of(person, asked);
    match asked.authority {
        Authority::Lba if reach == LbaReach::Within => Ok(person),
        Authority::Lba if person.can(Capability::Landssupport) => {
            Err(Denied::new(ProblemKind::LbaOnly, Rule::R2))
        }
        Authority::Landssupport if person.can(Capability::Landssupport) => Ok(person),
        Authority::Landssupport if reach == LbaReach::Within => {
            Err(Denied::new(ProblemKind::LandssupportOnly, Rule::G3))
        }
        Authority::Lba | Authority::Landssupport if reach == LbaReach::OutsideUnit => {
            Err(units::outside())
        }
        Authority::Lba | Authority::Landssupport => {
            Err(Denied::new(ProblemKind::NotAllowed, Rule::G1))
        }
    }
}

/// May `caller` decide this request?
///
/// # Errors
/// The first rule that says no.
pub fn decide(caller: &Caller, asked: &Asked) -> Result<Authorised<Decide>, Denied> {
    let person = decider(caller, asked)?;
    if person.assurance < asked.role.assurance {
        return Err(Denied::new(ProblemKind::AssuranceTooLow, Rule::G8));
    }
    Ok(Authorised(Decide { by: person.id }))
}

/// Whether an approval would give an organisation its first LBA, if it has none.
pub fn could_make_the_first_lba(asked: &Asked) -> bool {
    asked.action == RequestAction::Grant
        && asked.role.confers == Some(Capability::AdministerOrganisation)
        && asked.organisation == asked.subject.home
}

/// May `caller` approve this request alone, the organisation having `lbas` active LBAs? Not when
/// that would give it its first one: it takes two of Landssupporten's (G11).
///
/// # Errors
/// The first rule that says no.
pub fn approve(caller: &Caller, asked: &Asked, lbas: i64) -> Result<Authorised<Decide>, Denied> {
    let decide = decide(caller, asked)?;
    if could_make_the_first_lba(asked) && lbas == 0 {
        let next = Next::AppointFirstLba(FirstLba {
            subject: asked.subject.id,
            organisation: asked.organisation,
            request: asked.id,
        });
        return Err(Denied::new(ProblemKind::TwoPersonsNeeded, Rule::G11).instead(next));
    }
    Ok(decide)
}

/// May `caller`, who confirms the appointment of a first LBA, approve the request of whom it is
/// about?
///
/// # Errors
/// As [`decide`]; `not-allowed` when the request is another's.
pub fn approve_with_appointment(
    caller: &Caller,
    asked: &Asked,
    confirmation: &Authorised<Confirm>,
) -> Result<Authorised<Decide>, Denied> {
    if confirmation.subject() != asked.subject.id {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G11));
    }
    decide(caller, asked)
}

/// May `caller` take this request to handle it, or let go of it?
///
/// # Errors
/// The first rule that says no.
pub fn claim(caller: &Caller, asked: &Asked) -> Result<Authorised<Claim>, Denied> {
    decider(caller, asked).map(|person| Authorised(Claim { by: person.id }))
}

/// May `caller` take this request back? Only who sent it, or whom it is about.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn withdraw(caller: &Caller, asked: &Asked) -> Result<Authorised<Withdraw>, Denied> {
    match caller.user_id() {
        Some(id) if id == asked.requested_by || id == asked.subject.id => {
            Ok(Authorised(Withdraw { by: id }))
        }
        _ => Err(Denied::new(ProblemKind::NotAllowed, Rule::G1)),
    }
}
