//! When roles are used: a role check said yes, or whoever administers logged in.
//!
//! A check notes its use in memory and goes on; a task writes what was noted, many at once, off
//! its way. What a node had noted and not written is lost when it is killed: a use is bookkeeping
//! of a day's precision, and no decision.

use std::{
    collections::HashMap,
    hash::{BuildHasher as _, RandomState},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use diesel::prelude::*;
use shared::{Timestamp, id::UserId};
use tokio::{sync::Notify, task::JoinHandle};

use crate::{
    db::{
        Database, DbConnection, Failure, MultiBackend, WriteTx,
        dialect::access::{Question, Whose},
        dormancy::awake,
        schema::{organisations, role_grants, roles, users},
    },
    domain::dormancy::falls_asleep,
};

/// Uses that are remembered here at most; more are noted a little more often than needed.
const MOST: usize = 200_000;
/// Uses that wait to be written at most; more are forgotten.
const MOST_WAITING: usize = 20_000;
/// Uses written in one transaction.
const TOGETHER: usize = 200;
/// For how long a use is noted once and no more: a day.
const A_DAY: i64 = 86_400;
/// What is noted already is not written again for so long.
const HALF_A_DAY: i64 = 43_200;
/// How long uses gather before they are written.
const GATHER: Duration = Duration::from_secs(2);

/// Use of a role at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Use {
    question: Question,
    at: Timestamp,
}

#[derive(Debug, Default)]
struct Noted {
    /// When a question was last answered with yes and noted, by its hash.
    last: HashMap<u64, Timestamp>,
    waiting: Vec<Use>,
}

#[derive(Debug, Default)]
struct Inner {
    noted: Mutex<Noted>,
    hashing: RandomState,
    wake: Notify,
}

/// Where uses are noted. Clones note in the same place.
#[derive(Clone, Debug, Default)]
pub struct Uses(Arc<Inner>);

impl Uses {
    /// Notes that roles were asked about and are held.
    pub(crate) fn note(&self, held: &[&Question], at: Timestamp) {
        let mut noted = self.0.noted.lock().unwrap_or_else(PoisonError::into_inner);
        let before = at.plus_seconds(-A_DAY);
        for question in held.iter().copied() {
            let Question {
                client: _,
                whose,
                role,
                held_on,
                held_cvr,
                unit,
            } = question;
            let hash = self
                .0
                .hashing
                .hash_one((whose, role, held_on, held_cvr, unit));
            let known = noted.last.get(&hash).is_some_and(|last| *last > before);
            if known || noted.waiting.len() >= MOST_WAITING {
                continue;
            }
            if noted.last.len() >= MOST {
                noted.last.clear();
            }
            noted.last.insert(hash, at);
            let question = question.clone();
            noted.waiting.push(Use { question, at });
            self.0.wake.notify_one();
        }
    }

    fn take(&self) -> Vec<Use> {
        let mut noted = self.0.noted.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut noted.waiting)
    }
}

/// The work; ends when this is dropped.
#[derive(Debug)]
pub struct Writing(JoinHandle<()>);

impl Drop for Writing {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins to write what is noted.
pub fn spawn(database: Database, uses: Uses) -> Writing {
    Writing(tokio::spawn(async move {
        loop {
            uses.0.wake.notified().await;
            tokio::time::sleep(GATHER).await;
            for some in uses.take().chunks(TOGETHER) {
                let some = some.to_vec();
                let written = database
                    .keep_books(move |connection, now| write(connection, &some, now))
                    .await;
                if let Err(failure) = written {
                    tracing::warn!(%failure, "uses of roles were not noted");
                }
            }
        }
    }))
}

fn write(connection: &mut DbConnection, uses: &[Use], now: Timestamp) -> Result<(), Failure> {
    let days: HashMap<String, Option<i32>> = roles::table
        .select((roles::key, roles::dormant_after_days))
        .load::<(String, Option<i32>)>(connection)?
        .into_iter()
        .collect();
    for one in uses {
        if let Some(days) = days.get(&one.question.role) {
            used(connection, one, *days, now)?;
        }
    }
    Ok(())
}

/// Grants that run and are awake, and have not been noted as used for half a day.
#[diesel::dsl::auto_type(no_type_alias)]
fn due(now: Timestamp) -> _ {
    let at: chrono::NaiveDateTime = now.naive();
    let before: chrono::NaiveDateTime = now.plus_seconds(-HALF_A_DAY).naive();
    let up: awake = awake(now);
    role_grants::revoked_at
        .is_null()
        .and(role_grants::valid_from.le(at))
        .and(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(at)),
        )
        .and(up)
        .and(
            role_grants::last_used_at
                .is_null()
                .or(role_grants::last_used_at.assume_not_null().lt(before)),
        )
}

