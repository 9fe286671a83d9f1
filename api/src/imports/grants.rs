//! Rows about roles that users hold.

mod around;
mod giving;
mod held;
mod holders;

use shared::{
    Timestamp,
    id::{OrganisationId, RoleGrantId},
    import::{ImportOutcome, ImportReason},
    role::GrantTarget,
};

use self::{
    around::{Around, user_of},
    giving::{give, take_back},
    held::{Held, Holdings},
    holders::Holder,
};
use super::{
    applying::Deeds,
    columns::{Column, folded},
    facts,
    plan::Plan,
    records::GrantRecord,
    rows::StagedRow,
    step::Batch,
};
use crate::{
    db::{Failure, WriteTx},
    domain::{
        caller::Capability,
        facts::{RoleFacts, UMBRELLA},
        period::Period,
    },
    policy::{
        self,
        granting::{GrantRole, can_be_limited_to_a_unit},
        imports::open_to_import,
    },
};

/// A row, parsed.
struct Wanted {
    record: GrantRecord,
    /// The id that the check gave the grant.
    planned: Option<RoleGrantId>,
}

/// Plans a batch of rows.
pub(super) fn plan(
    tx: &mut WriteTx<'_>,
    batch: &Batch<'_>,
    rows: &[StagedRow],
) -> Result<(Vec<Plan>, Deeds), Failure> {
    let import = batch.import;
    let readable = rows.iter().filter(|row| row.unreadable.is_none());
    let records: Vec<GrantRecord> = readable.map(StagedRow::parsed).collect::<Result<_, _>>()?;
    let around = Around::load(tx, import, rows, &records)?;
    let mut holdings = Holdings::load(tx.connection(), around.holders.ids())?;
    let repeated = facts::repeated(tx.connection(), import.id, rows)?;
    let (mut plans, mut deeds) = (Vec::with_capacity(rows.len()), Deeds::default());
    for row in rows {
        let holder = around.holders.get(user_of(row))?;
        let plan = match (row.refusal(repeated.contains(&row.position))?, &holder) {
            (Some(refusal), _) => refusal,
            (None, Err(why)) => Plan::refused(*why, Some(Column::UserId)),
            (None, Ok(holder)) => {
                let wanted = Wanted {
                    record: row.parsed()?,
                    planned: row.planned()?,
                };
                one(batch, (&wanted, holder), &around, &mut holdings, &mut deeds)?
            }
        };
        plans.push(match &holder {
            // Nothing is taken from whom a refused row was about.
            Ok(holder) if plan.outcome == ImportOutcome::Refused => plan.about(&holder.subject.id),
            _ => plan,
        });
    }
    Ok((plans, deeds))
}

/// Where the role is held: where the row says, else where the role's rule says.
fn place(
    record: &GrantRecord,
    holder: &Holder,
    role: &RoleFacts,
    around: &Around,
) -> Result<Result<OrganisationId, ImportReason>, Failure> {
    let Some(named) = record.organisation.as_deref() else {
        return Ok(match role.rule.map(|rule| rule.target) {
            Some(GrantTarget::Own) => Ok(holder.home.id),
            Some(GrantTarget::Umbrella) => Ok(UMBRELLA),
            Some(GrantTarget::Jobcentre) => match around.jobcentres_of(holder) {
                [one] => Ok(*one),
                _ => Err(ImportReason::RoleNotGrantable),
            },
            Some(GrantTarget::Agreement) | None => Err(ImportReason::RoleNotGrantable),
        });
    };
    if folded(named) == "virksomhed" {
        return Ok(Ok(UMBRELLA));
    }
    Ok(around.places.home(named)?.map(|home| home.id))
}

/// Why a role cannot be limited to the unit that a row names.
fn wrong_unit(
    record: &GrantRecord,
    role: &RoleFacts,
    organisation: OrganisationId,
    around: &Around,
) -> Option<ImportReason> {
    let unit = record.unit.clone()?;
    if !can_be_limited_to_a_unit(role) {
        return Some(ImportReason::Malformed);
    }
    let is_known = around.units.contains(&(organisation.to_string(), unit));
    (!is_known).then_some(ImportReason::UnknownUnit)
}

