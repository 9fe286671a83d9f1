//! Organisations as others refer to them.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::{id::OrganisationId, organisation::OrganisationRef};

use crate::{
    db::{Failure, ReadTx, schema::organisations},
    users::rows::OrganisationRefRow,
};

/// The organisations with these ids, to name them beside things the reader may see.
///
/// # Errors
/// The engine's.
pub(crate) fn by_id(
    tx: &mut ReadTx<'_>,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, OrganisationRef>, Failure> {
    let mut ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
    ids.sort_unstable();
    ids.dedup();
    organisations::table
        .filter(organisations::id.eq_any(ids))
        .select(OrganisationRefRow::as_select())
        .load(tx.connection())?
        .iter()
        .map(|row| row.reference().map(|reference| (reference.id, reference)))
        .collect()
}
