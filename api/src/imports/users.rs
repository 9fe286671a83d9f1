//! Rows about users.

mod known;

use serde_json::json;
use shared::{
    id::{UserId, kinds},
    import::{ImportOutcome, ImportReason, ImportRecord},
    organisation::OrganisationKind,
    user::UserKind,
};

use self::known::{Existing, Known};
use super::{
    applying::{Amended, Deeds, NewLink},
    columns::Column,
    facts::{self, Link, Places},
    plan::Plan,
    records::UserRecord,
    rows::StagedRow,
    step::Batch,
};
use crate::{
    clock::new_id,
    db::{Failure, Stored, WriteTx},
    domain::change::{About, Change, What},
    policy::imports::{ImportHome, open_to_import},
    users::rows::UserToCreate,
};

/// Plans a batch of rows.
pub(super) fn plan(
    tx: &mut WriteTx<'_>,
    batch: &Batch<'_>,
    rows: &[StagedRow],
) -> Result<(Vec<Plan>, Deeds), Failure> {
    let import = batch.import;
    let keys: Vec<_> = rows.iter().map(|row| row.key.clone()).collect();
    let links = facts::links(tx.connection(), &import.source, ImportRecord::User, &keys)?;
    let readable = rows.iter().filter(|row| row.unreadable.is_none());
    let records: Vec<UserRecord> = readable.map(StagedRow::parsed).collect::<Result<_, _>>()?;
    let homes: Vec<_> = records
        .iter()
        .map(|record| record.organisation.clone())
        .collect();
    let places = Places::load(tx.connection(), import, &homes)?;
    let mut known = Known::load(tx.connection(), &records, &links)?;
    let repeated = facts::repeated(tx.connection(), import.id, rows)?;
    let (mut plans, mut deeds) = (Vec::with_capacity(rows.len()), Deeds::default());
    for row in rows {
        let link = links.get(&row.key);
        let plan = match row.refusal(repeated.contains(&row.position))? {
            Some(refusal) => refusal,
            None => one(tx, batch, (row, link), &places, &mut known, &mut deeds)?,
        };
        plans.push(match link {
            // Nothing is taken from whom a refused row was about.
            Some(link) if plan.outcome == ImportOutcome::Refused => plan.about(&link.target),
            _ => plan,
        });
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
    let record: UserRecord = row.parsed()?;
    let open = places.home(&record.organisation)?;
    let home = match open.and_then(|home| open_to_import(&home).map(|()| home)) {
        Ok(home) => home,
        Err(why) => return Ok(Plan::refused(why, Some(Column::OrganisationId))),
    };
    match known.find(&record, &home, link)?.cloned() {
        Some(existing) if existing.home.0 != home.id => {
            let why = if link.is_some() {
                ImportReason::OtherOrganisation
            } else {
                ImportReason::IdentityTaken
            };
            Ok(Plan::refused(why, Some(Column::OrganisationId)))
        }
        Some(existing) => Ok(update(
            batch,
            (row, link),
            &record,
            (&existing, known),
            deeds,
        )),
        None => create(tx, batch, row, (record, &home), known, deeds),
    }
}

fn create(
    tx: &WriteTx<'_>,
    batch: &Batch<'_>,
    row: &StagedRow,
    (record, home): (UserRecord, &ImportHome),
    known: &mut Known,
    deeds: &mut Deeds,
) -> Result<Plan, Failure> {
    let id = row
        .planned()?
        .unwrap_or_else(|| new_id::<kinds::User>(tx.now()));
    let usual = match home.kind {
        OrganisationKind::Virksomhed => UserKind::Medarbejder,
        _ => UserKind::Sagsbehandler,
    };
    let new = json!({ "name": record.name, "email": record.email,
        "professional_uuid": record.professional_uuid, "organisation_id": home.id,
        "import_source": batch.import.source });
    let about = About {
        subject: Some(id),
        organisation: Some(home.id),
        ..About::default()
    };
    deeds
        .changes
        .push(Change::new(What::UserCreated { new }, about).because(batch.because));
    deeds
        .links
        .push(link_to(batch, row, &record, &id.to_string()));
    known.add(existing_as(id, home, &record));
    let to_create = UserToCreate {
        id,
        issuer: None,
        professional_uuid: record.professional_uuid,
        name: record.name,
        email: record.email,
        kind: record.kind.unwrap_or(usual),
        home: home.id,
        unit: None,
        at: tx.now(),
    };
    deeds.users.push(to_create.into());
    Ok(Plan::new(ImportOutcome::Created, &id))
}

fn existing_as(id: UserId, home: &ImportHome, record: &UserRecord) -> Existing {
    Existing {
        id: Stored(id),
        home: Stored(home.id),
        name: record.name.clone(),
        email: record.email.clone(),
        professional_uuid: record.professional_uuid.map(Stored),
    }
}

fn link_to(batch: &Batch<'_>, row: &StagedRow, record: &UserRecord, id: &str) -> NewLink {
    let mut link = NewLink::new(&batch.import.source, ImportRecord::User, &row.key, id);
    link.name = Some(record.name.clone());
    link.email = Some(record.email.clone());
    link
}

/// A user who is here takes the file's name and e-mail address, unless somebody has changed them.
fn update(
    batch: &Batch<'_>,
    (row, link): (&StagedRow, Option<&Link>),
    record: &UserRecord,
    (existing, known): (&Existing, &Known),
    deeds: &mut Deeds,
) -> Plan {
    let id = existing.id.0;
    let mut now_link = link_to(batch, row, record, &id.to_string());
    let as_written = link.is_some_and(|link| {
        link.name.as_ref() == Some(&existing.name) && link.email.as_ref() == Some(&existing.email)
    });
    if existing.name == record.name && existing.email == record.email {
        if link.is_none() {
            deeds.links.push(now_link);
        } else if !as_written {
            deeds.rewritten.push(now_link);
        }
        return Plan::new(ImportOutcome::Unchanged, &id);
    }
    if !as_written {
        if link.is_none() {
            (now_link.name, now_link.email) = (None, None);
            deeds.links.push(now_link);
        }
        return Plan::new(ImportOutcome::Kept, &id).because(ImportReason::ChangedByHand);
    }
    if known.taken(record, existing.home.0, id) {
        return Plan::refused(ImportReason::IdentityTaken, Some(Column::Email)).about(&id);
    }
    deeds.changes.push(amended(batch, existing, record));
    deeds.rewritten.push(now_link);
    deeds.amended.push(Amended {
        id: id.to_string(),
        name: record.name.clone(),
        email: record.email.clone(),
        professional_uuid: existing.professional_uuid.as_ref().map(|uuid| uuid.0),
    });
    Plan::new(ImportOutcome::Changed, &id)
}

fn amended(batch: &Batch<'_>, existing: &Existing, record: &UserRecord) -> Change {
    let about = About {
        subject: Some(existing.id.0),
        organisation: Some(existing.home.0),
        ..About::default()
    };
    let old = json!({ "name": existing.name, "email": existing.email });
    let new = json!({ "name": record.name, "email": record.email });
    Change::new(What::UserChanged { old, new }, about).because(batch.because)
}
