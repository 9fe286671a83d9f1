//! Giving a dated grant a later end. It is giving the role anew, by the same rules: what is in
//! effect was given by whoever extended it, and what was before stays as it was.

use shared::{
    Timestamp,
    id::RoleGrantId,
    problem::{FieldCode, ProblemKind},
    role_grant::{NewExtension, RoleGrantView},
    text::Reason,
};

use super::{
    acts,
    commands::{Terms, told},
    placing::give_or_extend,
    queries,
    rows::RoleGrant,
    under_agreement::record,
    views,
};
use crate::{
    db::{Failure, Recorded, WriteTx},
    domain::{
        change::{About, Change, What},
        facts::AgreementFacts,
        period::Period,
    },
    http::request::IfMatch,
    policy,
};

/// A later end, its texts parsed.
#[derive(Clone, Debug)]
pub struct Extend {
    valid_until: Option<Timestamp>,
    because: Reason,
}

impl TryFrom<NewExtension> for Extend {
    type Error = Failure;

    fn try_from(new: NewExtension) -> Result<Self, Failure> {
        Ok(Self {
            because: Reason::parse(&new.reason).map_err(|code| Failure::field("/reason", code))?,
            valid_until: new.valid_until,
        })
    }
}

/// Gives a grant that has an end a later one (G1–G8): a new grant takes its place.
///
/// # Errors
/// `not-found`; the policy's refusals; `already-revoked`; `not-extendable`; a missing or stale
/// version; an end that is no later, or later than the role allows.
pub fn extend_role(
    tx: &mut WriteTx<'_>,
    id: RoleGrantId,
    extend: &Extend,
    if_match: IfMatch,
) -> Result<Recorded<RoleGrantView>, Failure> {
    let scope = policy::scope::visible_grants(tx.caller());
    let old = queries::get(tx, &scope, id)?;
    let about = About {
        subject: Some(old.user),
        organisation: Some(old.holder_organisation),
        role: Some(old.role.clone()),
        grant: Some(old.id),
        request: None,
    };
    tx.concerns(about.clone())?;
    let act = acts::facts_for_extending(tx, &old)?;
    let bounds = (act.agreement.clone(), act.role.max_duration_days);
    let giving = policy::granting::grant_role(tx.caller(), act)?;
    let period = longer(&old, tx.now(), extend.valid_until, bounds, if_match)?;
    let terms = Terms {
        reason: extend.because.as_str().to_owned(),
        case_reference: old.case_reference.clone(),
        request: None,
    };
    let (grant, _) = give_or_extend(tx, giving, period, terms)?;
    let what = What::RoleExtended {
        old: told(&old),
        new: told(&grant),
    };
    let about = About {
        grant: Some(grant.id),
        ..about
    };
    let view = views::view(tx, &grant)?;
    let change = Change::new(what, about).because(&grant.reason);
    record(tx, &grant, &change, view)
}

/// The period of the grant that takes the place of `old`.
fn longer(
    old: &RoleGrant,
    now: Timestamp,
    until: Option<Timestamp>,
    (agreement, max_duration_days): (Option<AgreementFacts>, Option<i32>),
    if_match: IfMatch,
) -> Result<Period, Failure> {
    if old.revocation.is_some() {
        return Err(ProblemKind::AlreadyRevoked.into());
    }
    if !old.is_extendable(now) {
        return Err(ProblemKind::NotExtendable.into());
    }
    if_match.check(old.version)?;
    let wrong = |code| Failure::field("/valid_until", code);
    let from = old.period.from().max(now);
    let within = |period: Period| match &agreement {
        Some(agreement) => period.inside(agreement.period),
        None => Ok(period),
    };
    let period = Period::new(from, until)
        .and_then(within)
        .and_then(|period| period.within(max_duration_days))
        .map_err(wrong)?;
    if period.outlasts(old.period) {
        Ok(period)
    } else {
        Err(wrong(FieldCode::TooSoon))
    }
}
