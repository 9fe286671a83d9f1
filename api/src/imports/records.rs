//! The rows of a file, their cells parsed. What is known of a row without looking anything up is
//! settled here; the rest is settled in the transaction that carries it out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::{
    Timestamp,
    import::{ImportReason, ImportRecord},
    organisation::OrganisationKind,
    problem::FieldCode,
    text::{CaseReference, Cvr, EmailAddress, OrganisationName, PersonName, Reason},
    user::UserKind,
};
use uuid::Uuid;

use super::columns::{Cells, Column};
use crate::domain::working_days::danish_midnight;

/// What is wrong with a row, and in which column.
pub(super) type Wrong = (ImportReason, Option<Column>);

/// Stands between the parts of a grant's key.
pub(super) const SEPARATOR: char = '\u{1f}';

/// An organisation, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OrganisationRecord {
    pub(super) kind: OrganisationKind,
    pub(super) name: String,
    pub(super) cvr: Option<String>,
    pub(super) kommunekode: Option<String>,
    pub(super) parent: Option<String>,
}

/// A user, as the file has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UserRecord {
    pub(super) organisation: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) professional_uuid: Option<Uuid>,
    pub(super) kind: Option<UserKind>,
}

/// A grant, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct GrantRecord {
    pub(super) user: String,
    pub(super) role: String,
    pub(super) organisation: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) from: Option<Timestamp>,
    pub(super) until: Option<Timestamp>,
    pub(super) reason: Option<String>,
    pub(super) case_reference: Option<String>,
}

/// A row of the file, ready to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) record: ImportRecord,
    /// Its line in its part of the file.
    pub(super) line: i64,
    /// What the file calls it.
    pub(super) key: String,
    /// The parsed row as JSON; empty when it cannot be read.
    pub(super) content: String,
    pub(super) unreadable: Option<Wrong>,
}

impl Row {
    /// Reads one line under headings of `record`.
    pub(super) fn read(record: ImportRecord, line: i64, cells: &Cells<'_>) -> Self {
        let read = match record {
            ImportRecord::Organisation => organisation(cells),
            ImportRecord::User => user(cells),
            ImportRecord::Grant | ImportRecord::Removal => grant(cells),
        };
        match read {
            Ok((key, content)) => Self {
                record,
                line,
                key,
                content,
                unreadable: None,
            },
            Err(wrong) => Self::unreadable(record, line, cells, wrong),
        }
    }

    /// A line that cannot be read. Whom it is about is kept when that much can be read.
    fn unreadable(record: ImportRecord, line: i64, cells: &Cells<'_>, wrong: Wrong) -> Self {
        let names = match record {
            ImportRecord::Organisation => Column::OrganisationId,
            ImportRecord::User | ImportRecord::Grant | ImportRecord::Removal => Column::UserId,
        };
        let key = identifier(cells, names).unwrap_or_default();
        Self {
            record,
            line,
            key,
            content: String::new(),
            unreadable: Some(wrong),
        }
    }
}

fn wrong(column: Column) -> impl Fn(FieldCode) -> Wrong {
    move |code| {
        let reason = match code {
            FieldCode::Required => ImportReason::Missing,
            FieldCode::TooLong => ImportReason::TooLong,
            FieldCode::Unknown => ImportReason::Unknown,
            FieldCode::TooShort
            | FieldCode::TooLarge
            | FieldCode::WrongType
            | FieldCode::Malformed
            | FieldCode::InThePast
            | FieldCode::TooFar
            | FieldCode::TooSoon
            | FieldCode::UnknownField
            | FieldCode::AlreadyInUse
            | FieldCode::OutOfRange
            | FieldCode::Circular
            | FieldCode::Contradictory
            | FieldCode::Fixed => ImportReason::Malformed,
        };
        (reason, Some(column))
    }
}

fn missing(column: Column) -> Wrong {
    (ImportReason::Missing, Some(column))
}

/// What the other system calls something: up to 100 characters. One that looks like a CPR number
/// is refused, and with it the row: such a number is never kept.
fn identifier(cells: &Cells<'_>, column: Column) -> Result<String, Wrong> {
    let text = cells.get(column)?.ok_or_else(|| missing(column))?;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let like_cpr = digits.len() == 10
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c == '-' || c == ' ');
    if like_cpr || text.chars().any(char::is_control) {
        Err((ImportReason::Malformed, Some(column)))
    } else if text.chars().count() > 100 {
        Err((ImportReason::TooLong, Some(column)))
    } else {
        Ok(text.into_owned())
    }
}

fn optional<T>(
    cells: &Cells<'_>,
    column: Column,
    parse: impl FnOnce(&str) -> Result<T, FieldCode>,
) -> Result<Option<T>, Wrong> {
    cells
        .get(column)?
        .map(|text| parse(&text).map_err(wrong(column)))
        .transpose()
}

fn required<T>(
    cells: &Cells<'_>,
    column: Column,
    parse: impl FnOnce(&str) -> Result<T, FieldCode>,
) -> Result<T, Wrong> {
    optional(cells, column, parse)?.ok_or_else(|| missing(column))
}

