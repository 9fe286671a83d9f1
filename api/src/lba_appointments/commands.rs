//! Proposing a first LBA.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    id::{AccessRequestId, OrganisationId, UserId},
    lba_appointment::{AppointmentState, LbaAppointmentView, NewLbaAppointment},
    problem::{FieldCode, ProblemKind},
    text::{CaseReference, Reason},
};

use super::{
    queries,
    rows::{AppointmentRow, Stored},
    views,
};
use crate::{
    clock::new_id,
    db::{Failure, Recorded, WriteTx, failure::Fields, schema::lba_appointments},
    domain::{
        caller::Capability,
        change::{About, Change, DeskChange, What},
    },
    organisations,
    policy::{
        self, Authorised,
        first_lba::{Appointment, Propose},
    },
    roles,
    users::{self, rows::User},
};

/// A proposal, its texts parsed.
#[derive(Clone, Debug)]
pub struct Proposal {
    organisation: OrganisationId,
    user: UserId,
    evidence: String,
    reason: String,
    case_reference: Option<String>,
    request: Option<AccessRequestId>,
}

impl TryFrom<NewLbaAppointment> for Proposal {
    type Error = Failure;

    fn try_from(new: NewLbaAppointment) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let evidence = fields.check("/evidence", Reason::parse(&new.evidence));
        let reason = fields.check("/reason", Reason::parse(&new.reason));
        let case_reference = fields
            .check_optional(
                "/case_reference",
                new.case_reference.as_deref().map(CaseReference::parse),
            )
            .map(CaseReference::into_string);
        let (evidence, reason) = fields.finish(evidence.zip(reason))?;
        Ok(Self {
            organisation: new.organisation_id,
            user: new.user_id,
            evidence: evidence.into_string(),
            reason: reason.into_string(),
            case_reference,
            request: new.request_id,
        })
    }
}

/// Who would become LBA, as the policy judges it; of a user of another organisation the role is not
/// held in its place (G7).
pub(super) fn appointment(
    tx: &mut WriteTx<'_>,
    user: &User,
    organisation: OrganisationId,
) -> Result<Appointment, Failure> {
    let makes_an_lba = Capability::AdministerOrganisation;
    let role = roles::queries::conferring(tx, makes_an_lba, user.home.kind)?
        .ok_or_else(|| Failure::field("/user_id", FieldCode::Unknown))?;
    let now = tx.now();
    let lbas = users::queries::list_lbas(tx, organisation, &[], now)?.len();
    Ok(Appointment {
        standing: roles::standing::of(tx, &user.facts(), &role.facts)?,
        subject: user.facts(),
        organisation,
        role: role.facts,
        lbas: i64::try_from(lbas).unwrap_or(i64::MAX),
    })
}

/// Proposes an organisation's first LBA, for another of Landssupporten's to confirm (G11).
///
/// # Errors
/// `not-found`; the policy's refusals; `already-proposed`; a request that is none of the user's.
pub fn propose(
    tx: &mut WriteTx<'_>,
    proposal: &Proposal,
) -> Result<Recorded<LbaAppointmentView>, Failure> {
    let visible = policy::scope::visible_organisations(tx.caller());
    let organisation = organisations::queries::get(tx, &visible, proposal.organisation)?;
    let scope = policy::scope::visible_users(tx.caller());
    let user = users::queries::get(tx, &scope, proposal.user)?;
    let about = About {
        subject: Some(user.id),
        organisation: Some(organisation.id),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let act = appointment(tx, &user, organisation.id)?;
    let allowed = policy::first_lba::propose(tx.caller(), &act)?;
    if queries::is_proposed(tx, organisation.id)? {
        return Err(ProblemKind::AlreadyProposed.into());
    }
    let role = act.role.key;
    let request = queries::open_request(tx, user.id, &role, organisation.id)?;
    if proposal.request.is_some() && proposal.request != request {
        return Err(Failure::field("/request_id", FieldCode::Unknown));
    }
    let stored = store(tx, &allowed, proposal, role, request)?;
    let new = json!({
        "appointment_id": stored.id, "evidence": stored.evidence,
        "case_reference": stored.case_reference,
    });
    let change = What::Desk(DeskChange::LbaAppointmentProposed { new });
    let change = Change::new(change, about_of(&stored));
    let view = views::view(tx, &stored)?;
    tx.record(&change.because(stored.reason), view)
}

/// What the audit log says an appointment is about.
pub(super) fn about_of(stored: &Stored) -> About {
    About {
        subject: Some(stored.user),
        organisation: Some(stored.organisation),
        role: Some(stored.role.clone()),
        request: stored.request,
        grant: None,
    }
}

/// Stores an allowed proposal.
fn store(
    tx: &mut WriteTx<'_>,
    allowed: &Authorised<Propose>,
    proposal: &Proposal,
    role: String,
    request: Option<AccessRequestId>,
) -> Result<Stored, Failure> {
    let now = tx.now();
    let stored = Stored {
        id: new_id(now),
        organisation: proposal.organisation,
        user: proposal.user,
        role,
        evidence: proposal.evidence.clone(),
        reason: proposal.reason.clone(),
        case_reference: proposal.case_reference.clone(),
        request,
        state: AppointmentState::Proposed,
        proposed_by: allowed.proposer(),
        proposed_at: now,
        decision: None,
        version: 1,
    };
    diesel::insert_into(lba_appointments::table)
        .values(AppointmentRow::from(&stored))
        .execute(tx.connection())?;
    Ok(stored)
}
