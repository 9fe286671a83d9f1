//! Reads of role grants, each through a scope (G12).

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{AgreementId, OrganisationId, RoleGrantId, UserId},
    page::Page,
    role_grant::RoleGrantQuery,
};

use super::{
    narrowing::{Boxed, OnGrants, Order, expiring, in_order, narrowed},
    rows::{RoleGrant, RoleGrantRow},
};
use crate::{
    db::{Failure, ReadTx, cursor::Asked, schema::role_grants},
    lookups::view::{in_view, may_read_of},
    policy::{
        Scope,
        lookups::RightsInView,
        scope::{Reach, of},
    },
    users::queries::working_in,
};

/// The last grant of a page: when it was given or, of those that expire or fall asleep, when it
/// does.
pub type Key = (Timestamp, RoleGrantId);

fn within(scope: &Scope<of::RoleGrants>) -> OnGrants {
    let own = scope.own().map(|id| id.to_string());
    match (scope.reach(), own) {
        (Reach::Everything, _) => Box::new(role_grants::id.is_not_null()),
        (Reach::Units(home, units), own) => {
            let own: Vec<_> = own.into_iter().collect();
            Box::new(of_units(*home, units).or(role_grants::user_id.eq_any(own)))
        }
        (Reach::Organisations(ids), own) => {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            let own: Vec<_> = own.into_iter().collect();
            let under_agreement = role_grants::agreement_id
                .is_not_null()
                .and(role_grants::organisation_id.eq_any(ids.clone()));
            Box::new(
                role_grants::holder_organisation_id
                    .eq_any(ids)
                    .or(role_grants::user_id.eq_any(own))
                    .or(under_agreement),
            )
        }
    }
}

/// Grants of units of an organisation: limited to one of them, or held by those who work there.
fn of_units(home: OrganisationId, units: &[String]) -> OnGrants {
    let limited = role_grants::organisation_id
        .eq(home.to_string())
        .and(role_grants::holder_organisation_id.eq(home.to_string()))
        .and(role_grants::unit.is_not_null())
        .and(role_grants::unit.assume_not_null().eq_any(units.to_vec()));
    Box::new(limited.or(role_grants::user_id.eq_any(working_in(home, units.to_vec()))))
}

/// One grant within the scope.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::RoleGrants>,
    id: RoleGrantId,
) -> Result<RoleGrant, Failure> {
    role_grants::table
        .filter(role_grants::id.eq(id.to_string()))
        .filter(within(scope))
        .select(RoleGrantRow::as_select())
        .first(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// A page of the grants in view: the newest first, or, of those that expire or fall asleep, the
/// first to do so.
///
/// # Errors
/// `lookup-reason-needed` for one user's, out of view; the engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    view: &RightsInView,
    query: &RoleGrantQuery,
    asked: &Asked<Key>,
) -> Result<Page<RoleGrant>, Failure> {
    may_read_of(tx, query.user_id)?;
    let mut select: Boxed = role_grants::table
        .filter(within(view.sight()))
        .limit(asked.fetch())
        .into_boxed();
    if let Some(reasoned) = view.reasoned() {
        let (user, home) = (role_grants::user_id, role_grants::holder_organisation_id);
        let given: OnGrants = in_view!(user, home, reasoned, tx.now());
        select = select.filter(given);
    }
    let order = Order::of(query);
    let select = in_order(narrowed(select, query, tx.now()), order, asked.after());
    let grants: Vec<RoleGrant> = select
        .select(RoleGrantRow::as_select())
        .load::<RoleGrantRow>(tx.connection())?
        .into_iter()
        .map(RoleGrant::try_from)
        .collect::<Result<_, _>>()?;
    let key = |grant: &RoleGrant| {
        let at = match order {
            Order::Newest => None,
            Order::FirstToEnd => grant.period.until(),
            Order::LongestAsleep => grant.dormancy.from,
        };
        (at.unwrap_or(grant.granted_at), grant.id)
    };
    asked.page(grants, key)
}

/// Counts grants in effect that end before `before`: the caller's own, and those of the users of
/// the organisations within the scope.
///
/// # Errors
/// The engine's.
pub fn count_expiring(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::RoleGrants>,
    before: Timestamp,
) -> Result<(i64, i64), Failure> {
    let now = tx.now();
    let mut count = |whose: OnGrants| {
        role_grants::table
            .filter(whose)
            .filter(expiring(now, before))
            .count()
            .get_result(tx.connection())
    };
    let own = match scope.own() {
        Some(own) => count(Box::new(role_grants::user_id.eq(own.to_string())))?,
        None => 0,
    };
    let administered = match scope.reach() {
        Reach::Organisations(ids) if !ids.is_empty() => {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            count(Box::new(role_grants::holder_organisation_id.eq_any(ids)))?
        }
        Reach::Units(home, units) => count(of_units(*home, units))?,
        Reach::Organisations(_) | Reach::Everything => 0,
    };
    Ok((own, administered))
}

/// Grants of a role to a user on an organisation that are not revoked and have not ended.
///
/// # Errors
/// The engine's.
pub fn list_live(
    tx: &mut ReadTx<'_>,
    user: UserId,
    role: &str,
    organisation: OrganisationId,
) -> Result<Vec<RoleGrant>, Failure> {
    let now = tx.now().naive();
    role_grants::table
        .filter(role_grants::user_id.eq(user.to_string()))
        .filter(role_grants::role_key.eq(role.to_owned()))
        .filter(role_grants::organisation_id.eq(organisation.to_string()))
        .filter(role_grants::revoked_at.is_null())
        .filter(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(now)),
        )
        .order((role_grants::valid_from, role_grants::id))
        .select(RoleGrantRow::as_select())
        .load::<RoleGrantRow>(tx.connection())?
        .into_iter()
        .map(RoleGrant::try_from)
        .collect()
}

/// Grants held under an agreement that are not revoked and have not ended.
///
/// # Errors
/// The engine's.
pub fn list_live_under(
    tx: &mut ReadTx<'_>,
    agreement: AgreementId,
) -> Result<Vec<RoleGrant>, Failure> {
    let now = tx.now().naive();
    role_grants::table
        .filter(role_grants::agreement_id.is_not_null())
        .filter(
            role_grants::agreement_id
                .assume_not_null()
                .eq(agreement.to_string()),
        )
        .filter(role_grants::revoked_at.is_null())
        .filter(role_grants::valid_until.is_not_null())
        .filter(role_grants::valid_until.assume_not_null().gt(now))
        .order((role_grants::granted_at, role_grants::id))
        .select(RoleGrantRow::as_select())
        .load::<RoleGrantRow>(tx.connection())?
        .into_iter()
        .map(RoleGrant::try_from)
        .collect()
}
