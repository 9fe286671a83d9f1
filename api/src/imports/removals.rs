//! What an earlier import from the same system gave in the file's organisations, and the file
//! does not have any more.

use std::collections::{HashMap, HashSet};

use diesel::{dsl::exists, prelude::*};
use serde_json::json;
use shared::{
    Timestamp,
    id::{OrganisationId, RoleGrantId, UserId},
    import::{ImportOutcome, ImportReason, ImportRecord},
};

use super::{
    applying::Deeds,
    plan::Plan,
    reading::number,
    rows::{Import, NewStagedRow, StagedRow},
    step::Batch,
};
use crate::{
    db::{
        Failure, Stored, WriteTx,
        multi::insert_all,
        schema::{import_rows, role_grants, roles, users},
    },
    domain::{
        caller::Capability,
        change::{About, Change, What},
    },
    policy::{self, imports::RemoveGrant},
    users::queries::lbas_of,
};

/// Organisations looked through in one batch.
pub(super) const ORGANISATIONS_TOGETHER: i64 = 10;

/// A grant that an import may take away.
#[derive(Clone, Debug, Queryable)]
struct Candidate {
    id: Stored<RoleGrantId>,
    user: Stored<UserId>,
    name: String,
    home: Stored<OrganisationId>,
    role: String,
    confers: Option<String>,
    unit: Option<String>,
    import_source: Option<String>,
}

