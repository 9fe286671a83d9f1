//! Moments as rows have them.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    pg::{Pg, PgValue},
    sql_types,
    sqlite::{Sqlite, SqliteValue},
};
use shared::Timestamp;

use super::{MultiBackend, multi::MultiRawValue};

/// A stored moment, for rows that are read in great numbers: the form in which SQLite keeps most
/// of them is read at once, where diesel tries one form after the other.
#[derive(Clone, Copy, Debug, FromSqlRow)]
pub struct StoredTime(pub Timestamp);

/// Reads `2026-11-24 10:00:00`, with up to six digits of a fraction behind it.
fn plain_moment(text: &str) -> Option<NaiveDateTime> {
    let (whole, fraction) = text.split_at_checked(19)?;
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = whole.get(from..to)?;
        digits.bytes().try_fold(0, |sum: u32, byte| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + u32::from(byte - b'0'))
        })
    };
    let separators = [(4, b'-'), (7, b'-'), (10, b' '), (13, b':'), (16, b':')];
    let separated = separators
        .iter()
        .all(|(at, byte)| whole.as_bytes().get(*at) == Some(byte));
    let micros = match fraction.strip_prefix('.') {
        Some(digits) if (1..=6).contains(&digits.len()) => {
            let places = u32::try_from(digits.len()).ok()?;
            digits
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then_some(())?;
            digits.parse::<u32>().ok()? * 10_u32.pow(6 - places)
        }
        None if fraction.is_empty() => 0,
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(number(0, 4)?).ok()?,
        number(5, 7)?,
        number(8, 10)?,
    )?;
    separated.then(|| {
        date.and_hms_micro_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, micros)
    })?
}

impl FromSql<sql_types::Timestamp, Sqlite> for StoredTime {
    fn from_sql(mut value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        let plain = plain_moment(value.read_text());
        let moment = plain.map_or_else(
            || <NaiveDateTime as FromSql<sql_types::Timestamp, Sqlite>>::from_sql(value),
            Ok,
        )?;
        Ok(Self(Timestamp::from_naive(moment)))
    }
}

impl FromSql<sql_types::Timestamp, Pg> for StoredTime {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let moment = <NaiveDateTime as FromSql<sql_types::Timestamp, Pg>>::from_sql(value)?;
        Ok(Self(Timestamp::from_naive(moment)))
    }
}

impl FromSql<sql_types::Timestamp, MultiBackend> for StoredTime {
    fn from_sql(value: MultiRawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, sql_types::Timestamp>()
    }
}

#[cfg(test)]
mod tests {
    use super::plain_moment;

    #[test]
    fn a_moment_in_the_usual_form_is_read_as_chrono_reads_it() {
        for text in [
            "2026-11-24 10:00:00",
            "2026-11-24 10:00:00.1",
            "2026-02-28 23:59:59.012345",
            "0001-01-01 00:00:00.000001",
        ] {
            let chrono = chrono::NaiveDateTime::parse_from_str(text, "%F %T%.f").unwrap();
            assert_eq!(plain_moment(text), Some(chrono), "{text}");
        }
    }

    #[test]
    fn any_other_form_is_left_to_diesel() {
        for text in [
            "",
            "2026-11-24",
            "2026-11-24T10:00:00",
            "2026-11-24 10:00:00.",
            "2026-11-24 10:00:00.1234567",
            "2026-11-24 10:00:00+02:00",
            "2026-11-24 10:00:0x",
            "2026-02-30 10:00:00",
            "2026-11-24 24:00:00",
            "2026-11-2ø 10:00:00",
        ] {
            assert_eq!(plain_moment(text), None, "{text}");
        }
    }
}
