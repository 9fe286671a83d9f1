//! Beginning an import, letting it run, giving it up.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    audit::AuditKind,
    id::ImportId,
    import::{ImportState, ImportView, NewImport, RunImport},
    problem::{FieldCode, ProblemKind},
};

use super::{
    queries,
    rows::{Counts, Import},
    views,
};
use crate::{
    config::Imports,
    db::{Failure, Recorded, WriteTx, failure::Fields, schema::imports},
    domain::change::{About, Change, What},
    http::request::IfMatch,
    policy::{self, Authorised, imports::OrderImport},
};

/// The system that rows come from when nobody says which.
pub const USUAL_SOURCE: &str = "AMP";

/// A new import, its texts parsed.
#[derive(Clone, Debug)]
pub struct Begin {
    source: String,
    name: String,
}

fn source(text: &str) -> Result<String, FieldCode> {
    let good = (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    good.then(|| text.to_owned()).ok_or(FieldCode::Malformed)
}

fn name(text: &str) -> Result<String, FieldCode> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(FieldCode::Required),
        1..=200 if !text.chars().any(char::is_control) => Ok(text.to_owned()),
        1..=200 => Err(FieldCode::Malformed),
        _ => Err(FieldCode::TooLong),
    }
}

impl TryFrom<&NewImport> for Begin {
    type Error = Failure;

    fn try_from(new: &NewImport) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let source = fields.check(
            "/source",
            source(new.source.as_deref().unwrap_or(USUAL_SOURCE)),
        );
        let name = fields.check("/name", name(new.name.as_deref().unwrap_or("import.csv")));
        let (source, name) = fields.finish(source.zip(name))?;
        Ok(Self { source, name })
    }
}

fn told(import: &Import) -> serde_json::Value {
    json!({ "import_id": import.id, "source": import.source, "name": import.name })
}

/// Begins an import: its rows may be uploaded.
///
/// # Errors
/// The policy's refusals.
pub fn begin(
    tx: &mut WriteTx<'_>,
    id: ImportId,
    begin: &Begin,
    limits: Imports,
) -> Result<Recorded<ImportView>, Failure> {
    let allowed = policy::imports::order(tx.caller())?;
    insert(tx, id, begin, &allowed)?;
    let scope = policy::scope::visible_imports(tx.caller());
    let import = queries::get(tx, &scope, id)?;
    let change = Change::new(
        What::Import {
            step: AuditKind::ImportUploaded,
            new: told(&import),
        },
        About::default(),
    );
    let view = views::view(tx, &import, limits)?;
    tx.record(&change, view)
}

