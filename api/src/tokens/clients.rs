//! Programs as registered.

use diesel::prelude::*;
use shared::id::OrganisationId;

use crate::{
    db::{DbConnection, Failure, row, schema::clients},
    domain::{caller::ProgramScope, facts::ProgramFacts},
};

/// What the policy needs to know of a program, and the organisation it is bound to.
///
/// # Errors
/// The engine's.
pub(super) fn find(
    connection: &mut DbConnection,
    id: &str,
) -> Result<Option<(ProgramFacts, Option<OrganisationId>)>, Failure> {
    let found: Option<(String, String, bool, Option<String>)> = clients::table
        .filter(clients::id.eq(id))
        .select((
            clients::secret_hash,
            clients::scopes,
            clients::active,
            clients::organisation_id,
        ))
        .first(connection)
        .optional()?;
    let Some((secret_hash, scopes, active, organisation)) = found else {
        return Ok(None);
    };
    let facts = ProgramFacts {
        client: id.to_owned(),
        secret_hash,
        scopes: ProgramScope::parse_list(&scopes),
        active,
    };
    Ok(Some((facts, row::optional_id(organisation.as_deref())?)))
}
