//! Waking a grant that fell asleep since it was not used. Who may give the role may wake it, by
//! the same rules, as they are when it is woken.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    Timestamp, id::RoleGrantId, problem::ProblemKind, role_grant::RoleGrantView, text::Reason,
};

use super::{
    acts, placing::touched, queries, rows::RoleGrant, under_agreement::about,
    under_agreement::record, views,
};
use crate::{
    db::{
        Failure, Recorded, WriteTx,
        schema::{grant_sleeps, role_grants},
    },
    domain::{
        caller::Capability,
        change::{Change, Dormancy as Told, What},
        dormancy::{Dormancy, falls_asleep},
    },
    http::request::IfMatch,
    organisations,
    policy::{self, Authorised, granting::Giving},
};

/// Wakes a grant that sleeps (G16).
///
/// # Errors
/// `not-found`; the policy's refusals; `already-revoked`; `not-dormant`; a missing or stale
/// version.
pub fn reactivate_role(
    tx: &mut WriteTx<'_>,
    id: RoleGrantId,
    because: &Reason,
    if_match: IfMatch,
) -> Result<Recorded<RoleGrantView>, Failure> {
    let scope = policy::scope::visible_grants(tx.caller());
    let grant = queries::get(tx, &scope, id)?;
    let about = about(&grant, grant.id);
    tx.concerns(about.clone())?;
    let act = acts::facts_for_extending(tx, &grant)?;
    let giving = policy::granting::grant_role(tx.caller(), act)?;
    if grant.revocation.is_some() {
        return Err(ProblemKind::AlreadyRevoked.into());
    }
    let since = grant
        .asleep_since(tx.now())
        .ok_or(ProblemKind::NotDormant)?;
    if_match.check(grant.version)?;
    let grant = wake(tx, grant, since, giving)?;
    let told = Told::Reactivated {
        old: json!({ "dormant_from": since }),
        new: json!({ "dormant_from": grant.dormancy.from }),
    };
    let change = Change::new(What::Dormancy(told), about).because(because.as_str());
    let view = views::view(tx, &grant)?;
    record(tx, &grant, &change, view)
}

/// Stores an allowed waking, by compare-and-set on the version read; and how long it slept, for
/// whoever asks what was in effect then.
fn wake(
    tx: &mut WriteTx<'_>,
    grant: RoleGrant,
    since: Timestamp,
    giving: Authorised<Giving>,
) -> Result<RoleGrant, Failure> {
    let Giving { act, .. } = giving.into_act();
    let now = tx.now();
    let from = falls_asleep(now, act.role.dormant_after_days);
    let row = role_grants::table
        .filter(role_grants::id.eq(grant.id.to_string()))
        .filter(role_grants::version.eq(grant.version))
        .filter(role_grants::revoked_at.is_null());
    let changed = diesel::update(row)
        .set((
            role_grants::idle_since.eq(now.naive()),
            role_grants::dormant_from.eq(from.map(Timestamp::naive)),
            role_grants::dormant_told_at.eq(None::<chrono::NaiveDateTime>),
            role_grants::version.eq(grant.version + 1),
        ))
        .execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::StaleVersion.into());
    }
    diesel::insert_into(grant_sleeps::table)
        .values((
            grant_sleeps::grant_id.eq(grant.id.to_string()),
            grant_sleeps::began_at.eq(since.naive()),
            grant_sleeps::ended_at.eq(now.naive()),
        ))
        .execute(tx.connection())?;
    tx.connection()
        .execute_returning_count(&touched(grant.user, now))?;
    if act.role.confers == Some(Capability::AdministerOrganisation) {
        organisations::lbas::have_changed(tx, grant.holder_organisation)?;
    }
    let dormancy = Dormancy {
        from,
        ..grant.dormancy
    };
    Ok(RoleGrant {
        dormancy,
        version: grant.version + 1,
        ..grant
    })
}
