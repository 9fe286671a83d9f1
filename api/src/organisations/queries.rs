//! Reads of organisations, each through a scope (G12).

use std::collections::HashSet;

use diesel::{prelude::*, sql_types::Bool};
use shared::{
    Timestamp, id::OrganisationId, organisation::OrganisationQuery, page::Page, user::UserStatus,
};

use super::rows::{Organisation, OrganisationRow};
use crate::{
    db::{
        Failure, MultiBackend, ReadTx,
        caller::in_effect,
        cursor::Asked,
        row,
        schema::{organisations, role_grants, roles, users},
    },
    domain::{caller::Capability, search::like_pattern},
    policy::{
        Scope,
        scope::{Reach, of},
    },
};

type OnOrganisations =
    Box<dyn BoxableExpression<organisations::table, MultiBackend, SqlType = Bool>>;

/// The last organisation of a page: by name as Danes sort, then by id.
pub type Key = (String, OrganisationId);

fn within(scope: &Scope<of::Organisations>) -> OnOrganisations {
    match scope.reach() {
        Reach::Everything => Box::new(organisations::id.is_not_null()),
        Reach::Units(home, _) => Box::new(organisations::id.eq(home.to_string())),
        Reach::Organisations(ids) => {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            Box::new(organisations::id.eq_any(ids))
        }
    }
}

/// One organisation within the scope.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Organisations>,
    id: OrganisationId,
) -> Result<Organisation, Failure> {
    organisations::table
        .filter(organisations::id.eq(id.to_string()))
        .filter(within(scope))
        .select(OrganisationRow::as_select())
        .first(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// Organisations that have an active LBA at `at` (G1: administration counts only at home).
#[diesel::dsl::auto_type(no_type_alias)]
fn with_lba(at: Timestamp) -> _ {
    let administers: &'static str = Capability::AdministerOrganisation.as_str();
    let active: &'static str = UserStatus::Active.as_str();
    let live: in_effect = in_effect(at);
    role_grants::table
        .inner_join(roles::table)
        .inner_join(users::table)
        .filter(roles::confers.eq(administers))
        .filter(role_grants::organisation_id.eq(role_grants::holder_organisation_id))
        .filter(live)
        .filter(users::status.eq(active))
        .select(role_grants::organisation_id)
}

fn with_or_without_lba(without: bool, at: Timestamp) -> OnOrganisations {
    if without {
        Box::new(organisations::id.ne_all(with_lba(at)))
    } else {
        Box::new(organisations::id.eq_any(with_lba(at)))
    }
}

/// A page of the organisations within the scope, by name.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Organisations>,
    query: &OrganisationQuery,
    start: &Asked<Key>,
) -> Result<Page<Organisation>, Failure> {
    let mut select = organisations::table
        .filter(within(scope))
        .order((organisations::sort_key, organisations::id))
        .limit(start.fetch())
        .select(OrganisationRow::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(kind) = query.kind {
        select = select.filter(organisations::kind.eq(kind.as_str()));
    }
    if let Some(without) = query.without_lba {
        select = select.filter(with_or_without_lba(without, tx.now()));
    }
    if let Some(text) = query.q.as_deref().filter(|text| !text.trim().is_empty()) {
        select = select.filter(
            organisations::search_key
                .like(like_pattern(text))
                .escape('\\'),
        );
    }
    if let Some((name, id)) = start.after() {
        // The first condition follows from the second; it lets the engines begin at the row.
        select = select
            .filter(organisations::sort_key.ge(name.clone()))
            .filter(
                organisations::sort_key
                    .gt(name.clone())
                    .or(organisations::sort_key
                        .eq(name.clone())
                        .and(organisations::id.gt(id.to_string()))),
            );
    }
    let found = select
        .load::<OrganisationRow>(tx.connection())?
        .into_iter()
        .map(Organisation::try_from)
        .collect::<Result<Vec<_>, _>>()?;
    start.page(found, |one| (one.sort_key.clone(), one.id))
}

/// Whether an organisation has this CVR number or, among kommuner, this kommunekode.
///
/// # Errors
/// The engine's.
pub(super) fn exists(
    tx: &mut ReadTx<'_>,
    cvr: Option<&str>,
    kommunekode: Option<&str>,
) -> Result<bool, Failure> {
    let cvr: Vec<_> = cvr.map(str::to_owned).into_iter().collect();
    let kommunekode: Vec<_> = kommunekode.map(str::to_owned).into_iter().collect();
    let same_cvr = organisations::cvr
        .is_not_null()
        .and(organisations::cvr.assume_not_null().eq_any(cvr));
    let same_kommune = organisations::kommunekode.is_not_null().and(
        organisations::kommunekode
            .assume_not_null()
            .eq_any(kommunekode),
    );
    let same = organisations::table.filter(same_cvr.or(same_kommune));
    Ok(diesel::select(diesel::dsl::exists(same)).get_result(tx.connection())?)
}

/// Those of these organisations that are out of use.
///
/// # Errors
/// The engine's.
pub fn out_of_use(
    tx: &mut ReadTx<'_>,
    organisations: impl IntoIterator<Item = OrganisationId>,
) -> Result<HashSet<OrganisationId>, Failure> {
    let mut ids: Vec<_> = organisations.into_iter().map(|id| id.to_string()).collect();
    ids.sort_unstable();
    ids.dedup();
    let found: Vec<String> = organisations::table
        .filter(organisations::id.eq_any(ids))
        .filter(organisations::active.eq(false))
        .select(organisations::id)
        .load(tx.connection())?;
    found.iter().map(|id| row::id(id)).collect()
}
