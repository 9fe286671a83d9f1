//! Recording agreements, and telling both parties what becomes of them.

use diesel::prelude::*;
use shared::{
    Timestamp,
    agreement::{AgreementView, NewAgreement},
    id::OrganisationId,
    problem::FieldCode,
    text::{CaseReference, Cvr},
};

use super::{
    queries,
    rows::{Agreement, AgreementRow},
    views,
};
use crate::{
    clock::new_id,
    db::{Failure, Recorded, WriteTx, failure::Fields, schema::agreements},
    domain::{
        change::{About, Agreement as Told, Change, What},
        period::Period,
    },
    organisations::{self, rows::Organisation},
    policy::{
        self, Authorised,
        agreements::{RecordAgreement, Recording, can_be_worked_for, can_provide},
    },
};

/// A recording, its texts parsed.
#[derive(Clone, Debug)]
pub struct Record {
    provider: Cvr,
    principal: OrganisationId,
    from: Option<Timestamp>,
    until: Timestamp,
    reference: String,
}

impl TryFrom<NewAgreement> for Record {
    type Error = Failure;

    fn try_from(new: NewAgreement) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let provider = fields.check("/provider_cvr", Cvr::parse(new.provider_cvr.trim()));
        let reference = fields.check("/reference", CaseReference::parse(&new.reference));
        let (provider, reference) = fields.finish(provider.zip(reference))?;
        Ok(Self {
            provider,
            principal: new.principal_id,
            from: new.valid_from,
            until: new.valid_until,
            reference: reference.into_string(),
        })
    }
}

/// Records an agreement between a provider and the organisation that it works for (G15).
///
/// # Errors
/// `not-found` for an organisation out of sight; the policy's refusals; a CVR number that is no
/// provider's, an organisation that no provider works for, an end that has passed.
pub fn record_agreement(
    tx: &mut WriteTx<'_>,
    record: &Record,
) -> Result<Recorded<AgreementView>, Failure> {
    let scope = policy::scope::visible_organisations(tx.caller());
    let principal = organisations::queries::get(tx, &scope, record.principal)?;
    tx.concerns(about(principal.id))?;
    let act = RecordAgreement {
        principal: principal.facts(),
    };
    let allowed = policy::agreements::record(tx.caller(), &act)?;
    let provider = provider(tx, record, &principal)?;
    let now = tx.now();
    let period = Period::new(record.from.unwrap_or(now), Some(record.until))
        .and_then(|period| Period::new(period.from().max(now), period.until()).map(|_| period))
        .map_err(|code| Failure::field("/valid_until", code))?;
    let agreement = insert(tx, allowed, (&provider, period), record)?;
    let view = views::view(tx, &agreement)?;
    let new = agreement.told();
    tell_both(tx, &agreement, Told::Recorded { new }, None)?.and_then(|()| Ok(view))
}

/// The provider with the CVR number said, working for an organisation that providers work for.
fn provider(
    tx: &mut WriteTx<'_>,
    record: &Record,
    principal: &Organisation,
) -> Result<Organisation, Failure> {
    if !can_be_worked_for(&principal.facts()) {
        return Err(Failure::field("/principal_id", FieldCode::Malformed));
    }
    queries::with_cvr(tx, record.provider.as_str())?
        .filter(|provider| can_provide(&provider.facts()))
        .ok_or_else(|| Failure::field("/provider_cvr", FieldCode::Unknown))
}

fn insert(
    tx: &mut WriteTx<'_>,
    allowed: Authorised<Recording>,
    (provider, period): (&Organisation, Period),
    record: &Record,
) -> Result<Agreement, Failure> {
    let Recording { by, principal } = allowed.into_act();
    let now = tx.now();
    let agreement = Agreement {
        id: new_id(now),
        provider: provider.id,
        principal,
        period,
        until: record.until,
        reference: record.reference.clone(),
        recorded_by: by,
        recorded_at: now,
        end: None,
        version: 1,
    };
    diesel::insert_into(agreements::table)
        .values(AgreementRow::from(&agreement))
        .execute(tx.connection())?;
    Ok(agreement)
}

/// What an act on an agreement is about.
pub(super) fn about(organisation: OrganisationId) -> About {
    About {
        organisation: Some(organisation),
        ..About::default()
    }
}

/// Records what became of an agreement in the log of either party, so that each is told.
pub(super) fn tell_both(
    tx: &mut WriteTx<'_>,
    agreement: &Agreement,
    told: Told,
    because: Option<&str>,
) -> Result<Recorded<()>, Failure> {
    let mut change = Change::new(What::Agreement(told), about(agreement.provider));
    if let Some(because) = because {
        change = change.because(because);
    }
    tx.record(&change, ())?;
    tx.record(&change.in_log_of(agreement.principal), ())
}
