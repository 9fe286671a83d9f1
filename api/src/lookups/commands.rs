//! Looking up: saying why.

use std::num::NonZeroU16;

use diesel::prelude::*;
use serde_json::json;
use shared::{
    id::{OrganisationId, UserId},
    lookup::{LookupView, NewLookup},
    problem::FieldCode,
    text::{CaseReference, Reason},
};

use super::{
    rows::{Lookup, LookupRow},
    views,
};
use crate::{
    clock::new_id,
    db::{Failure, Recorded, WriteTx, failure::Fields, schema::lookups},
    domain::change::{About, Change, DeskChange, What},
    organisations,
    policy::{self, Authorised, lookups::LookUp},
    users,
};

/// Whom or what is looked up.
#[derive(Clone, Copy, Debug)]
enum Subject {
    User(UserId),
    Organisation(OrganisationId),
}

/// A looking up, its texts parsed.
#[derive(Clone, Debug)]
pub struct Reasoning {
    subject: Subject,
    reason: Reason,
    case_reference: Option<String>,
}

impl TryFrom<NewLookup> for Reasoning {
    type Error = Failure;

    fn try_from(new: NewLookup) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let subject = match (new.user_id, new.organisation_id) {
            (Some(id), None) => Ok(Subject::User(id)),
            (None, Some(id)) => Ok(Subject::Organisation(id)),
            (None, None) => Err(FieldCode::Required),
            (Some(_), Some(_)) => Err(FieldCode::Malformed),
        };
        let subject = fields.check("/user_id", subject);
        let reason = fields.check("/reason", Reason::parse(&new.reason));
        let case_reference = fields
            .check_optional(
                "/case_reference",
                new.case_reference.as_deref().map(CaseReference::parse),
            )
            .map(CaseReference::into_string);
        let (subject, reason) = fields.finish(subject.zip(reason))?;
        Ok(Self {
            subject,
            reason,
            case_reference,
        })
    }
}

/// Whom or what the look-up is about, as far as the caller sees it.
fn found(
    tx: &mut WriteTx<'_>,
    subject: Subject,
) -> Result<(Option<UserId>, OrganisationId), Failure> {
    match subject {
        Subject::User(id) => {
            let scope = policy::scope::visible_users(tx.caller());
            let user = users::queries::get(tx, &scope, id)?;
            Ok((Some(user.id), user.home()))
        }
        Subject::Organisation(id) => {
            let scope = policy::scope::visible_organisations(tx.caller());
            let organisation = organisations::queries::get(tx, &scope, id)?;
            Ok((None, organisation.id))
        }
    }
}

/// Looks somebody up, for so many minutes: from now on the caller may read what they may do. It
/// stands in the log of their organisation, for them to read (G14).
///
/// # Errors
/// `not-found`; the policy's refusals.
pub fn look_up(
    tx: &mut WriteTx<'_>,
    reasoning: &Reasoning,
    minutes: NonZeroU16,
) -> Result<Recorded<LookupView>, Failure> {
    let (user, organisation) = found(tx, reasoning.subject)?;
    let about = About {
        subject: user,
        organisation: Some(organisation),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let allowed = policy::lookups::look_up(tx.caller())?;
    let now = tx.now();
    let lookup = Lookup {
        id: new_id(now),
        by: tx.caller().user_id().ok_or(Failure::NotFound)?,
        user,
        organisation,
        reason: reasoning.reason.as_str().to_owned(),
        case_reference: reasoning.case_reference.clone(),
        created_at: now,
        expires_at: now.plus_seconds(i64::from(minutes.get()) * 60),
    };
    store(tx, allowed, &lookup)?;
    let new = json!({
        "case_reference": lookup.case_reference,
        "expires_at": lookup.expires_at,
    });
    let change = Change::new(What::Desk(DeskChange::RightsLookedUp { new }), about);
    let view = views::view(tx, &lookup)?;
    tx.record(&change.because(lookup.reason), view)
}

/// Stores an allowed look-up.
fn store(
    tx: &mut WriteTx<'_>,
    _allowed: Authorised<LookUp>,
    lookup: &Lookup,
) -> Result<(), Failure> {
    diesel::insert_into(lookups::table)
        .values(LookupRow::from(lookup))
        .execute(tx.connection())?;
    Ok(())
}
