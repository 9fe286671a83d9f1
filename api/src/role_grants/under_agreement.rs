//! Grants that are held under an agreement: they end with it, and both parties are told of them.

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{AgreementId, RoleGrantId},
    text::Reason,
};

use super::{
    acts,
    commands::{mark_revoked, told},
    placing::touched,
    queries,
    rows::RoleGrant,
};
use crate::{
    db::{Failure, Recorded, WriteTx, schema::role_grants},
    domain::{
        change::{About, Agreement as Told, Change, What},
        period::Period,
    },
    policy::{self, Authorised, agreements::Ending, granting::RevokeRole},
};

pub(super) fn about(grant: &RoleGrant, id: RoleGrantId) -> About {
    About {
        subject: Some(grant.user),
        organisation: Some(grant.holder_organisation),
        role: Some(grant.role.clone()),
        grant: Some(id),
        request: None,
    }
}

/// Records a change of a grant in the log of the holder's organisation; of one that is held under
/// an agreement in the log of where it is held too.
pub(crate) fn record<T>(
    tx: &mut WriteTx<'_>,
    grant: &RoleGrant,
    change: &Change,
    value: T,
) -> Result<Recorded<T>, Failure> {
    if grant.agreement.is_some() {
        tx.record(&change.clone().in_log_of(grant.organisation), ())?;
    }
    tx.record(change, value)
}

/// Takes everything that is held under an agreement.
///
/// # Errors
/// The engine's.
pub(crate) fn take_all(
    tx: &mut WriteTx<'_>,
    ending: &Authorised<Ending>,
    agreement: AgreementId,
    because: &Reason,
) -> Result<(), Failure> {
    let held = queries::list_live_under(tx, agreement)?;
    for (grant, act) in acts::facts_for_revoking_all(tx, held)? {
        take(tx, ending, (grant, act), because)?;
    }
    Ok(())
}

fn take(
    tx: &mut WriteTx<'_>,
    ending: &Authorised<Ending>,
    (grant, act): (RoleGrant, RevokeRole),
    because: &Reason,
) -> Result<(), Failure> {
    let taking = policy::agreements::take_with(ending, act)?;
    let old = told(&grant);
    let change = Change::new(What::RoleRevoked { old }, about(&grant, grant.id));
    let grant = mark_revoked(tx, grant, taking, because)?;
    record(tx, &grant, &change.because(because.as_str()), ()).map(|_| ())
}

/// Gives everything that is held under an agreement for longer the agreement's new end; what
/// would begin after it is taken.
///
/// # Errors
/// The engine's.
pub(crate) fn shorten_all(
    tx: &mut WriteTx<'_>,
    ending: &Authorised<Ending>,
    (agreement, until): (AgreementId, Timestamp),
    because: &Reason,
) -> Result<(), Failure> {
    let mut held = queries::list_live_under(tx, agreement)?;
    held.retain(|grant| grant.period.until().is_none_or(|end| end > until));
    for (grant, act) in acts::facts_for_revoking_all(tx, held)? {
        match Period::new(grant.period.from(), Some(until)) {
            Ok(period) => shorten(tx, &grant, period, because)?,
            Err(_) => take(tx, ending, (grant, act), because)?,
        }
    }
    Ok(())
}

fn shorten(
    tx: &mut WriteTx<'_>,
    grant: &RoleGrant,
    period: Period,
    because: &Reason,
) -> Result<(), Failure> {
    let now = tx.now();
    diesel::update(role_grants::table.filter(role_grants::id.eq(grant.id.to_string())))
        .set((
            role_grants::valid_until.eq(period.until().map(Timestamp::naive)),
            role_grants::version.eq(grant.version + 1),
        ))
        .execute(tx.connection())?;
    tx.connection()
        .execute_returning_count(&touched(grant.user, now))?;
    let after = RoleGrant {
        period,
        ..grant.clone()
    };
    let what = What::Agreement(Told::GrantShortened {
        old: told(grant),
        new: told(&after),
    });
    let change = Change::new(what, about(grant, grant.id));
    record(tx, grant, &change.because(because.as_str()), ()).map(|_| ())
}