fn insert(
    tx: &mut WriteTx<'_>,
    id: ImportId,
    begin: &Begin,
    _: &Authorised<OrderImport>,
) -> Result<(), Failure> {
    let ordered_by = tx.caller().user_id().map(|id| id.to_string());
    let now = tx.now();
    diesel::insert_into(imports::table)
        .values((
            imports::id.eq(id.to_string()),
            imports::source.eq(&begin.source),
            imports::name.eq(&begin.name),
            imports::state.eq(ImportState::Uploading.as_str()),
            imports::ordered_by.eq(ordered_by),
            imports::total.eq(0_i64),
            imports::handled.eq(0_i64),
            imports::phase.eq(1),
            imports::position.eq(0_i64),
            imports::counts.eq("[]"),
            imports::unattributed.eq(0_i64),
            imports::removals.eq(0_i64),
            imports::owned.eq(0_i64),
            imports::created_at.eq(now.naive()),
            imports::version.eq(1_i64),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Lets an import run that has been checked, or go on when it stopped before its removals.
///
/// # Errors
/// `not-found`; the policy's refusals; `import-not-ready`; a missing or stale version;
/// `removals-differ`.
pub fn run(
    tx: &mut WriteTx<'_>,
    id: ImportId,
    run: RunImport,
    if_match: IfMatch,
    limits: Imports,
) -> Result<Recorded<ImportView>, Failure> {
    let scope = policy::scope::visible_imports(tx.caller());
    let import = queries::get(tx, &scope, id)?;
    let allowed = policy::imports::order(tx.caller())?;
    let anew = match import.state {
        ImportState::Checked => true,
        ImportState::Stopped => false,
        ImportState::Uploading
        | ImportState::Checking
        | ImportState::Running
        | ImportState::Done
        | ImportState::Failed
        | ImportState::Cancelled => return Err(ProblemKind::ImportNotReady.into()),
    };
    if_match.check(import.version)?;
    if run
        .confirm_removals
        .is_some_and(|number| number != import.removals)
    {
        return Err(ProblemKind::RemovalsDiffer.into());
    }
    let change = Change::new(
        What::Import {
            step: AuditKind::ImportStarted,
            new: json!({ "import_id": import.id, "source": import.source, "name": import.name,
                "confirm_removals": run.confirm_removals }),
        },
        About::default(),
    );
    start(tx, &import, anew, run, &allowed)?;
    let import = queries::get(tx, &scope, id)?;
    let view = views::view(tx, &import, limits)?;
    tx.record(&change, view)
}

fn start(
    tx: &mut WriteTx<'_>,
    import: &Import,
    anew: bool,
    run: RunImport,
    _: &Authorised<OrderImport>,
) -> Result<(), Failure> {
    let (ordered_by, now) = (tx.caller().user_id().map(|id| id.to_string()), tx.now());
    // One that stopped has handled its rows: it lists what is missing again, for that may have
    // changed, and goes on.
    let (phase, position, handled, counts, unattributed) = if anew {
        (1, 0, 0, Counts::default(), 0)
    } else {
        let counts = import.counts.clone();
        (3, i64::MAX, import.handled, counts, import.unattributed)
    };
    let (none, nobody) = (None::<String>, None::<String>);
    let never = None::<chrono::NaiveDateTime>;
    diesel::update(imports::table.filter(imports::id.eq(import.id.to_string())))
        .set((
            imports::state.eq(ImportState::Running.as_str()),
            imports::ordered_by.eq(ordered_by),
            imports::phase.eq(phase),
            imports::position.eq(position),
            imports::handled.eq(handled),
            imports::counts.eq(counts.json()?),
            imports::unattributed.eq(unattributed),
            imports::confirmed_removals.eq(run.confirm_removals),
            imports::problem.eq(none),
            imports::started_at.eq(now.naive()),
            imports::finished_at.eq(never),
            imports::leased_by.eq(nobody),
            imports::leased_until.eq(never),
            imports::version.eq(import.version + 1),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Gives an import up. What it has done stays done.
///
/// # Errors
/// `not-found`; the policy's refusals; `import-not-ready` when it has ended; a missing or stale
/// version.
pub fn cancel(
    tx: &mut WriteTx<'_>,
    id: ImportId,
    if_match: IfMatch,
    limits: Imports,
) -> Result<Recorded<ImportView>, Failure> {
    let scope = policy::scope::visible_imports(tx.caller());
    let import = queries::get(tx, &scope, id)?;
    policy::imports::order(tx.caller())?;
    if matches!(
        import.state,
        ImportState::Done | ImportState::Failed | ImportState::Cancelled
    ) {
        return Err(ProblemKind::ImportNotReady.into());
    }
    if_match.check(import.version)?;
    let (now, nobody) = (tx.now(), None::<String>);
    diesel::update(imports::table.filter(imports::id.eq(id.to_string())))
        .set((
            imports::state.eq(ImportState::Cancelled.as_str()),
            imports::finished_at.eq(now.naive()),
            imports::leased_by.eq(nobody),
            imports::version.eq(import.version + 1),
        ))
        .execute(tx.connection())?;
    let change = Change::new(
        What::Import {
            step: AuditKind::ImportCancelled,
            new: told(&import),
        },
        About::default(),
    );
    let import = queries::get(tx, &scope, id)?;
    let view = views::view(tx, &import, limits)?;
    tx.record(&change, view)
}
