//! The jobcentres of kommuner: where a kommune's users hold some roles (R3).

use std::collections::HashMap;

use diesel::prelude::*;
use shared::{id::OrganisationId, organisation::OrganisationKind, role::GrantTarget};

use crate::{
    db::{DbConnection, Failure, row, schema::organisations},
    domain::facts::RoleFacts,
};

/// Jobcentres by the organisation they belong to.
pub(crate) type Jobcentres = HashMap<OrganisationId, Vec<OrganisationId>>;

/// Whether the role is held at a jobcentre.
pub(crate) fn is_held_there(role: &RoleFacts) -> bool {
    role.rule
        .is_some_and(|rule| rule.target == GrantTarget::Jobcentre)
}

/// The jobcentres in use of these organisations, by name; one statement for them all.
///
/// # Errors
/// The engine's.
pub(crate) fn of(
    connection: &mut DbConnection,
    homes: impl IntoIterator<Item = OrganisationId>,
) -> Result<Jobcentres, Failure> {
    let mut homes: Vec<_> = homes.into_iter().map(|home| home.to_string()).collect();
    homes.sort_unstable();
    homes.dedup();
    let rows: Vec<(String, Option<String>)> = organisations::table
        .filter(organisations::parent_id.assume_not_null().eq_any(homes))
        .filter(organisations::kind.eq(OrganisationKind::Jobcenter.as_str()))
        .filter(organisations::active)
        .order((organisations::sort_key, organisations::id))
        .select((organisations::id, organisations::parent_id))
        .load(connection)?;
    let mut jobcentres = Jobcentres::new();
    for (id, parent) in rows {
        if let Some(home) = row::optional_id(parent.as_deref())? {
            jobcentres.entry(home).or_default().push(row::id(&id)?);
        }
    }
    Ok(jobcentres)
}
