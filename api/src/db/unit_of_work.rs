//! The unit of work: one read is one snapshot, one write is one transaction that leaves an
//! audit event or does not happen.

use std::{fmt, sync::Arc, time::Duration};

use rand::Rng as _;
use shared::{Timestamp, audit::AuditKind};

use super::{
    DatabaseUrl, DbConnection, Failure, caller,
    command::{Command, Context},
    connections::{ConnectionCount, Connections},
    dialect,
    group::GroupWriter,
    idempotency::{self, Answer},
    record::{self, Deed},
    transaction::{ReadTx, Recorded, Resource, WriteTx, act_in},
};
use crate::clock::Clock;

/// Tries a write is given when it loses races; each with a longer, random pause before it.
const TRIES: u32 = 24;

/// The database: the only way to read or write.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    connections: Connections,
    /// SQLite has one writer; PostgreSQL writes over the connections that it reads over.
    group: Option<GroupWriter>,
    clock: Clock,
    url: DatabaseUrl,
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("engine", &self.inner.url.engine())
            .finish()
    }
}

impl Database {
    /// Opens the database over a pool of `pool_size` connections at most.
    pub fn open(url: &DatabaseUrl, pool_size: u32, clock: Clock) -> Self {
        let group = match url {
            DatabaseUrl::Postgres(_) => None,
            DatabaseUrl::Sqlite(_) => Some(GroupWriter::start(url.clone())),
        };
        Self {
            inner: Arc::new(Inner {
                connections: Connections::open(url, pool_size),
                group,
                clock,
                url: url.clone(),
            }),
        }
    }

    /// The clock that this database's transactions go by.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Where the database is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.inner.url
    }

    /// How many connections the pool has.
    pub fn connections(&self) -> ConnectionCount {
        self.inner.connections.count()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// `Unavailable` when it does not.
    pub async fn is_ready(&self) -> Result<(), Failure> {
        self.connected(|connection, _| {
            dialect::begin_read(connection)?;
            Ok(dialect::commit(connection)?)
        })
        .await?
    }

    /// Reads one snapshot.
    ///
    /// # Errors
    /// What `query` fails with, or the engine.
    pub async fn read<T: Send + 'static>(
        &self,
        context: Context,
        query: impl FnOnce(&mut ReadTx<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.connected(move |connection, now| read(connection, &context, now, query))
            .await?
    }

    /// Writes on behalf of somebody who asked over HTTP; the answer is kept for a repeated key.
    ///
    /// # Errors
    /// What `act` fails with, or the engine; then nothing is changed, and a refusal is audited.
    pub async fn write<T: Resource>(
        &self,
        command: Command,
        act: impl Fn(&mut WriteTx<'_>) -> Result<Recorded<T>, Failure> + Send + 'static,
    ) -> Result<Answer, Failure> {
        self.writing(move |connection, now| {
            write(connection, &command, now, |tx| {
                let caller = tx.caller().key();
                if let Some(key) = &command.idempotency
                    && let Some(kept) = idempotency::find(tx.connection(), &caller, key)?
                {
                    return Ok(Recorded::before(kept));
                }
                let recorded = act(tx)?;
                let answer = answer(&recorded, &command)?;
                if let Some(key) = &command.idempotency {
                    let now = tx.now();
                    idempotency::keep(tx.connection(), &caller, key, &answer, now)?;
                }
                Ok(recorded.map(|_| answer))
            })
        })
        .await
    }

    /// Writes in the course of the system's own work, such as a login.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub async fn write_plain<T: Send + 'static>(
        &self,
        context: Context,
        attempt: AuditKind,
        act: impl Fn(&mut WriteTx<'_>) -> Result<Recorded<T>, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let command = Command {
            context,
            attempt,
            idempotency: None,
            dry_run: false,
            module: None,
        };
        self.writing(move |connection, now| write(connection, &command, now, &act))
            .await
    }

    /// Keeps books that are no change of the domain: sessions, login attempts, old keys. Not
    /// audited; the slices that may use it are listed in the architecture test.
    ///
    /// # Errors
    /// What `act` fails with, or the engine.
    pub async fn keep_books<T: Send + 'static>(
        &self,
        act: impl Fn(&mut DbConnection, Timestamp) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.writing(move |connection, now| {
            transaction(connection, |connection| act(connection, now), false)
        })
        .await
    }

    /// Does a write by the engine's way: as one of a group, or in a transaction of its own that
    /// is done again while it loses races.
    async fn writing<T: Send + 'static>(
        &self,
        work: impl Fn(&mut DbConnection, Timestamp) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        if let Some(group) = &self.inner.group {
            let clock = self.inner.clock.clone();
            let work = move |connection: &mut DbConnection| work(connection, clock.now());
            return group.write(work).await;
        }
        let (mut work, mut tries) = (work, 1);
        loop {
            let (back, done) = self
                .connected(move |connection, now| {
                    let done = work(connection, now);
                    (work, done)
                })
                .await?;
            match done {
                Err(Failure::Database(error))
                    if tries < TRIES && dialect::is_worth_another_try(&error) =>
                {
                    pause(tries).await;
                    (work, tries) = (back, tries + 1);
                }
                done => return done,
            }
        }
    }

    async fn connected<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut DbConnection, Timestamp) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let clock = self.inner.clock.clone();
        let work = move |connection: &mut DbConnection| work(connection, clock.now());
        self.inner.connections.with(work).await
    }
}

