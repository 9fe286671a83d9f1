//! Adding to the catalogue and changing it. A change takes nothing from anybody: it is told which
//! grants it puts in breach, and what becomes of them is for people to decide.

use std::collections::BTreeSet;

use diesel::prelude::*;
use shared::{
    problem::{FieldCode, ProblemKind},
    role::{FixedPart, RoleRuleView, RoleView},
};

use super::{
    breaches, dormancy,
    drafts::{Amend, Create, Entry, difference},
    relations, views,
};
use crate::{
    db::{
        Failure, Recorded, WriteTx,
        failure::WrongField,
        schema::{role_rules, roles},
    },
    domain::{
        catalogue::{self, Relations},
        change::{About, Change, What},
    },
    http::request::IfMatch,
    policy::{self, Authorised, catalogue as rules},
};

fn about(key: &str) -> About {
    About {
        role: Some(key.to_owned()),
        ..About::default()
    }
}

/// Refuses what is at odds with itself or with other roles; tells how all relate then.
fn sound(
    tx: &mut WriteTx<'_>,
    entry: &Entry,
    before: &[RoleRuleView],
    fixed: &[FixedPart],
) -> Result<Relations, Failure> {
    let relations = relations::load(tx)?;
    let faults = catalogue::faults(&entry.draft, &relations, before, fixed);
    if faults.is_empty() {
        return Ok(relations.with(&entry.draft));
    }
    let wrong = |(pointer, code): (String, FieldCode)| WrongField {
        pointer: pointer.into(),
        code,
    };
    Err(Failure::Invalid(faults.into_iter().map(wrong).collect()))
}

/// Adds a role, which confers nothing in this system itself.
///
/// # Errors
/// The policy's refusals; `role-exists`; wrong fields.
pub fn create_role(tx: &mut WriteTx<'_>, new: &Create) -> Result<Recorded<RoleView>, Failure> {
    let (key, entry) = (new.key.as_str(), &new.entry);
    tx.concerns(about(key))?;
    let allowed = policy::catalogue::create(tx.caller())?;
    if views::find(tx, key)?.is_some() {
        return Err(ProblemKind::RoleExists.into());
    }
    let relations = sound(tx, entry, &[], &[])?;
    insert(tx, &allowed, new)?;
    insert_rules(tx, &allowed, entry)?;
    relations::store(tx, &allowed, &relations).and_then(|touched| bump(tx, &touched, key))?;
    let view = changed(tx, &allowed, key)?;
    let new = entry.told();
    tx.record(&Change::new(What::RoleCreated { new }, about(key)), view)
}

/// Changes a role. Nobody's grant is touched.
///
/// # Errors
/// `not-found`; the policy's refusals; a missing or stale version; wrong fields.
pub fn change_role(
    tx: &mut WriteTx<'_>,
    key: &str,
    amend: &Amend,
    if_match: IfMatch,
) -> Result<Recorded<RoleView>, Failure> {
    let before = views::find(tx, key)?.ok_or(Failure::NotFound)?;
    tx.concerns(about(key))?;
    let confers = views::capability(&before);
    let act = rules::ChangeRole {
        key: before.key.clone(),
        confers,
    };
    let allowed = rules::change(tx.caller(), act)?;
    if_match.check(before.version)?;
    let (old, new) = (Entry::of(&before), Entry::of(&before).amended(amend));
    let relations = sound(tx, &new, &before.rules, rules::fixed(confers))?;
    update(tx, &allowed, &new, before.version)?;
    if old.draft.rules != new.draft.rules {
        let stored = role_rules::table.filter(role_rules::role_key.eq(key.to_owned()));
        diesel::delete(stored).execute(tx.connection())?;
        insert_rules(tx, &allowed, &new)?;
    }
    if old.draft.dormant_after_days != new.draft.dormant_after_days {
        dormancy::count_anew(tx, &allowed, new.draft.dormant_after_days)?;
    }
    relations::store(tx, &allowed, &relations).and_then(|touched| bump(tx, &touched, key))?;
    let view = changed(tx, &allowed, key)?;
    let (old, new) = difference(&old.told(), &new.told());
    tx.record(
        &Change::new(What::RoleChanged { old, new }, about(key)),
        view,
    )
}

