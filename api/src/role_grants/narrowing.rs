//! Which grants a list is narrowed to, and in which order they come.

use diesel::{prelude::*, sql_types::Bool};
use shared::{Timestamp, role_grant::RoleGrantQuery};

use super::queries::Key;
use crate::db::{
    MultiBackend, absence::holder_in_use, caller::in_effect, dormancy::awake_as_of,
    prerequisites::prerequisites_held_as_of, schema::role_grants,
};

pub(super) type OnGrants =
    Box<dyn BoxableExpression<role_grants::table, MultiBackend, SqlType = Bool>>;

/// What comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// What was given last.
    Newest,
    /// What ends first.
    FirstToEnd,
    /// What has slept for longest, or falls asleep first.
    LongestAsleep,
}

impl Order {
    pub(super) fn of(query: &RoleGrantQuery) -> Self {
        match (query.expiring_before, query.dormant_before) {
            (Some(_), _) => Self::FirstToEnd,
            (None, Some(_)) => Self::LongestAsleep,
            (None, None) => Self::Newest,
        }
    }
}

pub(super) type Boxed = role_grants::BoxedQuery<'static, MultiBackend>;

pub(super) fn narrowed(mut select: Boxed, query: &RoleGrantQuery, now: Timestamp) -> Boxed {
    if let Some(user) = query.user_id {
        select = select.filter(role_grants::user_id.eq(user.to_string()));
    }
    if let Some(organisation) = query.organisation_id {
        select = select.filter(role_grants::holder_organisation_id.eq(organisation.to_string()));
    }
    if let Some(agreement) = query.agreement_id {
        select = select.filter(
            role_grants::agreement_id.is_not_null().and(
                role_grants::agreement_id
                    .assume_not_null()
                    .eq(agreement.to_string()),
            ),
        );
    }
    if let Some(role) = &query.role {
        select = select.filter(role_grants::role_key.eq(role.clone()));
    }
    if let Some(at) = query.as_of {
        select = select.filter(in_effect_as_of(at)).filter(holder_in_use(at));
    }
    if let Some(before) = query.expiring_before {
        select = select.filter(expiring(now, before));
    }
    if let Some(before) = query.dormant_before {
        select = select.filter(falling_asleep(now, before));
    }
    select
}

/// In effect now, and over before `before`.
pub(super) fn expiring(now: Timestamp, before: Timestamp) -> OnGrants {
    Box::new(
        in_effect(now)
            .and(role_grants::valid_until.is_not_null())
            .and(
                role_grants::valid_until
                    .assume_not_null()
                    .lt(before.naive()),
            )
            .and(holder_in_use(now)),
    )
}

/// Running now, and asleep or falling asleep before `before`.
fn falling_asleep(now: Timestamp, before: Timestamp) -> OnGrants {
    let at = now.naive();
    Box::new(
        role_grants::revoked_at
            .is_null()
            .and(role_grants::dormant_from.is_not_null())
            .and(
                role_grants::dormant_from
                    .assume_not_null()
                    .lt(before.naive()),
            )
            .and(role_grants::valid_from.le(at))
            .and(
                role_grants::valid_until
                    .is_null()
                    .or(role_grants::valid_until.assume_not_null().gt(at)),
            )
            .and(holder_in_use(now)),
    )
}

/// The first conditions after a row follow from the second; they let the engines begin there.
pub(super) fn in_order(select: Boxed, order: Order, after: Option<&Key>) -> Boxed {
    let after = after.map(|(at, id)| (at.naive(), id.to_string()));
    macro_rules! first_first {
        ($column:expr) => {{
            let moment = $column.assume_not_null();
            let select = select.order(($column, role_grants::id));
            match after {
                None => select,
                Some((at, id)) => select
                    .filter(moment.ge(at))
                    .filter(moment.gt(at).or(moment.eq(at).and(role_grants::id.gt(id)))),
            }
        }};
    }
    match order {
        Order::FirstToEnd => first_first!(role_grants::valid_until),
        Order::LongestAsleep => first_first!(role_grants::dormant_from),
        Order::Newest => {
            let select = select.order((role_grants::granted_at.desc(), role_grants::id.desc()));
            match after {
                None => select,
                Some((at, id)) => select.filter(role_grants::granted_at.le(at)).filter(
                    role_grants::granted_at
                        .lt(at)
                        .or(role_grants::granted_at.eq(at).and(role_grants::id.lt(id))),
                ),
            }
        }
    }
}

/// Whether a grant was in effect at a moment that may have passed: begun, not yet ended, not
/// revoked before or at it, awake, its holder having what its role required.
fn in_effect_as_of(moment: Timestamp) -> OnGrants {
    let (held, up) = (prerequisites_held_as_of(moment), awake_as_of(moment));
    let at = moment.naive();
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
            .and(up)
            .and(held),
    )
}