fn answer<T: Resource>(recorded: &Recorded<T>, command: &Command) -> Result<Answer, Failure> {
    let resource = recorded.value();
    let created = resource.version() == 1 && !command.dry_run;
    Ok(Answer {
        status: if created { 201 } else { 200 },
        version: (!command.dry_run).then(|| resource.version()),
        location: created.then(|| resource.path()),
        body: serde_json::to_string(resource)
            .map_err(|error| Failure::Internal(error.to_string()))?,
        replayed: false,
    })
}

fn read<T>(
    connection: &mut DbConnection,
    context: &Context,
    now: Timestamp,
    query: impl FnOnce(&mut ReadTx<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    dialect::begin_read(connection)?;
    let result = caller::load(connection, &context.credential, now)
        .and_then(|caller| query(&mut ReadTx::new(connection, caller, now, context.language)));
    // Nothing was written: a commit that fails loses nothing, but shows a broken connection.
    dialect::commit(connection).or_else(|_| dialect::rollback(connection))?;
    result
}

/// Lets a command be carried out; a refusal is audited when what led to it has been undone.
fn write<T>(
    connection: &mut DbConnection,
    command: &Command,
    now: Timestamp,
    act: impl Fn(&mut WriteTx<'_>) -> Result<Recorded<T>, Failure>,
) -> Result<T, Failure> {
    let mut refused = None;
    let result = transaction(
        connection,
        |connection| act_in(connection, command, now, &act, &mut refused),
        command.dry_run,
    );
    if let (Err(Failure::Denied(denied)), Some((caller, about))) = (&result, refused)
        && !command.dry_run
    {
        let trace_id = &command.context.trace_id;
        let deed = Deed {
            caller: &caller,
            deed_of: None,
            at: now,
            trace_id,
        };
        let attempt = command.attempt;
        transaction(
            connection,
            |connection| record::refusal(connection, deed, attempt, about, denied),
            false,
        )?;
    }
    result
}

/// A random pause, longer with each try.
async fn pause(tries: u32) {
    let most = 1_u64 << tries.min(6);
    let millis = rand::rng().random_range(0..=most);
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

/// One transaction: kept when `act` succeeds and it is not a dry run, else rolled back.
fn transaction<T>(
    connection: &mut DbConnection,
    act: impl FnOnce(&mut DbConnection) -> Result<T, Failure>,
    dry_run: bool,
) -> Result<T, Failure> {
    dialect::begin_write(connection)?;
    match act(connection) {
        Ok(value) if !dry_run => {
            dialect::commit(connection)?;
            Ok(value)
        }
        result => {
            dialect::rollback(connection)?;
            result
        }
    }
}
