//! Ending agreements, and bringing their end forward: what is held under them goes with them, in
//! the same transaction (G15).

use diesel::prelude::*;
use shared::{
    Timestamp,
    agreement::{AgreementView, NewAgreementLimit},
    id::AgreementId,
    problem::{FieldCode, ProblemKind},
    text::Reason,
};

use super::{
    commands::{about, tell_both},
    queries,
    rows::{Agreement, End},
    views,
};
use crate::{
    db::{Failure, Recorded, WriteTx, schema::agreements},
    domain::{change::Agreement as Told, period::Period},
    http::request::IfMatch,
    policy::{self, Authorised, agreements::Ending},
    role_grants::under_agreement,
};

/// An earlier end, its texts parsed.
#[derive(Clone, Debug)]
pub struct Limit {
    until: Timestamp,
    because: Reason,
}

impl TryFrom<NewAgreementLimit> for Limit {
    type Error = Failure;

    fn try_from(new: NewAgreementLimit) -> Result<Self, Failure> {
        Ok(Self {
            because: Reason::parse(&new.reason).map_err(|code| Failure::field("/reason", code))?,
            until: new.valid_until,
        })
    }
}

/// Loads an agreement that the caller may end and that is not over.
fn endable(
    tx: &mut WriteTx<'_>,
    id: AgreementId,
    if_match: IfMatch,
) -> Result<(Agreement, Authorised<Ending>), Failure> {
    let scope = policy::scope::visible_agreements(tx.caller());
    let agreement = queries::get(tx, &scope, id)?;
    tx.concerns(about(agreement.principal))?;
    let facts = agreement.facts(tx.now());
    let ending = policy::agreements::end(tx.caller(), &facts)?;
    if facts.over {
        return Err(ProblemKind::AgreementEnded.into());
    }
    if_match.check(agreement.version)?;
    Ok((agreement, ending))
}

/// Ends an agreement at this moment. Every role held under it is taken with it.
///
/// # Errors
/// `not-found`; the policy's refusals; `agreement-ended`; a missing or stale version.
pub fn end_agreement(
    tx: &mut WriteTx<'_>,
    id: AgreementId,
    because: &Reason,
    if_match: IfMatch,
) -> Result<Recorded<AgreementView>, Failure> {
    let (agreement, ending) = endable(tx, id, if_match)?;
    let ended = Agreement {
        end: Some(End {
            by: ending.by(),
            at: tx.now(),
            because: because.as_str().to_owned(),
        }),
        version: agreement.version + 1,
        ..agreement.clone()
    };
    store(tx, &agreement, &ended)?;
    under_agreement::take_all(tx, &ending, id, because)?;
    let old = agreement.told();
    let view = views::view(tx, &ended)?;
    tell_both(tx, &ended, Told::Ended { old }, Some(because.as_str()))?.and_then(|()| Ok(view))
}

/// Brings an agreement's end forward. What is held under it for longer ends with it.
///
/// # Errors
/// As [`end_agreement`]; an end that has passed, or is no earlier than it was.
pub fn limit_agreement(
    tx: &mut WriteTx<'_>,
    id: AgreementId,
    limit: &Limit,
    if_match: IfMatch,
) -> Result<Recorded<AgreementView>, Failure> {
    let (agreement, ending) = endable(tx, id, if_match)?;
    let wrong = |code| Failure::field("/valid_until", code);
    if limit.until >= agreement.until {
        return Err(wrong(FieldCode::TooFar));
    }
    let begins = agreement.period.from();
    let earliest = begins.max(tx.now());
    Period::new(earliest, Some(limit.until)).map_err(wrong)?;
    let limited = Agreement {
        period: Period::new(begins, Some(limit.until)).map_err(wrong)?,
        until: limit.until,
        version: agreement.version + 1,
        ..agreement.clone()
    };
    store(tx, &agreement, &limited)?;
    under_agreement::shorten_all(tx, &ending, (id, limit.until), &limit.because)?;
    let told = Told::Limited {
        old: agreement.told(),
        new: limited.told(),
    };
    let view = views::view(tx, &limited)?;
    tell_both(tx, &limited, told, Some(limit.because.as_str()))?.and_then(|()| Ok(view))
}

/// Stores what became of an agreement, by compare-and-set on the version read.
fn store(tx: &mut WriteTx<'_>, before: &Agreement, after: &Agreement) -> Result<(), Failure> {
    let end = after.end.as_ref();
    let changed = diesel::update(
        agreements::table
            .filter(agreements::id.eq(before.id.to_string()))
            .filter(agreements::version.eq(before.version)),
    )
    .set((
        agreements::valid_until.eq(after.until.naive()),
        agreements::ended_by.eq(end.map(|end| end.by.to_string())),
        agreements::ended_at.eq(end.map(|end| end.at.naive())),
        agreements::ended_because.eq(end.map(|end| end.because.clone())),
        agreements::version.eq(after.version),
    ))
    .execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::StaleVersion.into());
    }
    Ok(())
}
