//! The unit of work: one read is one snapshot, one write is one transaction that leaves an
//! audit event or does not happen.

use std::{fmt, sync::Arc, time::Duration};

use rand::Rng as _;
use shared::{Timestamp, audit::AuditKind};

use super::{
    DatabaseUrl, DbConnection, Failure, caller,
    command::{Command, Context},
    connection::{Connections, Pools},
    dialect,
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
    pools: Pools,
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
    /// Opens the database; `pool_size` connections at most for each use.
    pub fn open(url: &DatabaseUrl, pool_size: u32, clock: Clock) -> Self {
        let pools = Pools::open(url, pool_size);
        Self {
            inner: Arc::new(Inner {
                pools,
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

    /// How many connections there are.
    pub fn connections(&self) -> Connections {
        self.inner.pools.connections()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// `Unavailable` when it does not.
    pub async fn is_ready(&self) -> Result<(), Failure> {
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            let mut pooled = inner.reader()?;
            dialect::begin_read(&mut pooled)?;
            Ok(dialect::commit(&mut pooled)?)
        })
        .await
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
        let inner = Arc::clone(&self.inner);
        blocking(move || inner.read(&context, query)).await
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
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            inner.write(&command, |tx| {
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
        let inner = Arc::clone(&self.inner);
        let command = Command {
            context,
            attempt,
            idempotency: None,
            dry_run: false,
        };
        blocking(move || inner.write(&command, act)).await
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
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            attempt_until_done(|| {
                let mut connection = inner.writer()?;
                let now = inner.clock.now();
                transaction(&mut connection, |connection| act(connection, now), false)
            })
        })
        .await
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

type Pooled = diesel::r2d2::PooledConnection<super::connection::Manager>;

impl Inner {
    fn reader(&self) -> Result<Pooled, Failure> {
        self.pools
            .readers
            .get()
            .map_err(|error| Failure::Unavailable(error.to_string()))
    }

    fn writer(&self) -> Result<Pooled, Failure> {
        self.pools
            .writers
            .get()
            .map_err(|error| Failure::Unavailable(error.to_string()))
    }

    fn read<T>(
        &self,
        context: &Context,
        query: impl FnOnce(&mut ReadTx<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut pooled = self.reader()?;
        let connection: &mut DbConnection = &mut pooled;
        let now = self.clock.now();
        dialect::begin_read(connection)?;
        let result = caller::load(connection, &context.credential, now)
            .and_then(|caller| query(&mut ReadTx::new(connection, caller, now, context.language)));
        // Nothing was written: a commit that fails loses nothing, but shows a broken connection.
        dialect::commit(connection).or_else(|_| dialect::rollback(connection))?;
        result
    }

    fn write<T>(
        &self,
        command: &Command,
        act: impl Fn(&mut WriteTx<'_>) -> Result<Recorded<T>, Failure>,
    ) -> Result<T, Failure> {
        attempt_until_done(|| self.write_once(command, &act))
    }

    fn write_once<T>(
        &self,
        command: &Command,
        act: impl Fn(&mut WriteTx<'_>) -> Result<Recorded<T>, Failure>,
    ) -> Result<T, Failure> {
        let mut pooled = self.writer()?;
        let now = self.clock.now();
        let mut refused = None;
        let result = transaction(
            &mut pooled,
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
                &mut pooled,
                |connection| record::refusal(connection, deed, attempt, about, denied),
                false,
            )?;
        }
        result
    }
}

/// Runs a transaction again while it loses races, with growing random pauses.
fn attempt_until_done<T>(once: impl Fn() -> Result<T, Failure>) -> Result<T, Failure> {
    let mut tries = 1;
    loop {
        match once() {
            Err(Failure::Database(error))
                if tries < TRIES && dialect::is_worth_another_try(&error) =>
            {
                let most = 1_u64 << tries.min(6);
                let pause = rand::rng().random_range(0..=most);
                std::thread::sleep(Duration::from_millis(pause));
                tries += 1;
            }
            done => return done,
        }
    }
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

/// Runs what blocks away from the async threads.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(Failure::Internal(format!("worker: {error}"))))
}
