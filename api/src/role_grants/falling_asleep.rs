//! Writes down what time has done: grants that fell asleep. They sleep from their moment on
//! whether or not it has been written down (ADR 0026); their holder is told, and what only an LBA
//! could do goes to Landssupporten. Every node may do it: whoever comes second finds nothing left.

use std::time::Duration;

use diesel::prelude::*;
use rand::Rng as _;
use serde_json::json;
use shared::{audit::AuditKind, id::RoleGrantId};
use tokio::task::JoinHandle;

use super::{
    rows::{RoleGrant, RoleGrantRow},
    under_agreement::{about, record},
};
use crate::{
    db::{
        Context, Database, Failure, ReadTx, Recorded, WriteTx, row,
        schema::{role_grants, roles},
    },
    domain::{
        caller::Capability,
        change::{Change, Dormancy, What},
    },
    organisations,
};

/// What the work is called in the audit log.
const PART: &str = "sweeper";
/// Grants found at once.
const TOGETHER: i64 = 100;

/// The work; ends when this is dropped.
#[derive(Debug)]
pub struct FallingAsleep(JoinHandle<()>);

impl Drop for FallingAsleep {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins the work: about every minute, at another time on every node.
pub fn spawn(database: Database) -> FallingAsleep {
    FallingAsleep(tokio::spawn(async move {
        loop {
            let seconds = rand::rng().random_range(45..=75);
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            match sweep(&database).await {
                Ok(grants) => tracing::debug!(grants, "wrote down which grants fell asleep"),
                Err(failure) => tracing::warn!(%failure, "could not write down what fell asleep"),
            }
        }
    }))
}

/// Writes down all that sleep and are not written down yet. Tells of how many.
///
/// # Errors
/// The engine's; what was written down before stays so.
pub async fn sweep(database: &Database) -> Result<usize, Failure> {
    let mut written = 0;
    loop {
        let found = database.read(Context::system(PART), untold).await?;
        if found.is_empty() {
            return Ok(written);
        }
        for id in found {
            let attempt = AuditKind::RoleFellAsleep;
            let told = database
                .write_plain(Context::system(PART), attempt, move |tx| tell(tx, id))
                .await;
            match told {
                Ok(()) => written += 1,
                // Somebody was faster.
                Err(Failure::NotFound) => {}
                Err(failure) => return Err(failure),
            }
        }
    }
}

fn untold(tx: &mut ReadTx<'_>) -> Result<Vec<RoleGrantId>, Failure> {
    let now = tx.now().naive();
    let found: Vec<String> = role_grants::table
        .filter(role_grants::revoked_at.is_null())
        .filter(role_grants::dormant_from.is_not_null())
        .filter(role_grants::dormant_told_at.is_null())
        .filter(role_grants::dormant_from.assume_not_null().le(now))
        .order((role_grants::dormant_from, role_grants::id))
        .limit(TOGETHER)
        .select(role_grants::id)
        .load(tx.connection())?;
    found.iter().map(|id| row::id(id)).collect()
}

fn tell(tx: &mut WriteTx<'_>, id: RoleGrantId) -> Result<Recorded<()>, Failure> {
    let now = tx.now();
    let row = role_grants::table
        .filter(role_grants::id.eq(id.to_string()))
        .filter(role_grants::revoked_at.is_null())
        .filter(role_grants::dormant_told_at.is_null())
        .filter(role_grants::dormant_from.assume_not_null().le(now.naive()));
    let changed = diesel::update(row)
        .set(role_grants::dormant_told_at.eq(now.naive()))
        .execute(tx.connection())?;
    if changed == 0 {
        return Err(Failure::NotFound);
    }
    let (row, confers): (RoleGrantRow, Option<String>) = role_grants::table
        .inner_join(roles::table)
        .filter(role_grants::id.eq(id.to_string()))
        .select((RoleGrantRow::as_select(), roles::confers))
        .first(tx.connection())?;
    let grant = RoleGrant::try_from(row)?;
    let new = json!({
        "dormant_from": grant.dormancy.from,
        "last_used_at": grant.dormancy.last_used_at,
    });
    if confers.as_deref() == Some(Capability::AdministerOrganisation.as_str()) {
        organisations::lbas::have_changed(tx, grant.holder_organisation)?;
    }
    let what = What::Dormancy(Dormancy::FellAsleep { new });
    record(tx, &grant, &Change::new(what, about(&grant, id)), ())
}
