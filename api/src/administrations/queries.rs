//! Reads of modules and of moves; moves through a scope (G12).

use std::collections::HashMap;

use diesel::{prelude::*, sql_types::Bool};
use shared::{
    Timestamp,
    administration::CutoverQuery,
    id::{CutoverId, OrganisationId},
    organisation::{OrganisationKind, OrganisationRef},
    page::Page,
};

use super::rows::{AdministrationRow, Cutover, CutoverRow, Module, MovedRow};
use crate::{
    db::{
        Failure, MultiBackend, ReadTx,
        cursor::Asked,
        row,
        schema::{administrations, cutover_organisations, cutovers, organisations},
    },
    policy::{
        Scope,
        scope::{Reach, of},
    },
    users::rows::OrganisationRefRow,
};

/// The last move of a page: when, then by id.
pub type Key = (Timestamp, CutoverId);

/// The module of a kind of organisation.
///
/// # Errors
/// The engine's.
pub(crate) fn of_kind(tx: &mut ReadTx<'_>, kind: OrganisationKind) -> Result<Module, Failure> {
    administrations::table
        .filter(administrations::kind.eq(kind.as_str()))
        .select(AdministrationRow::as_select())
        .first(tx.connection())?
        .try_into()
}

/// The module of every kind, in the kinds' own order.
///
/// # Errors
/// The engine's.
pub(super) fn list_modules(tx: &mut ReadTx<'_>) -> Result<Vec<Module>, Failure> {
    let rows: Vec<AdministrationRow> = administrations::table
        .select(AdministrationRow::as_select())
        .load(tx.connection())?;
    let mut modules = rows
        .into_iter()
        .map(Module::try_from)
        .collect::<Result<Vec<_>, _>>()?;
    modules.sort_unstable_by_key(|module| module.kind);
    Ok(modules)
}

/// How many organisations there are of each kind.
///
/// # Errors
/// The engine's.
pub(super) fn count_by_kind(
    tx: &mut ReadTx<'_>,
) -> Result<HashMap<OrganisationKind, i64>, Failure> {
    let rows: Vec<(String, i64)> = organisations::table
        .group_by(organisations::kind)
        .select((organisations::kind, diesel::dsl::count_star()))
        .load(tx.connection())?;
    rows.into_iter()
        .map(|(kind, count)| Ok((row::word(&kind)?, count)))
        .collect()
}

type OnCutovers = Box<dyn BoxableExpression<cutovers::table, MultiBackend, SqlType = Bool>>;

fn within(scope: &Scope<of::Cutovers>) -> OnCutovers {
    match scope.reach() {
        Reach::Everything => Box::new(cutovers::id.is_not_null()),
        Reach::Organisations(_) | Reach::Units(..) => Box::new(cutovers::id.is_null()),
    }
}

/// One move within the scope.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub(super) fn get(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Cutovers>,
    id: CutoverId,
) -> Result<Cutover, Failure> {
    cutovers::table
        .filter(cutovers::id.eq(id.to_string()))
        .filter(within(scope))
        .select(CutoverRow::as_select())
        .first(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// A page of the moves within the scope, the latest first.
///
/// # Errors
/// The engine's.
pub(super) fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Cutovers>,
    query: &CutoverQuery,
    start: &Asked<Key>,
) -> Result<Page<Cutover>, Failure> {
    let mut select = cutovers::table
        .filter(within(scope))
        .order((cutovers::moved_at.desc(), cutovers::id.desc()))
        .limit(start.fetch())
        .select(CutoverRow::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(kind) = query.kind {
        select = select.filter(cutovers::kind.eq(kind.as_str()));
    }
    if let Some((at, id)) = start.after() {
        select = select.filter(
            cutovers::moved_at.lt(at.naive()).or(cutovers::moved_at
                .eq(at.naive())
                .and(cutovers::id.lt(id.to_string()))),
        );
    }
    let found = select
        .load::<CutoverRow>(tx.connection())?
        .into_iter()
        .map(Cutover::try_from)
        .collect::<Result<Vec<_>, _>>()?;
    start.page(found, |one| (one.at, one.id))
}

/// The moves with these ids, to refer to them beside moves seen through a scope.
///
/// # Errors
/// The engine's.
pub(super) fn by_id(
    tx: &mut ReadTx<'_>,
    ids: impl IntoIterator<Item = CutoverId>,
) -> Result<HashMap<CutoverId, Cutover>, Failure> {
    let ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
    cutovers::table
        .filter(cutovers::id.eq_any(ids))
        .select(CutoverRow::as_select())
        .load::<CutoverRow>(tx.connection())?
        .into_iter()
        .map(|found| Cutover::try_from(found).map(|one| (one.id, one)))
        .collect()
}

/// What moved, by organisation as Danes sort them, of each of these moves.
///
/// # Errors
/// The engine's.
pub(super) fn moved(
    tx: &mut ReadTx<'_>,
    ids: impl IntoIterator<Item = CutoverId>,
) -> Result<HashMap<CutoverId, Vec<(OrganisationRef, MovedRow)>>, Failure> {
    let ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
    let rows: Vec<(OrganisationRefRow, MovedRow)> = cutover_organisations::table
        .inner_join(organisations::table)
        .filter(cutover_organisations::cutover_id.eq_any(ids))
        .order((organisations::sort_key, organisations::id))
        .select((OrganisationRefRow::as_select(), MovedRow::as_select()))
        .load(tx.connection())?;
    let mut moved: HashMap<CutoverId, Vec<_>> = HashMap::new();
    for (organisation, one) in rows {
        let id = row::id(&one.cutover_id)?;
        let pair = (organisation.reference()?, one);
        moved.entry(id).or_default().push(pair);
    }
    Ok(moved)
}

/// The organisations of a kind, by id, and whether each is in use.
///
/// # Errors
/// The engine's.
pub(super) fn organisations_of(
    tx: &mut ReadTx<'_>,
    kind: OrganisationKind,
) -> Result<Vec<(OrganisationId, bool)>, Failure> {
    let rows: Vec<(String, bool)> = organisations::table
        .filter(organisations::kind.eq(kind.as_str()))
        .order(organisations::id)
        .select((organisations::id, organisations::active))
        .load(tx.connection())?;
    rows.into_iter()
        .map(|(id, active)| Ok((row::id(&id)?, active)))
        .collect()
}
