//! When a role that is not used falls asleep.

use shared::Timestamp;

/// Fewest days after which a role may fall asleep. Its use is noted about once a day, so that
/// fewer would put to sleep what is used every day.
pub const LEAST_DAYS: i32 = 7;

/// Longest time, in days, that one is warned beforehand.
const LONGEST_WARNING: i32 = 30;

/// How many days before it falls asleep one is warned: a quarter of the time, thirty at most.
pub fn warning_days(after_days: i32) -> i32 {
    (after_days / 4).clamp(1, LONGEST_WARNING)
}

/// When a grant falls asleep that was used, woken or given at `since`; never, when its role does
/// not fall asleep.
pub fn falls_asleep(since: Timestamp, after_days: Option<i32>) -> Option<Timestamp> {
    after_days.map(|days| since.plus_days(i64::from(days)))
}

/// Use of a grant, as stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dormancy {
    /// When it was used last, as far as is known.
    pub last_used_at: Option<Timestamp>,
    /// When it falls asleep unless it is used, or fell asleep.
    pub from: Option<Timestamp>,
}

impl Dormancy {
    /// A grant that nobody has used.
    pub fn unused(from: Option<Timestamp>) -> Self {
        Self {
            last_used_at: None,
            from,
        }
    }

    /// Whether it is awake and falls asleep within the time of warning.
    pub fn is_soon(self, now: Timestamp, after_days: Option<i32>) -> bool {
        let (Some(from), Some(days)) = (self.from, after_days) else {
            return false;
        };
        now < from && from <= now.plus_days(i64::from(warning_days(days)))
    }

    /// Since when it sleeps, when it does.
    pub fn asleep_since(self, now: Timestamp) -> Option<Timestamp> {
        self.from.filter(|from| *from <= now)
    }
}

#[cfg(test)]
mod tests {
    use shared::Timestamp;

    use super::{Dormancy, falls_asleep, warning_days};

    #[test]
    fn one_is_warned_for_a_quarter_of_the_time_and_thirty_days_at_most() {
        let days = [7, 30, 90, 120, 365].map(warning_days);
        assert_eq!(days, [1, 7, 22, 30, 30]);
    }

    #[test]
    fn a_role_sleeps_from_the_very_moment_on_and_never_without_a_number() {
        let noon: Timestamp = "2026-06-16T12:00:00Z".parse().unwrap();
        assert_eq!(falls_asleep(noon, None), None);
        let grant = Dormancy::unused(falls_asleep(noon, Some(7)));
        let then = noon.plus_days(7);
        let soon = [5, 6, 7].map(|days| grant.is_soon(noon.plus_days(days), Some(7)));
        assert_eq!(soon, [false, true, false]);
        assert_eq!(grant.asleep_since(then.plus_seconds(-1)), None);
        assert_eq!(grant.asleep_since(then), Some(then));
    }
}
