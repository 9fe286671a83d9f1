//! The headings of a file, and its cells by heading (`docs/import.md`).

use std::borrow::Cow;

use csv::ByteRecord;
use encoding_rs::WINDOWS_1252;
use shared::import::{ImportEncoding, ImportReason, ImportRecord};

use super::records::Wrong;

macro_rules! columns {
    ($($(#[$meta:meta])* $column:ident = $heading:literal, $($folded:literal)|+;)+) => {
        /// A column that a file may have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Column {
            $($(#[$meta])* $column,)+
        }

        impl Column {
            /// Its heading, as documented.
            pub(super) const fn heading(self) -> &'static str {
                match self { $(Self::$column => $heading,)+ }
            }

            /// The column with this heading, as [`folded`] gives it.
            fn named(folded_heading: &str) -> Option<Self> {
                match folded_heading {
                    $($($folded)|+ => Some(Self::$column),)+
                    _ => None,
                }
            }
        }
    };
}

columns! {
    /// The organisation, as the other system calls it.
    OrganisationId = "organisations-id", "organisationsid";
    /// What the organisation is.
    Type = "type", "type" | "organisationstype";
    /// A name.
    Name = "navn", "navn";
    /// CVR number.
    Cvr = "cvr", "cvr" | "cvrnummer";
    /// A kommune's three digits.
    Kommunekode = "kommunekode", "kommunekode";
    /// The organisation above.
    Parent = "overordnet", "overordnet";
    /// The user, as the other system calls them.
    UserId = "bruger-id", "brugerid";
    /// E-mail address.
    Email = "e-mail", "email" | "mail";
    /// The professional identity of MitID Erhverv.
    Uuid = "uuid", "uuid";
    /// STAR's user type.
    UserType = "brugertype", "brugertype";
    /// The role's key.
    Role = "rolle", "rolle";
    /// A P-number.
    Unit = "p-nummer", "pnummer";
    /// The first day.
    From = "gyldig-fra", "gyldigfra";
    /// The last day.
    Until = "gyldig-til", "gyldigtil";
    /// Why it was given.
    Reason = "begrundelse", "begrundelse";
    /// A case number.
    CaseReference = "sagsnummer", "sagsnummer";
}

/// A word as it is compared.
pub(super) fn folded(text: &str) -> String {
    text.trim_start_matches('\u{feff}')
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The headings of one part of a file: what its rows are, and what stands where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Headings {
    pub(super) record: ImportRecord,
    columns: Vec<Column>,
}

impl Headings {
    /// Reads a line as headings; none when it is not one. Spreadsheets leave empty cells behind
    /// at the end of a line.
    pub(super) fn read(line: &ByteRecord) -> Option<Self> {
        let mut names: Vec<_> = line
            .iter()
            .map(|cell| folded(&String::from_utf8_lossy(cell)))
            .collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        let columns: Option<Vec<_>> = names.iter().map(|name| Column::named(name)).collect();
        let columns = columns.filter(|columns| columns.len() >= 2)?;
        let has = |all: &[Column]| all.iter().all(|column| columns.contains(column));
        let record = if has(&[Column::UserId, Column::Role]) {
            ImportRecord::Grant
        } else if has(&[Column::UserId, Column::OrganisationId, Column::Name]) {
            ImportRecord::User
        } else if has(&[Column::OrganisationId, Column::Type, Column::Name]) {
            ImportRecord::Organisation
        } else {
            return None;
        };
        Some(Self { record, columns })
    }

    /// Whether a line may be headings: its first cell is a heading. Cheap, for it is asked of
    /// every line.
    pub(super) fn may_be(line: &ByteRecord) -> bool {
        line.get(0).is_some_and(|cell| {
            cell.len() <= 24 && Column::named(&folded(&String::from_utf8_lossy(cell))).is_some()
        })
    }
}

/// The cells of one line, by heading.
#[derive(Debug)]
pub(super) struct Cells<'l> {
    pub(super) headings: &'l Headings,
    pub(super) line: &'l ByteRecord,
    pub(super) encoding: Option<ImportEncoding>,
}

impl Cells<'_> {
    /// A cell without the spaces around it; none when it is empty or not there.
    pub(super) fn get(&self, column: Column) -> Result<Option<Cow<'_, str>>, Wrong> {
        let place = self.headings.columns.iter().position(|one| *one == column);
        let Some(cell) = place.and_then(|place| self.line.get(place)) else {
            return Ok(None);
        };
        let text = match self.encoding {
            Some(ImportEncoding::Windows1252) => WINDOWS_1252.decode_without_bom_handling(cell).0,
            Some(ImportEncoding::Utf8) | None => std::str::from_utf8(cell)
                .map(Cow::Borrowed)
                .map_err(|_error| (ImportReason::Encoding, Some(column)))?,
        };
        let trimmed = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        Ok(Some(trimmed).filter(|text| !text.is_empty()))
    }

    /// Whether the line has as many cells as there are headings, but for empty ones at its end.
    pub(super) fn fit(&self) -> bool {
        let wanted = self.headings.columns.len();
        self.line.len() >= wanted && self.line.iter().skip(wanted).all(<[u8]>::is_empty)
    }
}
