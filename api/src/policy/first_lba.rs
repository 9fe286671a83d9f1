//! The first LBA of an organisation (G11): by legal authority, or by two persons of
//! Landssupporten.

use shared::{
    id::{OrganisationId, UserId},
    organisation::OrganisationKind,
    problem::ProblemKind,
    role_grant::GrantSource,
    rule::Rule,
};

use super::{
    Authorised, Denied, Next, acting_person,
    granting::{Giving, GrantRole, rule_allows_place, strong_enough, subject_is_active},
    limits::allow_one_more,
};
use crate::domain::{
    caller::{Caller, Capability, Person},
    facts::{OrganisationFacts, RoleFacts, SubjectFacts, UMBRELLA},
    standing::Standing,
};

/// Taking the LBA role of one's own company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLbaRole {
    /// The company.
    pub organisation: OrganisationFacts,
    /// What makes an LBA there, with its rule; none when nothing does.
    pub role: Option<RoleFacts>,
    /// Active LBAs that it has.
    pub lbas: i64,
    /// How the caller stands to the role.
    pub standing: Standing,
}

/// The appointing of a first LBA, as far as rules care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Who becomes LBA.
    pub subject: SubjectFacts,
    /// Where.
    pub organisation: OrganisationId,
    /// What makes an LBA there, with its rule.
    pub role: RoleFacts,
    /// Active LBAs that the organisation has.
    pub lbas: i64,
    /// How the person stands to the role.
    pub standing: Standing,
}

/// An allowed proposal.
#[derive(Debug)]
pub struct Propose {
    by: UserId,
}

/// An allowed confirmation.
#[derive(Debug)]
pub struct Confirm {
    by: UserId,
    act: Appointment,
}

/// An allowed rejection.
#[derive(Debug)]
pub struct Reject {
    by: UserId,
}

/// An allowed taking back.
#[derive(Debug)]
pub struct Retract {
    by: UserId,
}

impl Authorised<Propose> {
    /// Who proposes.
    pub fn proposer(&self) -> UserId {
        self.act().by
    }
}

impl Authorised<Confirm> {
    /// Who confirms.
    pub fn confirmer(&self) -> UserId {
        self.act().by
    }

    /// Who becomes LBA.
    pub fn subject(&self) -> UserId {
        self.act().act.subject.id
    }
}

impl Authorised<Reject> {
    /// Who rejects.
    pub fn rejecter(&self) -> UserId {
        self.act().by
    }
}

impl Authorised<Retract> {
    /// Who takes back.
    pub fn retracter(&self) -> UserId {
        self.act().by
    }
}

/// May `caller` take the LBA role of this company? The one act by which somebody gives themself a
/// right (G4): the law has given it to them, their login proves it, and there is no LBA who could
/// be asked (G11).
///
/// # Errors
/// The first rule that says no.
pub fn claim(caller: &Caller, act: ClaimLbaRole) -> Result<Authorised<Giving>, Denied> {
    let person = acting_person(caller)?;
    if person.home.id != act.organisation.id {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G1));
    }
    let organisation = act.organisation.id;
    if act.organisation.kind != OrganisationKind::Virksomhed || organisation == UMBRELLA {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G11).instead(Next::AskAnother));
    }
    let role = act
        .role
        .ok_or_else(|| Denied::new(ProblemKind::RoleNotGrantable, Rule::G7))?;
    let instead = Next::RequestRole {
        role: role.key.clone(),
        organisation,
    };
    if !person.may_represent {
        return Err(Denied::new(ProblemKind::NoLegalAuthority, Rule::G11).instead(instead));
    }
    let subject = person.as_subject();
    rule_allows_place(&role, (&subject, &act.standing), (organisation, None))?;
    strong_enough(person, &role)?;
    has_no_lba(act.lbas).map_err(|denied| denied.instead(instead))?;
    allow_one_more(&role, &subject, &act.standing, Some(person.id))?;
    Ok(Authorised(Giving {
        act: GrantRole {
            subject,
            role,
            organisation,
            unit: None,
            agreement: None,
            standing: act.standing,
        },
        by: None,
        source: GrantSource::LegalAuthority,
    }))
}

fn has_no_lba(lbas: i64) -> Result<(), Denied> {
    if lbas > 0 {
        Err(Denied::new(ProblemKind::LbaExists, Rule::G11))
    } else {
        Ok(())
    }
}