impl Candidate {
    /// Whether it makes an LBA of the whole organisation.
    fn administers(&self) -> bool {
        self.unit.is_none()
            && self.confers.as_deref() == Some(Capability::AdministerOrganisation.as_str())
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn candidates() -> _ {
    role_grants::table
        .inner_join(users::table)
        .inner_join(roles::table)
        .select((
            role_grants::id,
            users::id,
            users::name,
            role_grants::holder_organisation_id,
            role_grants::role_key,
            roles::confers,
            role_grants::unit,
            role_grants::import_source,
        ))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn is_live(now: Timestamp) -> _ {
    let now: chrono::NaiveDateTime = now.naive();
    role_grants::revoked_at.is_null().and(
        role_grants::valid_until
            .is_null()
            .or(role_grants::valid_until.assume_not_null().gt(now)),
    )
}

/// Judges removals one after the other: each LBA who goes leaves one fewer.
struct Judge {
    lbas: HashMap<OrganisationId, HashSet<UserId>>,
    refused: HashSet<String>,
}

impl Judge {
    fn load(tx: &mut WriteTx<'_>, import: &Import, found: &[Candidate]) -> Result<Self, Failure> {
        let now = tx.now();
        let with_lbas = found.iter().filter(|one| one.administers());
        let lbas = lbas_of(tx, with_lbas.map(|one| one.home.0), now)?
            .into_iter()
            .map(|(home, lbas)| (home, lbas.into_iter().map(|lba| lba.id).collect()))
            .collect();
        let subjects: Vec<_> = found.iter().map(|one| one.user.0.to_string()).collect();
        let refused: Vec<Option<String>> = import_rows::table
            .filter(import_rows::import_id.eq(import.id.to_string()))
            .filter(import_rows::outcome.eq(ImportOutcome::Refused.as_str()))
            .filter(import_rows::subject_id.assume_not_null().eq_any(subjects))
            .select(import_rows::subject_id)
            .load(tx.connection())?;
        Ok(Self {
            lbas,
            refused: refused.into_iter().flatten().collect(),
        })
    }

    fn judge(&mut self, batch: &Batch<'_>, one: &Candidate) -> Result<(), ImportReason> {
        let lbas = self.lbas.entry(one.home.0).or_default();
        let others = lbas.iter().filter(|lba| **lba != one.user.0).count();
        let act = RemoveGrant {
            subject: one.user.0,
            owned: one.import_source.as_deref() == Some(batch.import.source.as_str()),
            administers: one.administers(),
            other_lbas: others,
            row_refused: batch.import.unattributed > 0
                || self.refused.contains(&one.user.0.to_string()),
        };
        policy::imports::remove(&batch.proof, act).map(|removal| {
            if removal.into_act().administers {
                lbas.remove(&one.user.0);
            }
        })
    }
}

/// What a look through some organisations found.
pub(super) struct Found {
    pub(super) owned: i64,
    pub(super) plans: Vec<Plan>,
}

/// Lists what is missing from the file in these organisations, as rows of the import.
pub(super) fn list(
    tx: &mut WriteTx<'_>,
    batch: &Batch<'_>,
    organisations: &[StagedRow],
) -> Result<Found, Failure> {
    let (import, now) = (batch.import, tx.now());
    let homes: Vec<_> = organisations
        .iter()
        .filter_map(|row| row.target_id.clone())
        .collect();
    let owned: i64 = role_grants::table
        .filter(role_grants::holder_organisation_id.eq_any(homes.clone()))
        .filter(role_grants::import_source.eq(&import.source))
        .filter(is_live(now))
        .count()
        .get_result(tx.connection())?;
    let named = import_rows::table
        .filter(import_rows::import_id.eq(import.id.to_string()))
        .filter(import_rows::target_id.assume_not_null().eq(role_grants::id));
    let missing: Vec<Candidate> = candidates()
        .filter(role_grants::holder_organisation_id.eq_any(homes))
        .filter(role_grants::import_source.eq(&import.source))
        .filter(is_live(now))
        .filter(diesel::dsl::not(exists(named)))
        .order(role_grants::id)
        .load(tx.connection())?;
    let mut judge = Judge::load(tx, import, &missing)?;
    let plans: Vec<_> = missing
        .iter()
        .map(|one| match judge.judge(batch, one) {
            Ok(()) => Plan::new(ImportOutcome::Removed, &one.id.0)
                .because(ImportReason::MissingFromFile)
                .about(&one.user.0),
            Err(why) => Plan::new(ImportOutcome::Kept, &one.id.0)
                .because(why)
                .about(&one.user.0),
        })
        .collect();
    let before = import
        .counts
        .of(ImportRecord::Removal, ImportOutcome::Removed)
        + import.counts.of(ImportRecord::Removal, ImportOutcome::Kept);
    keep(tx, import, before, &missing, &plans)?;
    Ok(Found { owned, plans })
}

fn keep(
    tx: &mut WriteTx<'_>,
    import: &Import,
    before: i64,
    missing: &[Candidate],
    plans: &[Plan],
) -> Result<(), Failure> {
    let rows: Vec<_> = missing
        .iter()
        .zip(plans)
        .zip(before + 1..)
        .map(|((one, plan), position)| NewStagedRow {
            import_id: import.id.to_string(),
            record: number(ImportRecord::Removal),
            position,
            line: 0,
            key: one.user.0.to_string(),
            content: json!({ "name": one.name, "role": one.role }).to_string(),
            unreadable: None,
            outcome: Some(plan.outcome.to_string()),
            reason: plan.reason.map(|reason| reason.to_string()),
            field: None,
            target_id: plan.target.clone(),
            subject_id: plan.subject.clone(),
        })
        .collect();
    Ok(insert_all!(tx.connection(), import_rows::table, &rows)?)
}

/// Forgets what was listed before: by the check, or by a run that stopped.
pub(super) fn forget(tx: &mut WriteTx<'_>, import: &Import) -> Result<(), Failure> {
    diesel::delete(
        import_rows::table
            .filter(import_rows::import_id.eq(import.id.to_string()))
            .filter(import_rows::record.eq(number(ImportRecord::Removal))),
    )
    .execute(tx.connection())?;
    Ok(())
}

/// Plans the taking away of what was listed, as it is now.
pub(super) fn plan(
    tx: &mut WriteTx<'_>,
    batch: &Batch<'_>,
    rows: &[StagedRow],
) -> Result<(Vec<Plan>, Deeds), Failure> {
    let now = tx.now();
    let ids: Vec<_> = rows
        .iter()
        .filter_map(|row| row.target_id.clone())
        .collect();
    let found: Vec<Candidate> = candidates()
        .filter(role_grants::id.eq_any(ids))
        .filter(is_live(now))
        .load(tx.connection())?;
    let mut judge = Judge::load(tx, batch.import, &found)?;
    let found: HashMap<_, _> = found
        .into_iter()
        .map(|one| (one.id.0.to_string(), one))
        .collect();
    let (mut plans, mut deeds) = (Vec::with_capacity(rows.len()), Deeds::default());
    for row in rows {
        let id = row.target_id.clone().unwrap_or_default();
        let Some(one) = found.get(&id) else {
            // Somebody was faster.
            plans.push(Plan::new(ImportOutcome::Kept, &id).because(ImportReason::RevokedByHand));
            continue;
        };
        let plan = match judge.judge(batch, one) {
            Ok(()) => {
                take(batch, one, &mut deeds);
                Plan::new(ImportOutcome::Removed, &id).because(ImportReason::MissingFromFile)
            }
            Err(why) => Plan::new(ImportOutcome::Kept, &id).because(why),
        };
        plans.push(plan.about(&one.user.0));
    }
    deeds.other_lbas_in = found
        .values()
        .filter(|one| one.administers())
        .map(|one| one.home.0)
        .collect();
    Ok((plans, deeds))
}

fn take(batch: &Batch<'_>, one: &Candidate, deeds: &mut Deeds) {
    let about = About {
        subject: Some(one.user.0),
        organisation: Some(one.home.0),
        role: Some(one.role.clone()),
        grant: Some(one.id.0),
        request: None,
    };
    let old = json!({ "source": "import", "import_source": batch.import.source });
    deeds
        .changes
        .push(Change::new(What::RoleRevoked { old }, about).because(batch.because));
    deeds.revoked.push(one.id.0.to_string());
    deeds.touched.insert(one.user.0.to_string());
}
