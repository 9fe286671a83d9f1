//! When the grants of a role fall asleep, once its number of days has changed.

use diesel::prelude::*;

use crate::{
    db::{Failure, WriteTx, dialect::dormancy, schema::role_grants},
    domain::dormancy::warning_days,
    policy::{Authorised, catalogue::ChangeRole},
};

/// Counts anew when the grants of a role fall asleep. Nobody falls asleep unwarned: none earlier
/// than the time of warning from now. And nobody wakes by it: those that sleep are for whoever
/// gives the role to wake.
///
/// # Errors
/// The engine's.
pub(super) fn count_anew(
    tx: &mut WriteTx<'_>,
    allowed: &Authorised<ChangeRole>,
    after_days: Option<i32>,
) -> Result<(), Failure> {
    let (now, key) = (tx.now(), allowed.act().key.clone());
    let Some(days) = after_days else {
        let awake = role_grants::table
            .filter(role_grants::role_key.eq(key))
            .filter(role_grants::revoked_at.is_null())
            .filter(role_grants::dormant_from.is_not_null())
            .filter(role_grants::dormant_from.assume_not_null().gt(now.naive()));
        diesel::update(awake)
            .set(role_grants::dormant_from.eq(None::<chrono::NaiveDateTime>))
            .execute(tx.connection())?;
        return Ok(());
    };
    let earliest = now.plus_days(i64::from(warning_days(days))).naive();
    dormancy::count_anew(tx.connection(), &key, days, (now.naive(), earliest))?;
    Ok(())
}