/// One of Landssupporten's who is not the person it is about (G4, G8).
fn at_the_desk<'c>(caller: &'c Caller, subject: &SubjectFacts) -> Result<&'c Person, Denied> {
    let person = acting_person(caller)?;
    if !person.can(Capability::Landssupport) {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G11));
    }
    if person.id == subject.id {
        return Err(Denied::new(ProblemKind::OwnAccount, Rule::G4));
    }
    Ok(person)
}

/// One of Landssupporten's besides who proposed: the second person.
fn second_person<'c>(
    caller: &'c Caller,
    act: &Appointment,
    proposed_by: UserId,
) -> Result<&'c Person, Denied> {
    let person = at_the_desk(caller, &act.subject)?;
    if person.id == proposed_by {
        return Err(Denied::new(ProblemKind::OwnAppointment, Rule::G11));
    }
    Ok(person)
}

/// What must be so when it is proposed and again when it is confirmed (G6, G7, G8, G11).
fn can_be_appointed(person: &Person, act: &Appointment) -> Result<(), Denied> {
    let place = (act.organisation, None);
    rule_allows_place(&act.role, (&act.subject, &act.standing), place)?;
    strong_enough(person, &act.role)?;
    subject_is_active(&act.subject)?;
    has_no_lba(act.lbas)?;
    allow_one_more(&act.role, &act.subject, &act.standing, Some(person.id))
}

/// Is `caller` one who appoints first LBAs at all? Whom and where is judged by [`propose`].
///
/// # Errors
/// `not-allowed` for everybody but Landssupporten.
pub fn appoint_somebody(
    caller: &Caller,
    organisation: &OrganisationFacts,
    lbas: i64,
) -> Result<Authorised<()>, Denied> {
    let person = acting_person(caller)?;
    let has_users = organisation.active && organisation.id != UMBRELLA;
    if !person.can(Capability::Landssupport) || !has_users {
        return Err(Denied::new(ProblemKind::NotAllowed, Rule::G11));
    }
    has_no_lba(lbas)?;
    Ok(Authorised(()))
}

/// May `caller` propose this first LBA?
///
/// # Errors
/// The first rule that says no.
pub fn propose(caller: &Caller, act: &Appointment) -> Result<Authorised<Propose>, Denied> {
    let person = at_the_desk(caller, &act.subject)?;
    can_be_appointed(person, act)?;
    Ok(Authorised(Propose { by: person.id }))
}

/// May `caller` confirm what `proposed_by` proposed? Never the same person, never for themself.
///
/// # Errors
/// The first rule that says no.
pub fn confirm(
    caller: &Caller,
    act: Appointment,
    proposed_by: UserId,
) -> Result<Authorised<Confirm>, Denied> {
    let person = second_person(caller, &act, proposed_by)?;
    can_be_appointed(person, &act)?;
    Ok(Authorised(Confirm { by: person.id, act }))
}

/// May `caller` reject what `proposed_by` proposed?
///
/// # Errors
/// The first rule that says no.
pub fn reject(
    caller: &Caller,
    act: &Appointment,
    proposed_by: UserId,
) -> Result<Authorised<Reject>, Denied> {
    let person = second_person(caller, act, proposed_by)?;
    Ok(Authorised(Reject { by: person.id }))
}

/// May `caller` take the proposal back? Only who made it.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn retract(
    caller: &Caller,
    act: &Appointment,
    proposed_by: UserId,
) -> Result<Authorised<Retract>, Denied> {
    let person = at_the_desk(caller, &act.subject)?;
    if person.id == proposed_by {
        Ok(Authorised(Retract { by: person.id }))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G11))
    }
}

/// The giving that a confirmation carries out, by who confirmed.
pub fn grant_by_confirmation(confirmation: &Authorised<Confirm>) -> Authorised<Giving> {
    let Confirm { by, act } = confirmation.act();
    Authorised(Giving {
        act: GrantRole {
            subject: act.subject.clone(),
            role: act.role.clone(),
            organisation: act.organisation,
            unit: None,
            agreement: None,
            standing: act.standing.clone(),
        },
        by: Some(*by),
        source: GrantSource::Landssupport,
    })
}