/// The grants by which a question was answered with yes.
fn answering(
    connection: &mut DbConnection,
    question: &Question,
    now: Timestamp,
) -> QueryResult<Vec<String>> {
    let user: Option<String> = match &question.whose {
        Whose::User(id) => Some(id.clone()),
        Whose::Professional { cvr, uuid } => users::table
            .inner_join(organisations::table)
            .filter(users::professional_uuid.eq(uuid))
            .filter(organisations::cvr.eq(cvr))
            .select(users::id)
            .first(connection)
            .optional()?,
        Whose::Nobody => None,
    };
    let Some(user) = user else {
        return Ok(Vec::new());
    };
    let mut select = role_grants::table
        .filter(role_grants::user_id.eq(user))
        .filter(role_grants::role_key.eq(question.role.clone()))
        .filter(due(now))
        .select(role_grants::id)
        .into_boxed::<MultiBackend>();
    if let Some(place) = &question.held_on {
        select = select.filter(role_grants::organisation_id.eq(place.clone()));
    }
    if let Some(cvr) = &question.held_cvr {
        let places = organisations::table
            .filter(organisations::cvr.eq(cvr.clone()))
            .select(organisations::id);
        select = select.filter(role_grants::organisation_id.eq_any(places));
    }
    let whole = role_grants::unit.is_null();
    select = match question.unit.clone() {
        Some(unit) => select.filter(whole.or(role_grants::unit.assume_not_null().eq(unit))),
        None => select.filter(whole),
    };
    select.load(connection)
}

fn used(
    connection: &mut DbConnection,
    one: &Use,
    days: Option<i32>,
    now: Timestamp,
) -> QueryResult<()> {
    let ids = answering(connection, &one.question, now)?;
    mark(connection, ids, (days, one.at, now))
}

/// Marks grants as used at `at`: from then on it is counted when they fall asleep.
fn mark(
    connection: &mut DbConnection,
    ids: Vec<String>,
    (days, at, now): (Option<i32>, Timestamp, Timestamp),
) -> QueryResult<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let grants = role_grants::table
        .filter(role_grants::id.eq_any(ids))
        .filter(due(now));
    diesel::update(grants)
        .set((
            role_grants::last_used_at.eq(at.naive()),
            role_grants::idle_since.eq(at.naive()),
            role_grants::dormant_from.eq(falls_asleep(at, days).map(Timestamp::naive)),
        ))
        .execute(connection)?;
    Ok(())
}

/// A login is the use of what its person holds in this system itself: they come to administer.
///
/// # Errors
/// The engine's.
pub fn by_login(tx: &mut WriteTx<'_>, user: UserId) -> Result<(), Failure> {
    let now = tx.now();
    let held: Vec<(String, Option<i32>)> = role_grants::table
        .inner_join(roles::table)
        .filter(role_grants::user_id.eq(user.to_string()))
        .filter(roles::confers.is_not_null())
        .filter(due(now))
        .select((role_grants::id, roles::dormant_after_days))
        .load(tx.connection())?;
    for (id, days) in held {
        mark(tx.connection(), vec![id], (days, now, now))?;
    }
    Ok(())
}
