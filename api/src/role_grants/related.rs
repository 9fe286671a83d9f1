//! What else must be known of grants whose roles require others or must be held by some number.

use std::collections::HashMap;

use shared::id::{OrganisationId, RoleGrantId, UserId};

use super::{rows::RoleGrant, views::kind_of};
use crate::{
    db::{Failure, ReadTx},
    roles::{
        self,
        lookup::Lookup,
        suspension::{self, Missing},
    },
    users::rows::User,
};

/// What the holders of grants lack of what the roles require; nothing is asked about roles that
/// require nothing.
///
/// # Errors
/// The engine's.
pub(super) fn missing(
    tx: &mut ReadTx<'_>,
    grants: &[RoleGrant],
    people: &HashMap<UserId, User>,
    lookup: &Lookup,
) -> Result<HashMap<RoleGrantId, Missing>, Failure> {
    let mut related = Vec::new();
    for grant in grants {
        if lookup
            .facts(&grant.role, kind_of(people, grant)?)?
            .is_related
        {
            related.push(grant.id);
        }
    }
    suspension::missing(tx, &related)
}

/// How many hold the roles of which some number must be left.
///
/// # Errors
/// The engine's.
pub(super) fn holders(
    tx: &mut ReadTx<'_>,
    grants: &[RoleGrant],
    people: &HashMap<UserId, User>,
    lookup: &Lookup,
) -> Result<HashMap<(OrganisationId, String), i64>, Failure> {
    let (mut organisations, mut keys) = (Vec::new(), Vec::new());
    for grant in grants {
        let facts = lookup.facts(&grant.role, kind_of(people, grant)?)?;
        if facts.min_holders.is_some() {
            organisations.push(grant.holder_organisation);
            keys.push(facts.key);
        }
    }
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    roles::standing::holders(tx, &organisations, keys)
}
