//! What a batch of rows about roles is planned with, loaded at once.

use std::collections::HashSet;

use shared::{Timestamp, id::OrganisationId};

use super::holders::{Holder, Holders};
use crate::{
    db::{Failure, WriteTx},
    domain::standing::Standing,
    imports::{
        facts::{self, Places},
        records::{GrantRecord, SEPARATOR},
        rows::{Import, StagedRow},
    },
    roles::{
        jobcentres::{self, Jobcentres},
        lookup::Lookup,
    },
};

/// What a batch of rows is planned with.
pub(super) struct Around {
    pub(super) roles: Lookup,
    pub(super) places: Places,
    /// Organisations with their registered units.
    pub(super) units: HashSet<(String, String)>,
    pub(super) holders: Holders,
    jobcentres: Jobcentres,
    pub(super) now: Timestamp,
}

impl Around {
    pub(super) fn load(
        tx: &mut WriteTx<'_>,
        import: &Import,
        rows: &[StagedRow],
        records: &[GrantRecord],
    ) -> Result<Self, Failure> {
        let places = records.iter().filter_map(|one| one.organisation.clone());
        let places: Vec<_> = places.collect();
        let keys = rows.iter().map(|row| user_of(row).to_owned());
        let roles = Lookup::load(tx)?;
        let holders = Holders::load(tx.connection(), import, keys)?;
        let jobcentres = if roles.any_held_at_jobcentres() {
            jobcentres::of(tx.connection(), holders.homes())?
        } else {
            Jobcentres::new()
        };
        Ok(Self {
            roles,
            places: Places::load(tx.connection(), import, &places)?,
            units: facts::units(tx.connection(), records)?,
            holders,
            jobcentres,
            now: tx.now(),
        })
    }

    /// R1: who had access keeps it, whatever else the role asks of whom it is given to anew.
    pub(super) fn standing(&self, holder: &Holder) -> Standing {
        Standing {
            jobcentres: self.jobcentres_of(holder).to_vec(),
            ..Standing::default()
        }
    }

    pub(super) fn jobcentres_of(&self, holder: &Holder) -> &[OrganisationId] {
        self.jobcentres
            .get(&holder.home.id)
            .map_or(&[], Vec::as_slice)
    }
}

/// What the file calls the user of a row.
pub(super) fn user_of(row: &StagedRow) -> &str {
    row.key.split(SEPARATOR).next().unwrap_or_default()
}
