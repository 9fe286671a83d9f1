//! Giving what rows say, and taking back what they say otherwise now.

use serde_json::json;
use shared::{Timestamp, id::kinds};

use super::{
    Wanted,
    held::{Holdings, Live},
    holders::Holder,
};
use crate::{
    clock::new_id,
    domain::{
        change::{About, Change, What},
        dormancy::falls_asleep,
        period::Period,
    },
    imports::{
        applying::{Deeds, NewGrant},
        step::Batch,
    },
    policy::{Authorised, imports::ImportedGrant},
};

fn about(holder: &Holder, role: &str, grant: &str) -> About {
    About {
        subject: Some(holder.subject.id),
        organisation: Some(holder.home.id),
        role: Some(role.to_owned()),
        grant: grant.parse().ok(),
        request: None,
    }
}

/// Takes back what is given anew.
pub(super) fn take_back(batch: &Batch<'_>, live: &Live, holder: &Holder, deeds: &mut Deeds) {
    let old = json!({ "valid_from": live.from, "valid_until": live.until,
        "source": "import", "import_source": batch.import.source });
    let change = Change::new(
        What::RoleRevoked { old },
        about(holder, &live.role, &live.id),
    );
    deeds.changes.push(change.because(batch.because));
    deeds.revoked.push(live.id.clone());
}

/// Gives what the policy allows; tells its id.
pub(super) fn give(
    batch: &Batch<'_>,
    wanted: &Wanted,
    given: Authorised<ImportedGrant>,
    (holder, period, now): (&Holder, Period, Timestamp),
    (holdings, deeds): (&mut Holdings, &mut Deeds),
) -> String {
    let ImportedGrant { act, source } = given.into_act();
    let record = &wanted.record;
    let id = wanted
        .planned
        .unwrap_or_else(|| new_id::<kinds::RoleGrant>(now))
        .to_string();
    let new = json!({ "organisation_id": act.organisation, "unit": record.unit,
        "valid_from": period.from(), "valid_until": period.until(), "source": source,
        "case_reference": record.case_reference, "import_source": batch.import.source });
    let change = Change::new(What::RoleGranted { new }, about(holder, &act.role.key, &id));
    deeds.changes.push(change.because(batch.because));
    deeds.touched.insert(act.subject.id.to_string());
    holdings.give(
        &act,
        record.unit.clone(),
        (id.clone(), period),
        &batch.import.source,
    );
    deeds.grants.push(NewGrant {
        id: id.clone(),
        user_id: act.subject.id.to_string(),
        holder_organisation_id: act.subject.home.to_string(),
        role_key: act.role.key,
        organisation_id: act.organisation.to_string(),
        unit: record.unit.clone(),
        valid_from: period.from().naive(),
        valid_until: period.until().map(Timestamp::naive),
        granted_at: now.naive(),
        reason: record
            .reason
            .clone()
            .unwrap_or_else(|| batch.because.to_owned()),
        case_reference: record.case_reference.clone(),
        source: source.as_str(),
        import_source: batch.import.source.clone(),
        dormant_from: falls_asleep(period.from(), act.role.dormant_after_days)
            .map(Timestamp::naive),
        version: 1,
    });
    id
}
