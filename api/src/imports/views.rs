//! Imports as the API shows them.

use serde_json::Value;
use shared::{
    id::{ImportId, UserId},
    import::{ImportRecord, ImportRowView, ImportState, ImportView},
    language::Language,
    organisation::PersonRef,
    problem::ProblemKind,
    session::{Action, AllowedAction},
};

use super::{
    queries,
    records::SEPARATOR,
    rows::{Import, StagedRow, reason, record},
    sentences::sentence,
};
use crate::{
    config::Imports,
    db::{Failure, ReadTx, Resource, row},
    http::allowed::{allowed, prevented},
    policy,
    users::queries::by_id,
};

impl Resource for ImportView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/imports/{}", self.id)
    }
}

/// Imports as the caller sees them.
///
/// # Errors
/// The engine's.
pub(super) fn views(
    tx: &mut ReadTx<'_>,
    imports: &[Import],
    limits: Imports,
) -> Result<Vec<ImportView>, Failure> {
    let people = imports.iter().filter_map(|import| import.ordered_by);
    let people = by_id(tx, people)?;
    let person = |id: UserId| PersonRef {
        id,
        name: people
            .get(&id)
            .map(|user| user.name.clone())
            .unwrap_or_default(),
    };
    let language = tx.language();
    let view = |import: &Import| ImportView {
        id: import.id,
        source: import.source.clone(),
        name: import.name.clone(),
        state: import.state,
        rows: import.total,
        handled: import.handled,
        counts: import.counts.list(),
        removals: import.removals,
        owned: import.owned,
        needs_confirmation: matches!(import.state, ImportState::Checked | ImportState::Stopped)
            && limits.need_confirmation(import.removals, import.owned),
        problem: import.problem,
        problem_detail: import
            .problem
            .map(|problem| problem.title().text(language).to_owned()),
        ordered_by: import.ordered_by.map(person),
        created_at: import.created_at,
        started_at: import.started_at,
        finished_at: import.finished_at,
        allowed_actions: actions(tx, import.state, language),
        version: import.version,
    };
    Ok(imports.iter().map(view).collect())
}

fn actions(tx: &ReadTx<'_>, state: ImportState, language: Language) -> Vec<AllowedAction> {
    let one = |action: Action, now: bool| {
        if now {
            allowed(action, policy::imports::order(tx.caller()), language)
        } else {
            prevented(action, ProblemKind::ImportNotReady, language)
        }
    };
    let ended = matches!(
        state,
        ImportState::Done | ImportState::Failed | ImportState::Cancelled
    );
    let runs = matches!(state, ImportState::Checked | ImportState::Stopped);
    vec![
        one(Action::RunImport, runs),
        one(Action::CancelImport, !ended),
    ]
}

/// One import as the caller sees it.
///
/// # Errors
/// The engine's.
pub(super) fn view(
    tx: &mut ReadTx<'_>,
    import: &Import,
    limits: Imports,
) -> Result<ImportView, Failure> {
    views(tx, std::slice::from_ref(import), limits)?
        .pop()
        .ok_or(Failure::NotFound)
}

/// One import by its id.
///
/// # Errors
/// `not-found`; the engine's.
pub(crate) fn find(
    tx: &mut ReadTx<'_>,
    id: ImportId,
    limits: Imports,
) -> Result<ImportView, Failure> {
    let scope = policy::scope::visible_imports(tx.caller());
    let import = queries::get(tx, &scope, id)?;
    view(tx, &import, limits)
}

/// An import of the same file that has not ended, to go on with.
///
/// # Errors
/// The engine's.
pub(crate) fn find_unended(
    tx: &mut ReadTx<'_>,
    source: &str,
    hash: &str,
    limits: Imports,
) -> Result<Option<ImportView>, Failure> {
    let scope = policy::scope::visible_imports(tx.caller());
    queries::find_unended(tx, &scope, source, hash)?
        .map(|import| view(tx, &import, limits))
        .transpose()
}

/// A row as people read it.
///
/// # Errors
/// A stored row that makes no sense.
pub(super) fn row_view(stored: StagedRow, language: Language) -> Result<ImportRowView, Failure> {
    let reason = reason(stored.reason.as_deref())?;
    let record = record(stored.record)?;
    Ok(ImportRowView {
        record,
        line: stored.line,
        key: stored
            .key
            .split(SEPARATOR)
            .next()
            .unwrap_or_default()
            .to_owned(),
        summary: summary(record, &stored.content),
        outcome: stored.outcome.as_deref().map(row::word).transpose()?,
        reason,
        column: stored.field,
        message: reason.map(|reason| sentence(reason).text(language).to_owned()),
    })
}

/// What a row says, in short; nothing when it could not be read.
fn summary(record: ImportRecord, content: &str) -> String {
    let said: Value = serde_json::from_str(content).unwrap_or_default();
    let text = |name: &str| said.get(name).and_then(Value::as_str).unwrap_or_default();
    let parts = match record {
        ImportRecord::Organisation => [text("name"), ""],
        ImportRecord::User => [text("name"), text("email")],
        ImportRecord::Grant => [text("role"), text("unit")],
        ImportRecord::Removal => [text("name"), text("role")],
    };
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
