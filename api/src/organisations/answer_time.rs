//! How long an organisation's LBAs usually take to answer.

use diesel::prelude::*;
use shared::{access_request::RequestState, id::OrganisationId, role::Authority};

use crate::db::{Failure, ReadTx, schema::access_requests};

/// How far back answers count, in days.
const DAYS: i64 = 90;
/// Fewer answers than this say little, and might say whose request took how long.
const FEWEST: usize = 5;
/// The latest so many requests are enough.
const MOST: i64 = 200;

/// The median time from asking to the LBAs' decision, in whole hours begun, over the requests of
/// the last 90 days; none when fewer than five of them were decided.
///
/// # Errors
/// The engine's.
pub(super) fn usual_hours(
    tx: &mut ReadTx<'_>,
    organisation: OrganisationId,
) -> Result<Option<i64>, Failure> {
    let since = tx.now().plus_days(-DAYS).naive();
    let decided = [RequestState::Approved, RequestState::Rejected].map(RequestState::as_str);
    let answers: Vec<(chrono::NaiveDateTime, chrono::NaiveDateTime)> = access_requests::table
        .filter(access_requests::holder_organisation_id.eq(organisation.to_string()))
        .filter(access_requests::created_at.gt(since))
        .filter(access_requests::authority.eq(Authority::Lba.as_str()))
        .filter(access_requests::state.eq_any(decided))
        .filter(access_requests::decided_at.is_not_null())
        .order((
            access_requests::created_at.desc(),
            access_requests::id.desc(),
        ))
        .limit(MOST)
        .select((
            access_requests::created_at,
            access_requests::decided_at.assume_not_null(),
        ))
        .load(tx.connection())?;
    let mut seconds: Vec<_> = answers
        .into_iter()
        .map(|(asked, answered)| (answered - asked).num_seconds())
        .collect();
    Ok(median(&mut seconds).map(|seconds| seconds.div_euclid(3600) + 1))
}

/// The middle one; of two, the longer.
fn median(seconds: &mut [i64]) -> Option<i64> {
    if seconds.len() < FEWEST {
        return None;
    }
    let middle = seconds.len() / 2;
    let (_, median, _) = seconds.select_nth_unstable(middle);
    Some(*median)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_middle_of_at_least_five_is_told() {
        assert_eq!(median(&mut [9, 1, 8, 2]), None);
        assert_eq!(median(&mut [9, 1, 8, 2, 3]), Some(3));
        assert_eq!(median(&mut [9, 1, 8, 2, 3, 4]), Some(4));
    }
}
