//! Whether a grant is awake, decided when it is asked: one moment is compared.

use diesel::prelude::*;
use shared::Timestamp;

use super::schema::{grant_sleeps, role_grants};

/// Whether a grant is awake now: it was used lately enough, or its role never falls asleep.
#[diesel::dsl::auto_type]
pub(crate) fn awake(at: Timestamp) -> _ {
    let now: chrono::NaiveDateTime = at.naive();
    role_grants::dormant_from
        .is_null()
        .or(role_grants::dormant_from.assume_not_null().gt(now))
}

/// Whether it was awake at a moment that may have passed. Whatever moves `dormant_from` moves it
/// to a moment that lies ahead, and whoever wakes a grant says how long it slept.
#[diesel::dsl::auto_type]
pub(crate) fn awake_as_of(at: Timestamp) -> _ {
    let then: chrono::NaiveDateTime = at.naive();
    let up: awake = awake(at);
    let asleep = grant_sleeps::table
        .filter(grant_sleeps::grant_id.eq(role_grants::id))
        .filter(grant_sleeps::began_at.le(then))
        .filter(grant_sleeps::ended_at.gt(then));
    up.and(diesel::dsl::not(diesel::dsl::exists(asleep)))
}
