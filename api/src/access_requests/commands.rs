//! Asking for roles, and taking back what was asked.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    Timestamp,
    access_request::{
        AccessRequestView, NewAccessRequest, RequestAction, RequestParty, RequestState,
    },
    id::{OrganisationId, UserId},
    problem::{FieldCode, ProblemKind},
    text::{CaseReference, Reason},
};

use super::{
    queries,
    rows::{AccessRequestRow, Stored},
    views,
};
use crate::{
    clock::new_id,
    db::{Failure, Recorded, WriteTx, failure::Fields, schema::access_requests},
    domain::{
        caller::Caller,
        change::{About, Change, What},
        facts::RoleFacts,
        period::Period,
        working_days,
    },
    policy::{
        self, Authorised, Denied,
        requests::{Submission, SubmitRequest},
    },
    role_grants::{self, placing::outlasts_all},
    roles, units,
    users::{self, rows::User},
};

/// An asking, its texts parsed.
#[derive(Clone, Debug)]
pub struct Submit {
    action: RequestAction,
    role: String,
    subject: Option<UserId>,
    organisation: OrganisationId,
    valid_until: Option<Timestamp>,
    texts: Texts,
}

#[derive(Clone, Debug)]
struct Texts {
    justification: String,
    unit: Option<String>,
    case_reference: Option<String>,
}

impl TryFrom<NewAccessRequest> for Submit {
    type Error = Failure;

    fn try_from(new: NewAccessRequest) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let justification = fields.check("/justification", Reason::parse(&new.justification));
        let unit =
            fields.check_optional("/unit", new.unit.as_deref().map(units::commands::p_number));
        let case_reference = fields
            .check_optional(
                "/case_reference",
                new.case_reference.as_deref().map(CaseReference::parse),
            )
            .map(CaseReference::into_string);
        let texts = justification
            .map(Reason::into_string)
            .map(|justification| Texts {
                justification,
                unit,
                case_reference,
            });
        Ok(Self {
            texts: fields.finish(texts)?,
            action: new.action,
            role: new.role,
            subject: new.subject_id,
            organisation: new.organisation_id,
            valid_until: new.valid_until,
        })
    }
}

/// The user a request is about. One who cannot be seen does not exist (G12); an LBA asking for a
/// person who is no user yet is told to create them first (R6).
fn subject(tx: &mut WriteTx<'_>, submit: &Submit) -> Result<User, Failure> {
    let own = tx.caller().user_id();
    let Some(id) = submit.subject.or(own) else {
        return Err(Failure::field("/subject_id", FieldCode::Required));
    };
    let scope = policy::scope::nameable_users(tx.caller());
    match users::queries::get(tx, &scope, id) {
        Err(Failure::NotFound) if is_lba(tx.caller()) => {
            Err(Denied::create_user_first(submit.role.clone()).into())
        }
        found => found,
    }
}

fn is_lba(caller: &Caller) -> bool {
    caller.person().is_some_and(|person| {
        person.is_lba_of(person.home.id) || person.is_unit_lba_of(person.home.id)
    })
}