fn digits(count: usize) -> impl Fn(&str) -> Result<String, FieldCode> {
    move |text| {
        if text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(text.to_owned())
        } else {
            Err(FieldCode::Malformed)
        }
    }
}

fn written(key: String, record: &impl Serialize) -> Result<(String, String), Wrong> {
    serde_json::to_string(record)
        .map(|content| (key, content))
        .map_err(|_error| (ImportReason::Malformed, None))
}

fn organisation(cells: &Cells<'_>) -> Result<(String, String), Wrong> {
    let key = identifier(cells, Column::OrganisationId)?;
    let kind = required(cells, Column::Type, organisation_kind)?;
    let record = OrganisationRecord {
        kind,
        name: required(cells, Column::Name, OrganisationName::parse)?.into_string(),
        cvr: optional(cells, Column::Cvr, |text| {
            Cvr::parse_typed(text).map(|cvr| cvr.as_str().to_owned())
        })?,
        kommunekode: optional(cells, Column::Kommunekode, digits(3))?,
        parent: cells.get(Column::Parent)?.map(std::borrow::Cow::into_owned),
    };
    match kind {
        OrganisationKind::Virksomhed if record.cvr.is_none() => Err(missing(Column::Cvr)),
        OrganisationKind::Kommune if record.kommunekode.is_none() => {
            Err(missing(Column::Kommunekode))
        }
        _ => written(key, &record),
    }
}

/// A kind by STAR's number or by its name, however it is written.
fn organisation_kind(text: &str) -> Result<OrganisationKind, FieldCode> {
    match super::columns::folded(text).as_str() {
        "virksomhed" | "24" => Ok(OrganisationKind::Virksomhed),
        "kommune" | "7" => Ok(OrganisationKind::Kommune),
        "jobcenter" | "8" => Ok(OrganisationKind::Jobcenter),
        "akasse" => Ok(OrganisationKind::AKasse),
        "andenaktør" | "andenaktoer" | "4" => Ok(OrganisationKind::AndenAktoer),
        _ => Err(FieldCode::Unknown),
    }
}

fn user(cells: &Cells<'_>) -> Result<(String, String), Wrong> {
    let key = identifier(cells, Column::UserId)?;
    let professional_uuid = optional(cells, Column::Uuid, |text| {
        Uuid::try_parse(text).map_err(|_error| FieldCode::Malformed)
    })?;
    let email = optional(cells, Column::Email, EmailAddress::parse)?;
    if email.is_none() && professional_uuid.is_none() {
        return Err(missing(Column::Email));
    }
    let record = UserRecord {
        organisation: identifier(cells, Column::OrganisationId)?,
        name: required(cells, Column::Name, PersonName::parse)?.into_string(),
        email: email.map(EmailAddress::into_string).unwrap_or_default(),
        professional_uuid,
        kind: optional(cells, Column::UserType, user_kind)?,
    };
    written(key, &record)
}

fn user_kind(text: &str) -> Result<UserKind, FieldCode> {
    match super::columns::folded(text).as_str() {
        "sagsbehandler" | "2" => Ok(UserKind::Sagsbehandler),
        "system" | "3" => Ok(UserKind::System),
        "medarbejder" | "4" => Ok(UserKind::Medarbejder),
        _ => Err(FieldCode::Unknown),
    }
}

fn grant(cells: &Cells<'_>) -> Result<(String, String), Wrong> {
    let user = identifier(cells, Column::UserId)?;
    let day_after = |day: NaiveDate| day.succ_opt().unwrap_or(day);
    let record = GrantRecord {
        role: required(cells, Column::Role, |text| Ok(text.to_owned()))?,
        organisation: cells
            .get(Column::OrganisationId)?
            .map(std::borrow::Cow::into_owned),
        unit: optional(cells, Column::Unit, digits(10))?,
        from: optional(cells, Column::From, date)?.map(danish_midnight),
        // The last day is part of the period.
        until: optional(cells, Column::Until, date)?.map(|day| danish_midnight(day_after(day))),
        reason: optional(cells, Column::Reason, Reason::parse)?.map(Reason::into_string),
        case_reference: optional(cells, Column::CaseReference, CaseReference::parse)?
            .map(CaseReference::into_string),
        user,
    };
    let (place, unit) = (record.organisation.as_deref(), record.unit.as_deref());
    let parts = [
        record.user.as_str(),
        record.role.as_str(),
        place.unwrap_or_default(),
        unit.unwrap_or_default(),
    ];
    let key = parts.join(&SEPARATOR.to_string());
    written(key, &record)
}

/// A Danish date, `16.06.2025` or `16-06-2025`, or an ISO one, `2025-06-16`.
fn date(text: &str) -> Result<NaiveDate, FieldCode> {
    ["%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|day| ("1900-01-01".."9999-12-31").contains(&day.to_string().as_str()))
        .ok_or(FieldCode::Malformed)
}

#[cfg(test)]
mod tests;
