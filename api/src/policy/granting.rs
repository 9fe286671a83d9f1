//! Giving and taking roles. Approving a request is granting: it comes through here too.

use shared::{
    id::{OrganisationId, UserId},
    problem::ProblemKind,
    role::{Authority, GrantTarget},
    role_grant::GrantSource,
    rule::Rule,
    user::UserStatus,
};

use super::{
    Authorised, Denied, Next, acting_person, agreements, limits,
    requests::Decide,
    units::{self, LbaReach},
};
use crate::domain::{
    caller::{Caller, Capability, Person},
    facts::{AgreementFacts, RoleFacts, SubjectFacts, UMBRELLA},
    standing::Standing,
};

/// Giving a role to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantRole {
    /// To whom.
    pub subject: SubjectFacts,
    /// Which role.
    pub role: RoleFacts,
    /// Held where.
    pub organisation: OrganisationId,
    /// P-number of the unit that it is limited to.
    pub unit: Option<String>,
    /// The agreement that it is to be held under, elsewhere than at home.
    pub agreement: Option<AgreementFacts>,
    /// How the subject stands to the role.
    pub standing: Standing,
}

/// Taking a role from somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevokeRole {
    /// From whom.
    pub subject: SubjectFacts,
    /// Which role.
    pub role: RoleFacts,
    /// Held where.
    pub organisation: OrganisationId,
    /// P-number of the unit that it is limited to.
    pub unit: Option<String>,
    /// Whether it is held under an agreement, elsewhere than at home.
    pub under_agreement: bool,
    /// Active LBAs of the whole of the holder's organisation, besides the holder.
    pub other_lbas: i64,
    /// Holders that the holder's organisation would be left with; none when they become no fewer.
    pub holders_left: Option<i64>,
}

/// An allowed giving: the act, its giver and its source.
#[derive(Debug)]
pub struct Giving {
    /// The giving.
    pub act: GrantRole,
    /// Who gives; nobody, where the law has given (G11).
    pub by: Option<UserId>,
    /// Where the grant comes from.
    pub source: GrantSource,
}

/// An allowed taking: the act and its taker.
#[derive(Debug)]
pub struct Taking {
    /// The taking.
    pub act: RevokeRole,
    /// Who takes.
    pub by: UserId,
}

/// G7, G15: the role has a rule for the holder's kind, and this is where it may be held.
pub(super) fn rule_allows_place(
    role: &RoleFacts,
    (subject, standing): (&SubjectFacts, &Standing),
    (organisation, agreement): (OrganisationId, Option<&AgreementFacts>),
) -> Result<(), Denied> {
    let is_there = match role.rule.map(|rule| rule.target) {
        Some(GrantTarget::Agreement) => organisation == agreements::place(agreement, subject)?,
        // An agreement lets nothing be held but what is said to be held under one.
        Some(_) | None if agreement.is_some() => false,
        Some(GrantTarget::Own) => organisation == subject.home,
        Some(GrantTarget::Umbrella) => organisation == UMBRELLA,
        Some(GrantTarget::Jobcentre) => standing.jobcentres.contains(&organisation),
        None => false,
    };
    if is_there {
        Ok(())
    } else {
        Err(Denied::new(ProblemKind::RoleNotGrantable, Rule::G7))
    }
}

/// G6: the subject is active.
pub(super) fn subject_is_active(subject: &SubjectFacts) -> Result<(), Denied> {
    match subject.status {
        UserStatus::Active => Ok(()),
        UserStatus::Suspended | UserStatus::Deactivated => {
            Err(Denied::new(ProblemKind::SubjectInactive, Rule::G6))
        }
    }
}

/// G1, G2, G3: the person is the one whom the rule names. `reach` is theirs as LBA.
fn holds_authority(
    person: &Person,
    authority: Authority,
    (subject, reach): (&SubjectFacts, LbaReach),
    role: &RoleFacts,
    organisation: OrganisationId,
) -> Result<(), Denied> {
    match authority {
        Authority::Lba if reach == LbaReach::Within => Ok(()),
        Authority::Landssupport if person.can(Capability::Landssupport) => Ok(()),
        Authority::Lba if person.can(Capability::Landssupport) => {
            Err(Denied::new(ProblemKind::LbaOnly, Rule::R2))
        }
        Authority::Landssupport if reach == LbaReach::Within => {
            let next = Next::SendSupportRequest {
                subject: subject.id,
                role: role.key.clone(),
                organisation,
            };
            Err(Denied::new(ProblemKind::LandssupportOnly, Rule::G3).instead(next))
        }
        Authority::Lba | Authority::Landssupport if reach == LbaReach::OutsideUnit => {
            Err(units::outside())
        }
        Authority::Lba | Authority::Landssupport => {
            Err(Denied::new(ProblemKind::NotAllowed, Rule::G1))
        }
    }
}

fn not_for_oneself(person: &Person, subject: &SubjectFacts) -> Result<(), Denied> {
    if person.id == subject.id {
        Err(Denied::new(ProblemKind::OwnAccount, Rule::G4))
    } else {
        Ok(())
    }
}

