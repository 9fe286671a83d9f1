//! What users hold already, by whose decision, and what was taken from them.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::Timestamp;

use crate::{
    db::{DbConnection, Failure, StoredTime, schema::role_grants},
    domain::period::Period,
    imports::records::GrantRecord,
    policy::granting::GrantRole,
};

#[derive(Queryable)]
struct Row {
    id: String,
    user_id: String,
    role_key: String,
    organisation_id: String,
    unit: Option<String>,
    valid_from: StoredTime,
    valid_until: Option<StoredTime>,
    import_source: Option<String>,
    revoked_at: Option<StoredTime>,
    revoked_by: Option<String>,
}

/// A grant that is not revoked.
#[derive(Clone, Debug)]
pub(super) struct Live {
    pub(super) id: String,
    pub(super) role: String,
    pub(super) from: Timestamp,
    pub(super) until: Option<Timestamp>,
    import_source: Option<String>,
}

impl Live {
    /// Whether an import from `source` gave it.
    pub(super) fn owned_by(&self, source: &str) -> bool {
        self.import_source.as_deref() == Some(source)
    }

    /// Whether it is what the row says. A row without a first day does not say when it began, and
    /// one without a last day leaves the end to the role's maximum.
    pub(super) fn is_as(&self, record: &GrantRecord, max_duration_days: Option<i32>) -> bool {
        let begins = record.from.is_none_or(|from| from == self.from);
        let ends = match record.until {
            Some(_) => record.until == self.until,
            None => self.until.is_none() || max_duration_days.is_some(),
        };
        begins && ends
    }
}

/// What becomes of a role that a row says a user holds.
#[derive(Debug)]
pub(super) enum Held<'h> {
    /// They hold it.
    Live(&'h Live),
    /// They held it, and a person took it from them.
    TakenByHand,
}

#[derive(Debug, Default)]
struct Kept {
    live: Vec<Live>,
    last_taken: Option<(Timestamp, bool)>,
}

type Key = (String, String, String, Option<String>);

/// What the users of a batch hold and held.
#[derive(Debug, Default)]
pub(super) struct Holdings(HashMap<Key, Kept>);

impl Holdings {
    pub(super) fn load(connection: &mut DbConnection, users: Vec<String>) -> Result<Self, Failure> {
        let rows: Vec<Row> = role_grants::table
            .filter(role_grants::user_id.eq_any(users))
            .select((
                role_grants::id,
                role_grants::user_id,
                role_grants::role_key,
                role_grants::organisation_id,
                role_grants::unit,
                role_grants::valid_from,
                role_grants::valid_until,
                role_grants::import_source,
                role_grants::revoked_at,
                role_grants::revoked_by,
            ))
            .load(connection)?;
        let mut holdings = Self::default();
        for row in rows {
            let key = (
                row.user_id,
                row.role_key.clone(),
                row.organisation_id,
                row.unit,
            );
            let held = holdings.0.entry(key).or_default();
            match row.revoked_at {
                Some(at) => {
                    let taken = (at.0, row.revoked_by.is_some());
                    held.last_taken = held.last_taken.max(Some(taken));
                }
                None => held.live.push(Live {
                    id: row.id,
                    role: row.role_key,
                    from: row.valid_from.0,
                    until: row.valid_until.map(|until| until.0),
                    import_source: row.import_source,
                }),
            }
        }
        Ok(holdings)
    }

    fn key(act: &GrantRole, unit: Option<String>) -> Key {
        (
            act.subject.id.to_string(),
            act.role.key.clone(),
            act.organisation.to_string(),
            unit,
        )
    }

    /// What the user holds of this, or what became of it last.
    pub(super) fn find(
        &self,
        act: &GrantRole,
        unit: Option<&str>,
        now: Timestamp,
    ) -> Option<Held<'_>> {
        let held = self.0.get(&Self::key(act, unit.map(str::to_owned)))?;
        let live = held
            .live
            .iter()
            .find(|live| live.until.is_none_or(|until| until > now));
        match (live, held.last_taken) {
            (Some(live), _) => Some(Held::Live(live)),
            (None, Some((_, true))) => Some(Held::TakenByHand),
            (None, Some((_, false)) | None) => None,
        }
    }

    /// Remembers what this batch gives.
    pub(super) fn give(
        &mut self,
        act: &GrantRole,
        unit: Option<String>,
        (id, period): (String, Period),
        source: &str,
    ) {
        let live = Live {
            id,
            role: act.role.key.clone(),
            from: period.from(),
            until: period.until(),
            import_source: Some(source.to_owned()),
        };
        let held = self.0.entry(Self::key(act, unit)).or_default();
        held.live = vec![live];
    }
}
