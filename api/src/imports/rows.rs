//! Imports and their rows as stored.

use std::collections::BTreeMap;

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{ImportId, UserId},
    import::{ImportCount, ImportOutcome, ImportReason, ImportRecord, ImportState},
    problem::ProblemKind,
};

use super::reading::number;
use crate::db::{
    Failure, MultiBackend, row,
    schema::{import_rows, imports},
};

/// An import, column by column.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = imports, check_for_backend(MultiBackend))]
pub(super) struct ImportRow {
    id: String,
    source: String,
    name: String,
    state: String,
    ordered_by: Option<String>,
    total: i64,
    handled: i64,
    phase: i32,
    position: i64,
    counts: String,
    unattributed: i64,
    removals: i64,
    owned: i64,
    confirmed_removals: Option<i64>,
    problem: Option<String>,
    created_at: chrono::NaiveDateTime,
    started_at: Option<chrono::NaiveDateTime>,
    finished_at: Option<chrono::NaiveDateTime>,
    version: i64,
}

/// Rows by what they are about and what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts(BTreeMap<(ImportRecord, ImportOutcome), i64>);

impl Counts {
    fn read(json: &str) -> Result<Self, Failure> {
        let counts: Vec<ImportCount> = serde_json::from_str(json)
            .map_err(|error| Failure::Internal(format!("stored counts: {error}")))?;
        let entry = |count: ImportCount| ((count.record, count.outcome), count.rows);
        Ok(Self(counts.into_iter().map(entry).collect()))
    }

    /// As it is kept.
    pub(super) fn json(&self) -> Result<String, Failure> {
        serde_json::to_string(&self.list()).map_err(|error| Failure::Internal(error.to_string()))
    }

    /// As it is told.
    pub(super) fn list(&self) -> Vec<ImportCount> {
        let count =
            |((record, outcome), rows): (&(ImportRecord, ImportOutcome), &i64)| ImportCount {
                record: *record,
                outcome: *outcome,
                rows: *rows,
            };
        self.0.iter().map(count).collect()
    }

    /// One more.
    pub(super) fn add(&mut self, record: ImportRecord, outcome: ImportOutcome) {
        *self.0.entry((record, outcome)).or_default() += 1;
    }

    /// One fewer.
    pub(super) fn take(&mut self, record: ImportRecord, outcome: ImportOutcome) {
        *self.0.entry((record, outcome)).or_default() -= 1;
    }

    /// Forgets what was counted of one kind.
    pub(super) fn forget(&mut self, record: ImportRecord) {
        self.0.retain(|(of, _), _| *of != record);
    }

    /// How many of one kind had one outcome.
    pub(super) fn of(&self, record: ImportRecord, outcome: ImportOutcome) -> i64 {
        self.0.get(&(record, outcome)).copied().unwrap_or(0)
    }
}

/// An import, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub(super) id: ImportId,
    pub(super) source: String,
    pub(super) name: String,
    pub(super) state: ImportState,
    pub(super) ordered_by: Option<UserId>,
    pub(super) total: i64,
    pub(super) handled: i64,
    pub(super) phase: i32,
    pub(super) position: i64,
    pub(super) counts: Counts,
    pub(super) unattributed: i64,
    pub(super) removals: i64,
    pub(super) owned: i64,
    pub(super) confirmed_removals: Option<i64>,
    pub(super) problem: Option<ProblemKind>,
    pub(super) created_at: Timestamp,
    pub(super) started_at: Option<Timestamp>,
    pub(super) finished_at: Option<Timestamp>,
    pub(super) version: i64,
}

impl Import {
    /// Whether rows are carried out, and not only checked.
    pub(super) fn runs(&self) -> bool {
        self.state == ImportState::Running
    }
}

impl TryFrom<ImportRow> for Import {
    type Error = Failure;

    fn try_from(stored: ImportRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row::id(&stored.id)?,
            source: stored.source,
            name: stored.name,
            state: row::word(&stored.state)?,
            ordered_by: row::optional_id(stored.ordered_by.as_deref())?,
            total: stored.total,
            handled: stored.handled,
            phase: stored.phase,
            position: stored.position,
            counts: Counts::read(&stored.counts)?,
            unattributed: stored.unattributed,
            removals: stored.removals,
            owned: stored.owned,
            confirmed_removals: stored.confirmed_removals,
            problem: stored.problem.as_deref().and_then(ProblemKind::from_code),
            created_at: Timestamp::from_naive(stored.created_at),
            started_at: stored.started_at.map(Timestamp::from_naive),
            finished_at: stored.finished_at.map(Timestamp::from_naive),
            version: stored.version,
        })
    }
}

/// A row of an import, column by column.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = import_rows, check_for_backend(MultiBackend))]
pub(super) struct StagedRow {
    pub(super) record: i32,
    pub(super) position: i64,
    pub(super) line: i64,
    pub(super) key: String,
    pub(super) content: String,
    pub(super) unreadable: Option<String>,
    pub(super) outcome: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) field: Option<String>,
    pub(super) target_id: Option<String>,
    pub(super) subject_id: Option<String>,
}

/// A row to keep.
#[derive(Debug, Insertable)]
#[diesel(table_name = import_rows, treat_none_as_default_value = false)]
pub(super) struct NewStagedRow {
    pub(super) import_id: String,
    pub(super) record: i32,
    pub(super) position: i64,
    pub(super) line: i64,
    pub(super) key: String,
    pub(super) content: String,
    pub(super) unreadable: Option<String>,
    pub(super) outcome: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) field: Option<String>,
    pub(super) target_id: Option<String>,
    pub(super) subject_id: Option<String>,
}

/// What a stored number stands for.
pub(super) fn record(stored: i32) -> Result<ImportRecord, Failure> {
    ImportRecord::ALL
        .iter()
        .copied()
        .find(|record| number(*record) == stored)
        .ok_or_else(|| Failure::Internal(format!("stored record {stored}")))
}

/// A stored reason.
pub(super) fn reason(stored: Option<&str>) -> Result<Option<ImportReason>, Failure> {
    stored.map(row::word).transpose()
}
