//! Danish working days, for deadlines.
//!
//! Public holidays by Danish law and custom: New Year's Day, Maundy Thursday, Good Friday, Easter
//! Sunday and Monday, Ascension, Whit Sunday and Monday, Christmas Day and the day after; public
//! offices also close on 5 June and 24 and 31 December. Great Prayer Day was abolished from 2024.

use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use shared::Timestamp;

/// Working days within which a request should be decided.
pub const DAYS_TO_DECIDE: u32 = 5;

/// Easter Sunday of a Gregorian year (Gauss, in Butcher's form).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * correction + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(days / 31).ok()?,
        u32::try_from(days % 31 + 1).ok()?,
    )
}

/// Whether public offices work on `day`.
pub fn is_working_day(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let fixed = matches!(
        (day.month(), day.day()),
        (1, 1) | (6, 5) | (12, 24..=26 | 31)
    );
    let moving = easter(day.year())
        .is_some_and(|sunday| matches!((day - sunday).num_days(), -3 | -2 | 0 | 1 | 39 | 49 | 50));
    !(weekend || fixed || moving)
}

/// Hours that Danish clocks are ahead of UTC on `day` (EU summer time: from the last Sunday of
/// March to the last Sunday of October; at the end of the day of change).
fn hours_ahead(day: NaiveDate) -> i64 {
    let last_sunday = |month: u32| {
        let last = NaiveDate::from_ymd_opt(day.year(), month, 31)?;
        last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
    };
    match (last_sunday(3), last_sunday(10)) {
        (Some(begins), Some(ends)) if begins <= day && day < ends => 2,
        _ => 1,
    }
}

/// The day on Danish clocks at `at`.
pub fn danish_day(at: Timestamp) -> NaiveDate {
    let utc = at.naive();
    (utc + TimeDelta::hours(hours_ahead(utc.date()))).date()
}

/// The first moment of `day` on Danish clocks.
pub fn danish_midnight(day: NaiveDate) -> Timestamp {
    // Clocks change at night, after this moment: what counts is the end of the day before.
    let before = day.pred_opt().unwrap_or(day);
    Timestamp::from_naive(day.and_time(NaiveTime::MIN) - TimeDelta::hours(hours_ahead(before)))
}

/// The end, Danish time, of the last of `days` working days after the day of `from`.
pub fn deadline(from: Timestamp, days: u32) -> Timestamp {
    let mut day = danish_day(from);
    let mut left = days;
    while left > 0 {
        day = day.succ_opt().unwrap_or(day);
        if is_working_day(day) {
            left -= 1;
        }
    }
    let midnight = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    Timestamp::from_naive(midnight - TimeDelta::hours(hours_ahead(day)) - TimeDelta::seconds(1))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use shared::Timestamp;

    use super::{deadline, is_working_day};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn danish_holidays_are_no_working_days_and_great_prayer_day_is_one() {
        for holiday in [
            "2026-01-01",
            "2026-04-02",
            "2026-04-03",
            "2026-04-06",
            "2026-05-14",
            "2026-05-25",
            "2026-06-05",
            "2026-12-24",
            "2026-12-25",
            "2026-12-31",
            "2026-11-28",
        ] {
            assert!(!is_working_day(day(holiday)), "{holiday}");
        }
        for working in ["2026-05-01", "2026-04-07", "2026-12-23", "2027-01-04"] {
            assert!(is_working_day(day(working)), "{working}");
        }
    }

    #[test]
    fn five_working_days_skip_easter_and_end_at_danish_midnight_also_across_summer_time() {
        for (from, due) in [
            // Friday 27 March 2026, then summer time and Easter.
            ("2026-03-27T12:00:00Z", "2026-04-08T21:59:59Z"),
            ("2026-06-15T09:00:00Z", "2026-06-22T21:59:59Z"),
            ("2026-11-24T23:30:00Z", "2026-12-02T22:59:59Z"),
            ("2026-12-22T08:00:00Z", "2027-01-04T22:59:59Z"),
        ] {
            let from: Timestamp = from.parse().unwrap();
            assert_eq!(deadline(from, 5).to_string(), due, "{from}");
        }
    }
}
