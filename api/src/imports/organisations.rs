//! Rows about organisations.

mod known;

use serde_json::json;
use shared::{
    id::{OrganisationId, kinds},
    import::{ImportOutcome, ImportReason, ImportRecord},
    organisation::OrganisationKind,
};

use self::known::{Existing, Known};
use super::{
    applying::{Deeds, NewLink, Renamed},
    columns::Column,
    facts::{self, Link, Places},
    plan::Plan,
    records::OrganisationRecord,
    rows::StagedRow,
    step::Batch,
};
use crate::{
    clock::new_id,
    db::{Failure, WriteTx},
    domain::{
        change::{About, Change, What},
        facts::UMBRELLA,
    },
    organisations::rows::OrganisationToCreate,
    policy::imports::{ImportHome, open_to_import},
};

/// Plans a batch of rows.
pub(super) fn plan(
    tx: &mut WriteTx<'_>,
    batch: &Batch<'_>,
    rows: &[StagedRow],
) -> Result<(Vec<Plan>, Deeds), Failure> {
    let import = batch.import;
    let keys: Vec<_> = rows.iter().map(|row| row.key.clone()).collect();
    let links = facts::links(
        tx.connection(),
        &import.source,
        ImportRecord::Organisation,
        &keys,
    )?;
    let readable = rows.iter().filter(|row| row.unreadable.is_none());
    let records: Vec<OrganisationRecord> =
        readable.map(StagedRow::parsed).collect::<Result<_, _>>()?;
    let parents: Vec<_> = records
        .iter()
        .filter_map(|record| record.parent.clone())
        .collect();
    let places = Places::load(tx.connection(), import, &parents)?;
    let mut known = Known::load(tx, &records, &links)?;
    let repeated = facts::repeated(tx.connection(), import.id, rows)?;
    let (mut plans, mut deeds) = (Vec::with_capacity(rows.len()), Deeds::default());
    for row in rows {
        let link = links.get(&row.key);
        let plan = match row.refusal(repeated.contains(&row.position))? {
            Some(refusal) => refusal,
            None => one(tx, batch, (row, link), &places, &mut known, &mut deeds)?,
        };
        plans.push(plan);
    }
    Ok((plans, deeds))
}

fn one(
    tx: &WriteTx<'_>,
    batch: &Batch<'_>,
    (row, link): (&StagedRow, Option<&Link>),
    places: &Places,
    known: &mut Known,
    deeds: &mut Deeds,
) -> Result<Plan, Failure> {
    let record: OrganisationRecord = row.parsed()?;
    let Some(existing) = known.find(&record, link) else {
        let parent = match record.parent.as_deref() {
            None => None,
            Some(parent) => match places.home(parent)? {
                Ok(home) => Some(home.id),
                Err(why) => return Ok(Plan::refused(why, Some(Column::Parent))),
            },
        };
        return create(tx, batch, row, (record, parent), known, deeds);
    };
    if let Err(why) = open_to_import(&existing.home) {
        return Ok(Plan::refused(why, None));
    }
    if existing.home.kind != record.kind {
        let other = Plan::refused(ImportReason::OtherOrganisation, Some(Column::Type));
        return Ok(other);
    }
    let existing = existing.clone();
    Ok(update(batch, (row, link), &record, &existing, deeds))
}

fn create(
    tx: &WriteTx<'_>,
    batch: &Batch<'_>,
    row: &StagedRow,
    (record, parent): (OrganisationRecord, Option<OrganisationId>),
    known: &mut Known,
    deeds: &mut Deeds,
) -> Result<Plan, Failure> {
    let id = row
        .planned()?
        .unwrap_or_else(|| new_id::<kinds::Organisation>(tx.now()));
    let parent = match record.kind {
        OrganisationKind::Virksomhed => Some(UMBRELLA),
        _ => parent,
    };
    deeds.changes.push(registered(batch, id, &record));
    deeds
        .links
        .push(link_to(batch, row, &record, &id.to_string()));
    known.add(Existing {
        home: ImportHome {
            id,
            kind: record.kind,
            active: true,
            moved: false,
        },
        name: record.name.clone(),
        cvr: record.cvr.clone(),
        kommunekode: record.kommunekode.clone(),
    });
    let to_create = OrganisationToCreate {
        id,
        kind: record.kind,
        name: record.name,
        cvr: record.cvr,
        kommunekode: record.kommunekode,
        parent,
        at: tx.now(),
    };
    deeds.organisations.push(to_create);
    Ok(Plan::new(ImportOutcome::Created, &id))
}

fn registered(batch: &Batch<'_>, id: OrganisationId, record: &OrganisationRecord) -> Change {
    let new = json!({ "kind": record.kind, "name": record.name, "cvr": record.cvr,
        "kommunekode": record.kommunekode, "import_source": batch.import.source });
    let about = About {
        organisation: Some(id),
        ..About::default()
    };
    Change::new(What::OrganisationCreated { new }, about).because(batch.because)
}

fn link_to(batch: &Batch<'_>, row: &StagedRow, record: &OrganisationRecord, id: &str) -> NewLink {
    let source = &batch.import.source;
    let mut link = NewLink::new(source, ImportRecord::Organisation, &row.key, id);
    link.name = Some(record.name.clone());
    link
}

/// An organisation that is here takes the file's name, unless somebody has given it another.
fn update(
    batch: &Batch<'_>,
    (row, link): (&StagedRow, Option<&Link>),
    record: &OrganisationRecord,
    existing: &Existing,
    deeds: &mut Deeds,
) -> Plan {
    let id = existing.home.id.to_string();
    let mut now_link = link_to(batch, row, record, &id);
    let as_written = link.is_some_and(|link| link.name.as_ref() == Some(&existing.name));
    if existing.name == record.name {
        if link.is_none() {
            deeds.links.push(now_link);
        } else if !as_written {
            deeds.rewritten.push(now_link);
        }
        return Plan::new(ImportOutcome::Unchanged, &id);
    }
    if !as_written {
        if link.is_none() {
            now_link.name = None;
            deeds.links.push(now_link);
        }
        return Plan::new(ImportOutcome::Kept, &id).because(ImportReason::ChangedByHand);
    }
    let about = About {
        organisation: Some(existing.home.id),
        ..About::default()
    };
    let (old, new) = (
        json!({ "name": existing.name }),
        json!({ "name": record.name }),
    );
    deeds
        .changes
        .push(Change::new(What::OrganisationChanged { old, new }, about).because(batch.because));
    deeds.rewritten.push(now_link);
    deeds.renamed.push(Renamed {
        id: id.clone(),
        name: record.name.clone(),
        cvr: existing.cvr.clone(),
        kommunekode: existing.kommunekode.clone(),
    });
    Plan::new(ImportOutcome::Changed, &id)
}