/// May `caller` give this role directly? G1–G8.
///
/// # Errors
/// The first rule that says no.
pub fn grant_role(caller: &Caller, act: GrantRole) -> Result<Authorised<Giving>, Denied> {
    let person = acting_person(caller)?;
    let rule = act
        .role
        .rule
        .ok_or_else(|| Denied::new(ProblemKind::RoleNotGrantable, Rule::G7))?;
    not_for_oneself(person, &act.subject)?;
    let place = (act.organisation, act.agreement.as_ref());
    rule_allows_place(&act.role, (&act.subject, &act.standing), place)?;
    let reach = agreements::reach_of_giving(person, &act);
    let whom = (&act.subject, reach);
    holds_authority(person, rule.granted_by, whom, &act.role, act.organisation)?;
    strong_enough(person, &act.role)?;
    subject_is_active(&act.subject)?;
    limits::allow_one_more(&act.role, &act.subject, &act.standing, Some(person.id))?;
    let source = match rule.granted_by {
        Authority::Lba => GrantSource::Lba,
        Authority::Landssupport => GrantSource::Landssupport,
    };
    Ok(Authorised(Giving {
        by: Some(person.id),
        act,
        source,
    }))
}

/// Giving some role to somebody, whichever it turns out to be.
#[derive(Debug)]
pub struct GiveSomething;

/// Is there any sense in `caller` choosing a role for `subject`? Each role is judged by
/// [`grant_role`] then.
///
/// # Errors
/// The first rule that says no whatever the role.
pub fn grant_something(
    caller: &Caller,
    subject: &SubjectFacts,
) -> Result<Authorised<GiveSomething>, Denied> {
    let person = acting_person(caller)?;
    not_for_oneself(person, subject)?;
    match units::reach(person, subject.home, subject.unit.as_deref()) {
        LbaReach::Within => {}
        LbaReach::OutsideUnit | LbaReach::None if person.can(Capability::Landssupport) => {}
        LbaReach::OutsideUnit => return Err(units::outside()),
        LbaReach::None => return Err(Denied::new(ProblemKind::NotAllowed, Rule::G1)),
    }
    subject_is_active(subject)?;
    Ok(Authorised(GiveSomething))
}

/// G8 for the role itself: who gives it has logged in at least as strongly as it asks for.
pub(super) fn strong_enough(person: &Person, role: &RoleFacts) -> Result<(), Denied> {
    if person.assurance < role.assurance {
        Err(Denied::new(ProblemKind::AssuranceTooLow, Rule::G8))
    } else {
        Ok(())
    }
}

/// Whether a grant of this role can be kept to a unit: an LBA can (G1). What else a role confers
/// in this system itself reaches over everything: a limit on it would promise what nothing keeps.
pub fn can_be_limited_to_a_unit(role: &RoleFacts) -> bool {
    match role.confers {
        None | Some(Capability::AdministerOrganisation) => true,
        Some(Capability::Landssupport | Capability::Audit | Capability::SystemAdministration) => {
            false
        }
    }
}

/// May `caller` take this role directly? G1–G5, G7–G9.
///
/// # Errors
/// The first rule that says no.
pub fn revoke_role(caller: &Caller, act: RevokeRole) -> Result<Authorised<Taking>, Denied> {
    let person = acting_person(caller)?;
    not_for_oneself(person, &act.subject)?;
    // What is held stays revocable even when its rule has gone: then by the desk (G3).
    let authority = act
        .role
        .rule
        .map_or(Authority::Landssupport, |rule| rule.revoked_by);
    let reach = agreements::reach_of_taking(person, &act);
    let whom = (&act.subject, reach);
    holds_authority(person, authority, whom, &act.role, act.organisation)?;
    leaves_an_lba(&act)?;
    limits::leave_enough(&act.role, act.holders_left)?;
    Ok(Authorised(Taking { by: person.id, act }))
}

/// G9: what is taken is not the organisation's last LBA. One of a unit is none of the whole.
fn leaves_an_lba(act: &RevokeRole) -> Result<(), Denied> {
    let administers =
        act.role.confers == Some(Capability::AdministerOrganisation) && act.unit.is_none();
    if administers && act.other_lbas == 0 {
        Err(Denied::new(ProblemKind::LastLba, Rule::G9))
    } else {
        Ok(())
    }
}

/// The giving that an approval carries out; the decision has been authorised, the giving is
/// judged by the same rules on the same facts.
///
/// # Errors
/// G6 and G7, should the facts have changed since the request was sent.
pub fn grant_by_approval(
    decision: &Authorised<Decide>,
    act: GrantRole,
) -> Result<Authorised<Giving>, Denied> {
    let place = (act.organisation, act.agreement.as_ref());
    rule_allows_place(&act.role, (&act.subject, &act.standing), place)?;
    subject_is_active(&act.subject)?;
    let by = Some(decision.decider());
    limits::allow_one_more(&act.role, &act.subject, &act.standing, by)?;
    Ok(Authorised(Giving {
        by: Some(decision.decider()),
        act,
        source: GrantSource::Request,
    }))
}

/// The taking that an approval carries out.
///
/// # Errors
/// G7 and G9.
pub fn revoke_by_approval(
    decision: &Authorised<Decide>,
    act: RevokeRole,
) -> Result<Authorised<Taking>, Denied> {
    leaves_an_lba(&act)?;
    limits::leave_enough(&act.role, act.holders_left)?;
    Ok(Authorised(Taking {
        by: decision.decider(),
        act,
    }))
}
