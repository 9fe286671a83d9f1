//! The numbers of a role.

use shared::problem::FieldCode;

use super::{Draft, Fault};
use crate::domain::dormancy;

/// Most holders, days and the like that a limit may name.
const MOST: i32 = 1_000_000;
/// Most days without use.
const MOST_DAYS: i32 = 3_650;

/// Limits that are none, or contradict each other.
pub(super) fn outside(draft: &Draft) -> Vec<Fault> {
    let numbers = [
        ("/max_duration_days", draft.max_duration_days),
        ("/min_holders", draft.min_holders),
        ("/max_holders", draft.max_holders),
    ];
    let outside = |number: Option<i32>| number.is_some_and(|number| !(1..=MOST).contains(&number));
    let mut faults: Vec<_> = numbers
        .into_iter()
        .filter(|(_, number)| outside(*number))
        .map(|(pointer, _)| (pointer.to_owned(), FieldCode::OutOfRange))
        .collect();
    let unused = draft.dormant_after_days;
    if unused.is_some_and(|days| !(dormancy::LEAST_DAYS..=MOST_DAYS).contains(&days)) {
        faults.push(("/dormant_after_days".to_owned(), FieldCode::OutOfRange));
    }
    if let (Some(fewest), Some(most)) = (draft.min_holders, draft.max_holders)
        && fewest > most
    {
        faults.push(("/min_holders".to_owned(), FieldCode::Contradictory));
    }
    faults
}
