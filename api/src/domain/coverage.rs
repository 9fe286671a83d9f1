//! Until when something is covered by periods that may follow one another.

use shared::Timestamp;

use super::period::Period;

/// The moment at which nothing covers any more, beginning at `from`: `from` itself when nothing
/// covers it, none when the last to cover it has no end.
pub fn ends_at(from: Timestamp, periods: &[Period]) -> Option<Timestamp> {
    let mut until = from;
    loop {
        let reaching = periods.iter().filter(|period| period.contains(until));
        match reaching.map(|period| period.until()).reduce(later) {
            None => return Some(until),
            Some(None) => return None,
            // A period contains no moment at or after its end, so that each turn goes on.
            Some(Some(end)) => until = end,
        }
    }
}

/// The later of two ends; none is the latest.
fn later(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.zip(other).map(|(one, other)| one.max(other))
}

#[cfg(test)]
mod tests {
    use shared::Timestamp;

    use super::ends_at;
    use crate::domain::period::Period;

    fn at(day: i64) -> Timestamp {
        let first: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        first.plus_days(day)
    }

    fn period(from: i64, until: Option<i64>) -> Period {
        Period::new(at(from), until.map(at)).unwrap()
    }

    #[test]
    fn nothing_covers_from_the_beginning_when_there_is_nothing() {
        assert_eq!(ends_at(at(3), &[]), Some(at(3)));
        assert_eq!(ends_at(at(3), &[period(0, Some(3))]), Some(at(3)));
        assert_eq!(ends_at(at(3), &[period(4, None)]), Some(at(3)));
    }

    #[test]
    fn periods_that_follow_one_another_cover_until_the_last_ends() {
        let chain = [period(5, Some(9)), period(0, Some(5)), period(8, Some(12))];
        assert_eq!(ends_at(at(1), &chain), Some(at(12)));
        let gap = [period(0, Some(5)), period(6, None)];
        assert_eq!(ends_at(at(1), &gap), Some(at(5)));
    }

    #[test]
    fn one_without_end_covers_for_good() {
        assert_eq!(ends_at(at(1), &[period(0, Some(2)), period(1, None)]), None);
    }
}
