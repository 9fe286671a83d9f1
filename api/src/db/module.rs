//! Whether a write is made in the module that administers what it is about (R9).

use diesel::prelude::*;
use shared::{id::OrganisationId, organisation::Administration};

use super::{Failure, ReadTx, row, schema::organisations};
use crate::policy::administrations::{WriteInModule, write_in_module};

/// The module a client says it works in, and what has been compared with it in this transaction.
#[derive(Debug)]
pub(super) struct ModuleCheck {
    said: Option<Administration>,
    passed: Option<OrganisationId>,
}

impl ModuleCheck {
    pub(super) fn new(said: Option<Administration>) -> Self {
        Self { said, passed: None }
    }

    /// Compares, when the client said anything; asks the engine only for others' organisations.
    ///
    /// # Errors
    /// `moved-to-star`, `moved-to-amp`; the engine's.
    pub(super) fn check(
        &mut self,
        tx: &mut ReadTx<'_>,
        organisation: OrganisationId,
    ) -> Result<(), Failure> {
        let Some(said) = self.said.filter(|_| self.passed != Some(organisation)) else {
            return Ok(());
        };
        let act = WriteInModule {
            said,
            organisation,
            administration: administration_of(tx, organisation)?,
        };
        write_in_module(tx.caller(), act)?;
        self.passed = Some(organisation);
        Ok(())
    }
}

fn administration_of(
    tx: &mut ReadTx<'_>,
    organisation: OrganisationId,
) -> Result<Administration, Failure> {
    let home = tx.caller().person().map(|person| &person.home);
    if let Some(home) = home.filter(|home| home.id == organisation) {
        return Ok(home.administration);
    }
    let stored: String = organisations::table
        .filter(organisations::id.eq(organisation.to_string()))
        .select(organisations::administration)
        .first(tx.connection())?;
    row::word(&stored)
}
