//! What becomes of a row: planned by the same code for a check and for a run, carried out by a
//! run alone.

use diesel::prelude::*;
use shared::{
    id::{Id, Kind},
    import::{ImportOutcome, ImportReason},
};

use super::{
    columns::Column,
    rows::{Import, StagedRow},
};
use crate::db::{Failure, WriteTx, prepared::update, row, schema::import_rows};

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) outcome: ImportOutcome,
    pub(super) reason: Option<ImportReason>,
    pub(super) column: Option<Column>,
    /// The organisation, user or grant that the row stands for.
    pub(super) target: Option<String>,
    /// The user whom it is about.
    pub(super) subject: Option<String>,
}

impl Plan {
    /// An outcome that needs no reason.
    pub(super) fn new(outcome: ImportOutcome, target: &impl ToString) -> Self {
        Self {
            outcome,
            reason: None,
            column: None,
            target: Some(target.to_string()),
            subject: None,
        }
    }

    /// A refusal.
    pub(super) fn refused(reason: ImportReason, column: Option<Column>) -> Self {
        Self {
            outcome: ImportOutcome::Refused,
            reason: Some(reason),
            column,
            target: None,
            subject: None,
        }
    }

    /// The same, with why.
    pub(super) fn because(self, reason: ImportReason) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }

    /// The same, about a user.
    pub(super) fn about(self, subject: &impl ToString) -> Self {
        Self {
            subject: Some(subject.to_string()),
            ..self
        }
    }
}

impl StagedRow {
    /// The refusal of a row that could not be read, or that says what an earlier one said.
    pub(super) fn refusal(&self, is_repeated: bool) -> Result<Option<Plan>, Failure> {
        let Some(unreadable) = &self.unreadable else {
            let repeated = Plan::refused(ImportReason::Duplicate, None);
            return Ok(is_repeated.then_some(repeated));
        };
        let reason = row::word(unreadable)?;
        // The column was kept with the row and stays there.
        Ok(Some(Plan::refused(reason, None)))
    }

    /// The id that the check gave to what the row will create.
    pub(super) fn planned<K: Kind>(&self) -> Result<Option<Id<K>>, Failure> {
        let created = self.outcome.as_deref() == Some(ImportOutcome::Created.as_str());
        row::optional_id(self.target_id.as_deref().filter(|_| created))
    }

    /// The parsed row.
    pub(super) fn parsed<T: serde::de::DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.content)
            .map_err(|error| Failure::Internal(format!("stored row: {error}")))
    }
}

/// Writes down what became of rows, where that is not what stands there already.
pub(super) fn write_down(
    tx: &mut WriteTx<'_>,
    import: &Import,
    rows: &[StagedRow],
    plans: &[Plan],
) -> Result<(), Failure> {
    let id = import.id.to_string();
    for (row, plan) in rows.iter().zip(plans) {
        let reason = plan.reason.map(ImportReason::as_str);
        let same = row.outcome.as_deref() == Some(plan.outcome.as_str())
            && row.reason.as_deref() == reason
            && row.target_id == plan.target
            && row.subject_id == plan.subject;
        if same {
            continue;
        }
        let field = match row.unreadable {
            Some(_) => row.field.as_deref(),
            None => plan.column.map(Column::heading),
        };
        let set = (
            import_rows::outcome.eq(Some(plan.outcome.as_str())),
            import_rows::reason.eq(reason),
            import_rows::field.eq(field),
            import_rows::target_id.eq(plan.target.as_deref()),
            import_rows::subject_id.eq(plan.subject.as_deref()),
        );
        let only = import_rows::import_id
            .eq(&id)
            .and(import_rows::record.eq(row.record))
            .and(import_rows::position.eq(row.position));
        tx.connection()
            .execute_returning_count(&update(import_rows::table, set, only))?;
    }
    Ok(())
}