/// Asks for a role (R1, R5, R6, G5–G7, G10).
///
/// # Errors
/// `create-user-first` or `not-found` for a user out of sight; the policy's refusals;
/// `already-requested`, `already-granted`, `not-held`; wrong fields.
pub fn submit_access_request(
    tx: &mut WriteTx<'_>,
    submit: &Submit,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let subject = subject(tx, submit)?;
    let about = About {
        subject: Some(subject.id),
        organisation: Some(subject.home()),
        role: Some(submit.role.clone()),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let role = roles::queries::find(tx, &submit.role, subject.home.kind)?
        .ok_or_else(|| Failure::field("/role", FieldCode::Unknown))?;
    let act = SubmitRequest {
        action: submit.action,
        subject: subject.facts(),
        role: role.facts.clone(),
        organisation: submit.organisation,
        unit: submit.texts.unit.clone(),
        lba_deciders: count_deciders(tx, &subject, submit, &role.facts)?,
        standing: match submit.action {
            RequestAction::Grant => roles::standing::of(tx, &subject.facts(), &role.facts)?,
            RequestAction::Revoke => roles::standing::to_be_rid(tx, &subject.facts(), &role.facts)?,
        },
    };
    let submission = policy::requests::submit(tx.caller(), act)?;
    let period = Period::new(tx.now(), submit.valid_until)
        .and_then(|period| period.within(role.facts.max_duration_days));
    is_not_moot(tx, submit, subject.id, period.ok())?;
    period.map_err(|code| Failure::field("/valid_until", code))?;
    let request = insert(tx, submission, submit)?;
    let change = Change::new(
        What::AccessRequestSubmitted {
            new: told(&request),
        },
        About {
            request: Some(request.id),
            ..about
        },
    );
    let view = views::view(tx, &request)?;
    tx.record(&change.because(request.justification), view)
}

/// Active LBAs who decide it, of the subject's organisation or of the unit, and are neither
/// subject nor caller (G10).
fn count_deciders(
    tx: &mut WriteTx<'_>,
    subject: &User,
    submit: &Submit,
    role: &RoleFacts,
) -> Result<i64, Failure> {
    let not_deciding: Vec<_> = tx
        .caller()
        .user_id()
        .into_iter()
        .chain([subject.id])
        .collect();
    let what = (submit.texts.unit.as_deref(), role);
    let deciders = users::lbas::list_deciders(tx, subject.home(), what, &not_deciding)?;
    Ok(i64::try_from(deciders.len()).unwrap_or(i64::MAX))
}

/// Refuses what is asked for already, and what is so already. Asking for a role until later than
/// one has it is asking for its extension.
fn is_not_moot(
    tx: &mut WriteTx<'_>,
    submit: &Submit,
    subject: UserId,
    asked: Option<Period>,
) -> Result<(), Failure> {
    let Submit {
        action,
        role,
        organisation,
        ..
    } = submit;
    if queries::is_open(tx, subject, role, *organisation, *action)? {
        return Err(ProblemKind::AlreadyRequested.into());
    }
    let held = role_grants::queries::list_live(tx, subject, role, *organisation)?;
    let now = tx.now();
    match action {
        RequestAction::Grant => {
            let adds = asked.is_none_or(|asked| {
                let of_the_same = held.iter().filter(|grant| {
                    grant.unit == submit.texts.unit && asked.overlaps(grant.period)
                });
                outlasts_all(asked, now, of_the_same)
            });
            if adds {
                Ok(())
            } else {
                Err(ProblemKind::AlreadyGranted.into())
            }
        }
        RequestAction::Revoke => {
            let unit = &submit.texts.unit;
            let some = held.iter().any(|one| unit.is_none() || one.unit == *unit);
            if some {
                Ok(())
            } else {
                Err(ProblemKind::NotHeld.into())
            }
        }
    }
}

/// What the audit log keeps of a request's terms.
fn told(request: &Stored) -> serde_json::Value {
    json!({
        "action": request.action,
        "organisation_id": request.organisation,
        "unit": request.unit,
        "valid_until": request.valid_until,
        "authority": request.authority,
        "due_at": request.due_at,
        "case_reference": request.case_reference,
    })
}

/// Stores an allowed asking.
fn insert(
    tx: &mut WriteTx<'_>,
    submission: Authorised<Submission>,
    submit: &Submit,
) -> Result<Stored, Failure> {
    let Submission {
        act,
        requested_by,
        authority,
    } = submission.into_act();
    role_grants::commands::unit_is_kept(tx, &act.role, act.organisation, act.unit.as_deref())?;
    let now = tx.now();
    let texts = submit.texts.clone();
    let request = Stored {
        id: new_id(now),
        action: act.action,
        subject: act.subject.id,
        holder_organisation: act.subject.home,
        requested_by,
        role: act.role.key,
        organisation: act.organisation,
        unit: act.unit,
        justification: texts.justification,
        case_reference: texts.case_reference,
        valid_until: submit.valid_until,
        authority,
        state: RequestState::Open,
        created_at: now,
        due_at: working_days::deadline(now, working_days::DAYS_TO_DECIDE),
        awaiting: RequestParty::Decider,
        claim: None,
        decision: None,
        version: 1,
    };
    diesel::insert_into(access_requests::table)
        .values(AccessRequestRow::from(&request))
        .execute(tx.connection())?;
    Ok(request)
}

/// What the audit log says a request is about.
pub(super) fn about(request: &Stored) -> About {
    About {
        subject: Some(request.subject),
        organisation: Some(request.holder_organisation),
        role: Some(request.role.clone()),
        request: Some(request.id),
        grant: None,
    }
}