fn one(
    batch: &Batch<'_>,
    (wanted, holder): (&Wanted, &Holder),
    around: &Around,
    holdings: &mut Holdings,
    deeds: &mut Deeds,
) -> Result<Plan, Failure> {
    let record = &wanted.record;
    let refused = |why, column| Ok(Plan::refused(why, Some(column)));
    if let Err(why) = open_to_import(&holder.home) {
        return refused(why, Column::UserId);
    }
    let Ok(role) = around.roles.facts(&record.role, holder.home.kind) else {
        return refused(ImportReason::UnknownRole, Column::Role);
    };
    let organisation = match place(record, holder, &role, around)? {
        Ok(organisation) => organisation,
        Err(why) => return refused(why, Column::OrganisationId),
    };
    if record.until.is_some_and(|until| until <= around.now) {
        let ended = Plan {
            target: None,
            ..Plan::new(ImportOutcome::Unchanged, &"")
        };
        return Ok(ended.because(ImportReason::Ended));
    }
    let Some(period) = period(record, &role, around.now) else {
        return refused(ImportReason::Period, Column::Until);
    };
    if let Some(why) = wrong_unit(record, &role, organisation, around) {
        return refused(why, Column::Unit);
    }
    let act = giving(record, holder, (role, organisation), around);
    Ok(settle(
        batch,
        wanted,
        (holder, act, period),
        around.now,
        holdings,
        deeds,
    ))
}

fn giving(
    record: &GrantRecord,
    holder: &Holder,
    (role, organisation): (RoleFacts, OrganisationId),
    around: &Around,
) -> GrantRole {
    GrantRole {
        subject: holder.subject.clone(),
        role,
        organisation,
        unit: record.unit.clone(),
        agreement: None,
        standing: around.standing(holder),
    }
}

/// From the day that the file says until the day that it says, or for as long from now as the
/// role is given for.
fn period(record: &GrantRecord, role: &RoleFacts, now: Timestamp) -> Option<Period> {
    let from = record.from.unwrap_or(now);
    let bounded = Period::new(from.max(now), record.until)
        .and_then(|period| period.within(role.max_duration_days))
        .ok()?;
    Period::new(from, bounded.until()).ok()
}

/// What is held already decides first; what is new is for the policy.
fn settle(
    batch: &Batch<'_>,
    wanted: &Wanted,
    (holder, act, period): (&Holder, GrantRole, Period),
    now: Timestamp,
    holdings: &mut Holdings,
    deeds: &mut Deeds,
) -> Plan {
    let (source, record) = (batch.import.source.as_str(), &wanted.record);
    let held = holdings.find(&act, record.unit.as_deref(), now);
    let replaced = match held {
        Some(Held::Live(live)) if !live.owned_by(source) => {
            return Plan::new(ImportOutcome::Kept, &live.id).because(ImportReason::HeldOtherwise);
        }
        Some(Held::Live(live)) if live.is_as(record, act.role.max_duration_days) => {
            return Plan::new(ImportOutcome::Unchanged, &live.id);
        }
        Some(Held::Live(live)) => Some(live.clone()),
        Some(Held::TakenByHand) => {
            let kept = Plan {
                target: None,
                ..Plan::new(ImportOutcome::Kept, &"")
            };
            return kept.because(ImportReason::RevokedByHand);
        }
        None => None,
    };
    put(
        batch,
        wanted,
        (holder, act, period),
        replaced.as_ref(),
        (now, holdings, deeds),
    )
}

/// Gives what the policy allows, in the place of what was given otherwise.
fn put(
    batch: &Batch<'_>,
    wanted: &Wanted,
    (holder, act, period): (&Holder, GrantRole, Period),
    replaced: Option<&held::Live>,
    (now, holdings, deeds): (Timestamp, &mut Holdings, &mut Deeds),
) -> Plan {
    // An LBA whose term is moved is LBA meanwhile (G9).
    let administers =
        act.role.confers == Some(Capability::AdministerOrganisation) && act.unit.is_none();
    if replaced.is_some() && administers && !period.contains(now) {
        return Plan::refused(ImportReason::Period, Some(Column::From));
    }
    let given = match policy::imports::grant(&batch.proof, &holder.home, act) {
        Ok(given) => given,
        Err(why) => return Plan::refused(why, Some(Column::Role)),
    };
    if administers {
        deeds.other_lbas_in.insert(holder.home.id);
    }
    let old = replaced.map(|live| live.id.clone());
    if let Some(live) = replaced {
        take_back(batch, live, holder, deeds);
    }
    let id = give(
        batch,
        wanted,
        given,
        (holder, period, now),
        (holdings, deeds),
    );
    match old {
        // What the check has seen is not missing, though it will be another when it has run.
        Some(old) if !batch.import.runs() => Plan::new(ImportOutcome::Changed, &old),
        Some(_) => Plan::new(ImportOutcome::Changed, &id),
        None => Plan::new(ImportOutcome::Created, &id),
    }
}

/// Counts rows that nothing can be said of: not even whom they are about.
pub(super) fn unattributed(rows: &[StagedRow]) -> usize {
    rows.iter()
        .filter(|row| row.unreadable.is_some() && user_of(row).is_empty())
        .count()
}
