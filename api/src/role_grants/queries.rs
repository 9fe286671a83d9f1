//! Reads of role grants, each through a scope (G12).

use diesel::{prelude::*, sql_types::Bool};
use shared::{
    Timestamp,
    id::{OrganisationId, RoleGrantId, UserId},
    page::Page,
    role_grant::RoleGrantQuery,
};

use super::rows::{RoleGrant, RoleGrantRow};
use crate::{
    db::{
        Failure, MultiBackend, ReadTx, cursor::Asked, prerequisites::prerequisites_held_as_of,
        schema::role_grants,
    },
    policy::{
        Scope,
        scope::{Reach, of},
    },
};

type OnGrants = Box<dyn BoxableExpression<role_grants::table, MultiBackend, SqlType = Bool>>;

/// The last grant of a page: newest first.
pub type Key = (Timestamp, RoleGrantId);

fn within(scope: &Scope<of::RoleGrants>) -> OnGrants {
    let own = scope.own().map(|id| id.to_string());
    match (scope.reach(), own) {
        (Reach::Everything, _) => Box::new(role_grants::id.is_not_null()),
        (Reach::Organisations(ids), own) => {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            let own: Vec<_> = own.into_iter().collect();
            Box::new(
                role_grants::holder_organisation_id
                    .eq_any(ids)
                    .or(role_grants::user_id.eq_any(own)),
            )
        }
    }
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

/// A page of the grants within the scope, newest first.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::RoleGrants>,
    query: &RoleGrantQuery,
    asked: &Asked<Key>,
) -> Result<Page<RoleGrant>, Failure> {
    let mut select = role_grants::table
        .filter(within(scope))
        .order((role_grants::granted_at.desc(), role_grants::id.desc()))
        .limit(asked.fetch())
        .select(RoleGrantRow::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(user) = query.user_id {
        select = select.filter(role_grants::user_id.eq(user.to_string()));
    }
    if let Some(organisation) = query.organisation_id {
        select = select.filter(role_grants::holder_organisation_id.eq(organisation.to_string()));
    }
    if let Some(role) = &query.role {
        select = select.filter(role_grants::role_key.eq(role.clone()));
    }
    if let Some(at) = query.as_of {
        select = select.filter(in_effect_as_of(at));
    }
    if let Some((at, id)) = asked.after() {
        let at = at.naive();
        // The first condition follows from the second; it lets the engines begin at the row.
        select = select.filter(role_grants::granted_at.le(at)).filter(
            role_grants::granted_at.lt(at).or(role_grants::granted_at
                .eq(at)
                .and(role_grants::id.lt(id.to_string()))),
        );
    }
    let grants: Vec<RoleGrant> = select
        .load::<RoleGrantRow>(tx.connection())?
        .into_iter()
        .map(RoleGrant::try_from)
        .collect::<Result<_, _>>()?;
    asked.page(grants, |grant| (grant.granted_at, grant.id))
}

/// Whether a grant was in effect at a moment that may have passed: begun, not yet ended, not
/// revoked before or at it, its holder having what its role required.
fn in_effect_as_of(at: Timestamp) -> OnGrants {
    let (held, at) = (prerequisites_held_as_of(at), at.naive());
    Box::new(
        role_grants::valid_from
            .le(at)
            .and(
                role_grants::valid_until
                    .is_null()
                    .or(role_grants::valid_until.assume_not_null().gt(at)),
            )
            .and(
                role_grants::revoked_at
                    .is_null()
                    .or(role_grants::revoked_at.assume_not_null().gt(at)),
            )
            .and(held),
    )
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