/// The role as it has become, with the grants that it puts in breach.
fn changed<A>(
    tx: &mut WriteTx<'_>,
    allowed: &Authorised<A>,
    key: &str,
) -> Result<RoleView, Failure> {
    let view =
        views::find(tx, key)?.ok_or_else(|| Failure::Internal(format!("role `{key}` has gone")))?;
    Ok(RoleView {
        breaches: Some(breaches::of(tx, allowed, &view)?),
        ..view
    })
}

fn insert(
    tx: &mut WriteTx<'_>,
    _: &Authorised<rules::CreateRole>,
    new: &Create,
) -> Result<(), Failure> {
    let Entry {
        name_da,
        name_en,
        description_da,
        description_en,
        assurance,
        draft,
    } = &new.entry;
    diesel::insert_into(roles::table)
        .values((
            roles::key.eq(new.key.as_str()),
            roles::system.eq(new.key.system()),
            roles::name_da.eq(name_da),
            roles::name_en.eq(name_en),
            roles::description_da.eq(description_da),
            roles::description_en.eq(description_en),
            roles::assurance.eq(assurance.as_str()),
            roles::max_duration_days.eq(draft.max_duration_days),
            roles::min_holders.eq(draft.min_holders),
            roles::max_holders.eq(draft.max_holders),
            roles::dormant_after_days.eq(draft.dormant_after_days),
            roles::version.eq(1),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// By compare-and-set on the version read.
fn update(
    tx: &mut WriteTx<'_>,
    allowed: &Authorised<rules::ChangeRole>,
    new: &Entry,
    version: i64,
) -> Result<(), Failure> {
    let row = roles::table
        .filter(roles::key.eq(allowed.act().key.clone()))
        .filter(roles::version.eq(version));
    let changed = diesel::update(row)
        .set((
            roles::name_da.eq(&new.name_da),
            roles::name_en.eq(&new.name_en),
            roles::description_da.eq(&new.description_da),
            roles::description_en.eq(&new.description_en),
            roles::assurance.eq(new.assurance.as_str()),
            roles::max_duration_days.eq(new.draft.max_duration_days),
            roles::min_holders.eq(new.draft.min_holders),
            roles::max_holders.eq(new.draft.max_holders),
            roles::dormant_after_days.eq(new.draft.dormant_after_days),
            roles::version.eq(version + 1),
        ))
        .execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::StaleVersion.into());
    }
    Ok(())
}

fn insert_rules<A>(tx: &mut WriteTx<'_>, _: &Authorised<A>, entry: &Entry) -> Result<(), Failure> {
    for rule in &entry.draft.rules {
        diesel::insert_into(role_rules::table)
            .values((
                role_rules::role_key.eq(&entry.draft.key),
                role_rules::holder_kind.eq(rule.holder_kind.as_str()),
                role_rules::target.eq(rule.target.as_str()),
                role_rules::requestable_by_self.eq(rule.requestable_by_self),
                role_rules::requestable_by_lba.eq(rule.requestable_by_lba),
                role_rules::granted_by.eq(rule.granted_by.as_str()),
                role_rules::revoked_by.eq(rule.revoked_by.as_str()),
            ))
            .execute(tx.connection())?;
    }
    Ok(())
}

/// Other roles whose relations changed with this one's are other versions of themselves: their
/// views name it.
fn bump(tx: &mut WriteTx<'_>, touched: &BTreeSet<String>, but: &str) -> Result<(), Failure> {
    let others: Vec<_> = touched.iter().filter(|key| *key != but).cloned().collect();
    if !others.is_empty() {
        diesel::update(roles::table.filter(roles::key.eq_any(others)))
            .set(roles::version.eq(roles::version + 1))
            .execute(tx.connection())?;
    }
    Ok(())
}
