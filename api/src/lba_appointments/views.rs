//! Appointments as the API shows them.

use std::collections::HashMap;

use shared::{
    id::{OrganisationId, UserId},
    lba_appointment::{AppointmentDecisionView, AppointmentState, LbaAppointmentView},
    organisation::{OrganisationRef, PersonRef},
    session::{Action, AllowedAction},
};

use super::rows::{Decision, Stored};
use crate::{
    db::{Failure, ReadTx, Resource},
    domain::standing::Standing,
    http::allowed::allowed,
    organisations::references,
    policy::{self, first_lba::Appointment},
    roles::lookup::Lookup,
    users::{self, rows::User},
};

impl Resource for LbaAppointmentView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/lba-appointments/{}", self.id)
    }
}

/// What is known around some appointments, loaded once for all of them.
struct Around {
    people: HashMap<UserId, User>,
    organisations: HashMap<OrganisationId, OrganisationRef>,
    lbas: HashMap<OrganisationId, Vec<PersonRef>>,
    lookup: Lookup,
}

fn orphan(what: &str) -> Failure {
    Failure::Internal(format!("an appointment refers to a missing {what}"))
}

impl Around {
    fn load(tx: &mut ReadTx<'_>, appointments: &[Stored]) -> Result<Self, Failure> {
        let places = || appointments.iter().map(|one| one.organisation);
        let now = tx.now();
        Ok(Self {
            people: users::queries::by_id(tx, appointments.iter().flat_map(Stored::people))?,
            organisations: references::by_id(tx, places())?,
            lbas: users::queries::lbas_of(tx, places(), now)?,
            lookup: Lookup::load(tx)?,
        })
    }

    fn user(&self, id: UserId) -> Result<&User, Failure> {
        self.people.get(&id).ok_or_else(|| orphan("user"))
    }

    fn person(&self, id: UserId) -> Result<PersonRef, Failure> {
        self.user(id).map(User::reference)
    }

    /// What the caller may do with an appointment: nothing once it has ended.
    fn allowed_actions(
        &self,
        tx: &ReadTx<'_>,
        one: &Stored,
    ) -> Result<Vec<AllowedAction>, Failure> {
        if one.state != AppointmentState::Proposed {
            return Ok(Vec::new());
        }
        let subject = self.user(one.user)?.facts();
        let lbas = self.lbas.get(&one.organisation).map_or(0, Vec::len);
        let act = Appointment {
            role: self.lookup.facts(&one.role, subject.home_kind)?,
            subject,
            organisation: one.organisation,
            lbas: i64::try_from(lbas).unwrap_or(i64::MAX),
            // Looked at when it is confirmed.
            standing: Standing::default(),
        };
        let (caller, language, by) = (tx.caller(), tx.language(), one.proposed_by);
        let reject = policy::first_lba::reject(caller, &act, by);
        let retract = policy::first_lba::retract(caller, &act, by);
        let confirm = policy::first_lba::confirm(caller, act, by);
        let mut actions = vec![
            allowed(Action::ConfirmLbaAppointment, confirm, language),
            allowed(Action::RejectLbaAppointment, reject, language),
        ];
        // Nobody but who proposed it has anything to do with taking it back.
        if retract.is_ok() {
            actions.push(allowed(Action::WithdrawLbaAppointment, retract, language));
        }
        Ok(actions)
    }

    fn decision(&self, one: &Stored) -> Result<Option<AppointmentDecisionView>, Failure> {
        let view = |decision: &Decision| {
            Ok::<_, Failure>(AppointmentDecisionView {
                outcome: one.state,
                by: self.person(decision.by)?,
                at: decision.at,
                reason: decision.reason.clone(),
                grant_id: decision.grant,
            })
        };
        one.decision.as_ref().map(view).transpose()
    }

    fn view(&self, tx: &ReadTx<'_>, one: &Stored) -> Result<LbaAppointmentView, Failure> {
        let organisation = self.organisations.get(&one.organisation).cloned();
        Ok(LbaAppointmentView {
            id: one.id,
            state: one.state,
            organisation: organisation.ok_or_else(|| orphan("organisation"))?,
            user: self.person(one.user)?,
            role: one.role.clone(),
            role_name: self.lookup.name(&one.role)?,
            evidence: one.evidence.clone(),
            reason: one.reason.clone(),
            case_reference: one.case_reference.clone(),
            request_id: one.request,
            proposed_by: self.person(one.proposed_by)?,
            proposed_at: one.proposed_at,
            decision: self.decision(one)?,
            allowed_actions: self.allowed_actions(tx, one)?,
            version: one.version,
        })
    }
}

/// Appointments as the caller sees them, with a fixed number of statements however many there are.
///
/// # Errors
/// The engine's.
pub fn views(tx: &mut ReadTx<'_>, some: &[Stored]) -> Result<Vec<LbaAppointmentView>, Failure> {
    if some.is_empty() {
        return Ok(Vec::new());
    }
    let around = Around::load(tx, some)?;
    some.iter().map(|one| around.view(tx, one)).collect()
}

/// One appointment as the caller sees it.
///
/// # Errors
/// The engine's.
pub fn view(tx: &mut ReadTx<'_>, one: &Stored) -> Result<LbaAppointmentView, Failure> {
    Around::load(tx, std::slice::from_ref(one))?.view(tx, one)
}
