//! Ids and words as rows have them, for rows that are read in great numbers.

use std::{fmt::Display, str::FromStr};

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    pg::{Pg, PgValue},
    sql_types::Text,
    sqlite::{Sqlite, SqliteValue},
};

use super::{MultiBackend, multi::MultiRawValue};

/// A stored text, read straight into the type that it stands for. What cannot be read back is a
/// fault of ours, never a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromSqlRow)]
pub struct Stored<T>(pub T);

impl<T: FromStr<Err: Display>> Stored<T> {
    fn read(text: &str) -> deserialize::Result<Self> {
        text.parse()
            .map(Self)
            .map_err(|error: T::Err| format!("stored text: {error}").into())
    }
}

impl<T: FromStr<Err: Display>> FromSql<Text, Sqlite> for Stored<T> {
    fn from_sql(mut value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        Self::read(value.read_text())
    }
}

impl<T: FromStr<Err: Display>> FromSql<Text, Pg> for Stored<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Self::read(std::str::from_utf8(value.as_bytes())?)
    }
}

impl<T: FromStr<Err: Display>> FromSql<Text, MultiBackend> for Stored<T> {
    fn from_sql(value: MultiRawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, Text>()
    }
}
