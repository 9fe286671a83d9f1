//! Reads of look-ups: one's own.

use diesel::prelude::*;
use shared::{Timestamp, id::LookupId, page::Page};

use super::rows::{Lookup, LookupRow};
use crate::{
    db::{Failure, MultiBackend, ReadTx, cursor::Asked, schema::lookups},
    policy::{Scope, scope::of},
};

/// The last look-up of a page: newest first.
pub type Key = (Timestamp, LookupId);

fn own(scope: &Scope<of::Lookups>) -> Vec<String> {
    scope.own().iter().map(ToString::to_string).collect()
}

/// One look-up within the scope.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Lookups>,
    id: LookupId,
) -> Result<Lookup, Failure> {
    lookups::table
        .filter(lookups::id.eq(id.to_string()))
        .filter(lookups::looked_up_by.eq_any(own(scope)))
        .select(LookupRow::as_select())
        .first::<LookupRow>(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// A page of the look-ups within the scope, newest first.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Lookups>,
    asked: &Asked<Key>,
) -> Result<Page<Lookup>, Failure> {
    let mut select = lookups::table
        .filter(lookups::looked_up_by.eq_any(own(scope)))
        .order((lookups::created_at.desc(), lookups::id.desc()))
        .limit(asked.fetch())
        .select(LookupRow::as_select())
        .into_boxed::<MultiBackend>();
    if let Some((at, id)) = asked.after() {
        let at = at.naive();
        // The first condition follows from the second; it lets the engines begin at the row.
        select = select.filter(lookups::created_at.le(at)).filter(
            lookups::created_at.lt(at).or(lookups::created_at
                .eq(at)
                .and(lookups::id.lt(id.to_string()))),
        );
    }
    let found: Vec<Lookup> = select
        .load::<LookupRow>(tx.connection())?
        .into_iter()
        .map(Lookup::try_from)
        .collect::<Result<_, _>>()?;
    asked.page(found, |lookup| (lookup.created_at, lookup.id))
}
