//! Moments as people in Denmark read them: Europe/Copenhagen, whatever the machine's own zone.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use js_sys::{Array, Date, Intl::DateTimeFormat, Object, Reflect};
use shared::{Timestamp, language::Language};
use wasm_bindgen::JsValue;

use crate::i18n::language;

const ZONE: &str = "Europe/Copenhagen";

fn written(at: Timestamp, locale: &str, options: &[(&str, &str)]) -> String {
    let asked = Object::new();
    for (name, value) in [("timeZone", ZONE)].iter().chain(options) {
        // A plain object takes any property.
        let _ = Reflect::set(&asked, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let format = DateTimeFormat::new(&Array::of1(&JsValue::from_str(locale)), &asked);
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        reason = "JavaScript counts milliseconds in doubles, exact for 285,000 years"
    )]
    let moment = Date::new(&JsValue::from_f64(at.millis() as f64));
    format
        .format()
        .call1(&JsValue::UNDEFINED, &moment)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| at.to_string())
}

fn locale() -> &'static str {
    match language() {
        Language::Da => "da-DK",
        Language::En => "en-GB",
    }
}

/// For running text: "16. juni 2025", "16 June 2025".
pub(crate) fn in_text(at: Timestamp) -> String {
    written(
        at,
        locale(),
        &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
    )
}

/// For running text without the year: "16. juni", "16 June".
pub(crate) fn day_and_month(at: Timestamp) -> String {
    written(at, locale(), &[("day", "numeric"), ("month", "long")])
}

/// For tables: "16.06.2025", "16/06/2025".
pub(crate) fn in_table(at: Timestamp) -> String {
    let options = [
        ("day", "2-digit"),
        ("month", "2-digit"),
        ("year", "numeric"),
    ];
    written(at, locale(), &options)
}

/// For tables: "16.06.2025 kl. 14.05", "16/06/2025 at 14:05".
pub(crate) fn with_time(at: Timestamp) -> String {
    let time = written(at, locale(), &[("hour", "2-digit"), ("minute", "2-digit")]);
    match language() {
        Language::Da => format!("{} kl.\u{a0}{time}", in_table(at)),
        Language::En => format!("{} at {time}", in_table(at)),
    }
}

/// For running text: "16. juni 2025 kl. 14.05", "16 June 2025 at 14:05".
pub(crate) fn in_text_with_time(at: Timestamp) -> String {
    let time = written(at, locale(), &[("hour", "2-digit"), ("minute", "2-digit")]);
    match language() {
        Language::Da => format!("{} kl.\u{a0}{time}", in_text(at)),
        Language::En => format!("{} at {time}", in_text(at)),
    }
}

/// Day, month and year of a moment in Copenhagen, as a form shows them.
pub(crate) fn parts(at: Timestamp) -> (String, String, String) {
    let part = |name, length| written(at, "en-GB", &[(name, length)]);
    (
        part("day", "numeric"),
        part("month", "numeric"),
        part("year", "numeric"),
    )
}

/// Now, by the browser's clock: only to show ages, never to decide.
pub(crate) fn now() -> Option<Timestamp> {
    Date::new_0().to_iso_string().as_string()?.parse().ok()
}

/// Whole days from `from` until `until`, negative when it has passed.
pub(crate) fn days_between(from: Timestamp, until: Timestamp) -> i64 {
    (until.millis() - from.millis()) / 86_400_000
}

/// The last second of a day in Copenhagen, so that "until 31 December" includes that day.
pub(crate) fn end_of_day(year: i32, month: u32, day: u32) -> Option<Timestamp> {
    let local = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(23, 59, 59)?;
    [1, 2]
        .into_iter()
        .find_map(|ahead| if_copenhagen_reads(local, ahead))
}

/// `local` as a moment, if Copenhagen is `ahead` hours ahead of UTC then.
fn if_copenhagen_reads(local: NaiveDateTime, ahead: i64) -> Option<Timestamp> {
    let moment = Timestamp::from_naive(local).plus_seconds(-ahead * 3600);
    let hour = written(
        moment,
        "en-GB",
        &[("hour", "2-digit"), ("hourCycle", "h23")],
    );
    (hour == "23").then_some(moment)
}

/// The first second of a day in Copenhagen; the day as `yyyy-mm-dd`.
pub(crate) fn start_of_day(day: &str) -> Option<Timestamp> {
    start_of_next_day_after(
        NaiveDate::parse_from_str(day, "%Y-%m-%d")
            .ok()?
            .pred_opt()?,
    )
}

/// The first second of the day after a day in Copenhagen; the day as `yyyy-mm-dd`.
pub(crate) fn start_of_next_day(day: &str) -> Option<Timestamp> {
    start_of_next_day_after(NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?)
}

fn start_of_next_day_after(day: NaiveDate) -> Option<Timestamp> {
    Some(end_of_day(day.year(), day.month(), day.day())?.plus_seconds(1))
}
