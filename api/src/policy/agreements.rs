//! Agreements with providers: who records them, brings their end forward and ends them, and what
//! may be held under them (G15).

use shared::{
    id::{OrganisationId, UserId},
    organisation::OrganisationKind,
    problem::ProblemKind,
    rule::Rule,
};

use super::{
    Authorised, Denied, acting_person,
    granting::{GrantRole, RevokeRole, Taking},
    units::{self, LbaReach},
};
use crate::domain::{
    caller::{Caller, Capability, Person},
    facts::{AgreementFacts, OrganisationFacts, SubjectFacts},
};

/// Recording an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordAgreement {
    /// The organisation that the provider works for.
    pub principal: OrganisationFacts,
}

/// An allowed recording.
#[derive(Debug)]
pub struct Recording {
    /// Who records.
    pub by: UserId,
    /// The organisation that the provider works for.
    pub principal: OrganisationId,
}

/// An allowed ending, or bringing forward of the end.
#[derive(Debug)]
pub struct Ending {
    by: UserId,
    agreement: AgreementFacts,
}

impl Authorised<Ending> {
    /// Who ends it.
    pub fn by(&self) -> UserId {
        self.act().by
    }
}

/// Giving some role under an agreement, whichever it turns out to be.
#[derive(Debug)]
pub struct GiveUnder;

/// Whether an organisation can be the provider of an agreement.
pub fn can_provide(organisation: &OrganisationFacts) -> bool {
    organisation.active && organisation.kind == OrganisationKind::AndenAktoer
}

/// Whether a provider can work for an organisation.
pub fn can_be_worked_for(organisation: &OrganisationFacts) -> bool {
    let kinds = [OrganisationKind::Kommune, OrganisationKind::Jobcenter];
    organisation.active && kinds.contains(&organisation.kind)
}

/// The principal's LBA, or one of Landssupporten's.
fn answers_for(caller: &Caller, principal: OrganisationId) -> Result<&Person, Denied> {
    let person = acting_person(caller)?;
    if person.is_lba_of(principal) || person.can(Capability::Landssupport) {
        Ok(person)
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G15))
    }
}

/// May `caller` record an agreement of this organisation with a provider? Its LBA, since it is the
/// organisation that gives; and Landssupporten, which administers providers.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn record(caller: &Caller, act: &RecordAgreement) -> Result<Authorised<Recording>, Denied> {
    let principal = act.principal.id;
    let person = answers_for(caller, principal)?;
    Ok(Authorised(Recording {
        by: person.id,
        principal,
    }))
}

/// May `caller` record agreements at all, of some organisation?
///
/// # Errors
/// `not-allowed`.
pub fn record_some(caller: &Caller, home: &OrganisationFacts) -> Result<Authorised<()>, Denied> {
    let person = acting_person(caller)?;
    let own = can_be_worked_for(home) && person.is_lba_of(home.id);
    if own || person.can(Capability::Landssupport) {
        Ok(Authorised(()))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G15))
    }
}

/// May `caller` end this agreement, or bring its end forward? As for recording it. Nobody puts the
/// end off: that is a new agreement.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn end(caller: &Caller, agreement: &AgreementFacts) -> Result<Authorised<Ending>, Denied> {
    let person = answers_for(caller, agreement.principal)?;
    Ok(Authorised(Ending {
        by: person.id,
        agreement: agreement.clone(),
    }))
}

/// Is there any sense in `caller` choosing a role to give under this agreement? Each role is judged
/// by [`super::granting::grant_role`] then.
///
/// # Errors
/// `not-allowed` for all but who answers for the principal; `agreement-needed` when it is over.
pub fn give_something(
    caller: &Caller,
    agreement: &AgreementFacts,
) -> Result<Authorised<GiveUnder>, Denied> {
    answers_for(caller, agreement.principal)?;
    runs(agreement)?;
    Ok(Authorised(GiveUnder))
}

fn needed() -> Denied {
    Denied::new(ProblemKind::AgreementNeeded, Rule::G15)
}

fn runs(agreement: &AgreementFacts) -> Result<(), Denied> {
    if agreement.over {
        Err(needed())
    } else {
        Ok(())
    }
}

/// G15: where a role is held under `agreement` by `subject`.
pub(super) fn place(
    agreement: Option<&AgreementFacts>,
    subject: &SubjectFacts,
) -> Result<OrganisationId, Denied> {
    let agreement = agreement
        .filter(|agreement| agreement.provider == subject.home)
        .ok_or_else(needed)?;
    runs(agreement)?;
    Ok(agreement.principal)
}

/// How `person` stands, as LBA, to a giving. Under an agreement the organisation where the role is
/// held gives it.
pub(super) fn reach_of_giving(person: &Person, act: &GrantRole) -> LbaReach {
    let Some(agreement) = &act.agreement else {
        return units::reach_of_giving(person, &act.subject, act.unit.as_deref(), &act.role);
    };
    if person.is_lba_of(agreement.principal) {
        LbaReach::Within
    } else {
        LbaReach::None
    }
}

/// The same of a taking. What is held under an agreement the LBA of the provider takes too, who
/// answers for the person.
pub(super) fn reach_of_taking(person: &Person, act: &RevokeRole) -> LbaReach {
    let (place, home) = (act.organisation, act.subject.home);
    if !act.under_agreement {
        return units::reach_of_role(person, home, act.unit.as_deref(), &act.role);
    }
    if person.is_lba_of(place) || person.is_lba_of(home) {
        LbaReach::Within
    } else {
        LbaReach::None
    }
}

/// The taking of a role whose agreement ends: it goes with it, whatever else the role asks.
///
/// # Errors
/// `not-allowed` when it is not held at that agreement's organisation.
pub fn take_with(
    ending: &Authorised<Ending>,
    act: RevokeRole,
) -> Result<Authorised<Taking>, Denied> {
    let agreement = &ending.act().agreement;
    let held_under = act.under_agreement
        && act.organisation == agreement.principal
        && act.subject.home == agreement.provider;
    if held_under {
        Ok(Authorised(Taking {
            by: ending.by(),
            act,
        }))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G15))
    }
}
