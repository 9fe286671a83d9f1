//! The unit of work: one read is one snapshot, one write is one transaction that leaves an
//! audit event or does not happen.

use std::{fmt, sync::Arc, time::Duration};

use rand::Rng as _;
use serde::Serialize;
use shared::{Timestamp, audit::AuditKind, id::UserId, language::Language};

use super::{
    DatabaseUrl, DbConnection, Failure,
    caller::{self, Credential},
    connection::Pools,
    dialect,
    idempotency::{self, Answer, IdempotencyKey},
    record::{self, Deed},
};
use crate::{
    clock::Clock,
    domain::{
        caller::Caller,
        change::{About, Change},
    },
};

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

/// Who asks, in which language, under which name in the logs.
#[derive(Clone, Debug)]
pub struct Context {
    /// What was shown to say who asks.
    pub credential: Credential,
    /// The language answered in.
    pub language: Language,
    /// Names the request in logs, problems and the audit log.
    pub trace_id: String,
}

impl Context {
    /// A part of the system itself acts.
    pub fn system(part: &'static str) -> Self {
        Self {
            credential: Credential::System(part),
            language: Language::Da,
            trace_id: part.to_owned(),
        }
    }
}

/// A write that somebody asks for.
#[derive(Clone, Debug)]
pub struct Command {
    /// Who asks.
    pub context: Context,
    /// What it would be audited as; a refusal is audited as that, too.
    pub attempt: AuditKind,
    /// The client's Idempotency-Key.
    pub idempotency: Option<IdempotencyKey>,
    /// Decide and compute everything, keep nothing.
    pub dry_run: bool,
}

/// A thing that a write answers with.
pub trait Resource: Serialize {
    /// Its version, sent as `ETag`.
    fn version(&self) -> i64;
    /// Where it can be read.
    fn path(&self) -> String;
}

/// One snapshot, and who looks at it.
#[derive(Debug)]
pub struct ReadTx<'c> {
    connection: &'c mut DbConnection,
    caller: Caller,
    now: Timestamp,
    language: Language,
}

/// One transaction, and who acts in it.
#[derive(Debug)]
pub struct WriteTx<'c> {
    read: ReadTx<'c>,
    trace_id: &'c str,
    about: About,
}

/// Proof that a change was recorded. Made only by [`WriteTx::record`]; a write must return one.
#[derive(Debug)]
pub struct Recorded<T>(T);

impl ReadTx<'_> {
    /// Who looks.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The moment at which everything in this transaction happens.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The language answered in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The connection, for the queries of the slices.
    pub(crate) fn connection(&mut self) -> &mut DbConnection {
        self.connection
    }
}

impl<'c> std::ops::Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;

    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

impl std::ops::DerefMut for WriteTx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.read
    }
}

impl WriteTx<'_> {
    /// Says what the act is about, as soon as that is known, so that a refusal is audited with it.
    pub fn concerns(&mut self, about: About) {
        self.about = about;
    }

    /// Records a change: its audit event and its messages, in this transaction.
    ///
    /// # Errors
    /// The engine's; then nothing of the transaction is kept.
    pub fn record<T>(&mut self, change: &Change, value: T) -> Result<Recorded<T>, Failure> {
        self.record_deed(None, change, value)
    }

    /// Records a change that a part of the system makes, as the deed of the person whom that part
    /// has just found out to be acting: their login.
    ///
    /// # Errors
    /// As [`WriteTx::record`].
    pub fn record_as<T>(
        &mut self,
        person: UserId,
        change: &Change,
        value: T,
    ) -> Result<Recorded<T>, Failure> {
        self.record_deed(Some(person), change, value)
    }

    fn record_deed<T>(
        &mut self,
        deed_of: Option<UserId>,
        change: &Change,
        value: T,
    ) -> Result<Recorded<T>, Failure> {
        let deed = Deed {
            caller: &self.read.caller,
            deed_of,
            at: self.read.now,
            trace_id: self.trace_id,
        };
        record::change(self.read.connection, deed, change)?;
        Ok(Recorded(value))
    }
}

impl<T> Recorded<T> {
    /// What the write answers with.
    pub fn value(&self) -> &T {
        &self.0
    }

    /// The same proof with another value.
    pub fn map<U>(self, turn: impl FnOnce(T) -> U) -> Recorded<U> {
        Recorded(turn(self.0))
    }

    /// The same proof with another value, which may fail to be had.
    ///
    /// # Errors
    /// What `turn` fails with.
    pub fn and_then<U>(
        self,
        turn: impl FnOnce(T) -> Result<U, Failure>,
    ) -> Result<Recorded<U>, Failure> {
        turn(self.0).map(Recorded)
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
                    return Ok(Recorded(kept));
                }
                let recorded = act(tx)?;
                let answer = answer(&recorded, &command)?;
                if let Some(key) = &command.idempotency {
                    let now = tx.now();
                    idempotency::keep(tx.connection(), &caller, key, &answer, now)?;
                }
                Ok(Recorded(answer))
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
        let result = caller::load(connection, &context.credential, now).and_then(|caller| {
            query(&mut ReadTx {
                connection,
                caller,
                now,
                language: context.language,
            })
        });
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

/// Lets the caller, as stored at this moment, act; remembers who was refused what.
fn act_in<T>(
    connection: &mut DbConnection,
    command: &Command,
    now: Timestamp,
    act: &impl Fn(&mut WriteTx<'_>) -> Result<Recorded<T>, Failure>,
    refused: &mut Option<(Caller, About)>,
) -> Result<T, Failure> {
    let Context {
        credential,
        language,
        trace_id,
    } = &command.context;
    let caller = caller::load(connection, credential, now)?;
    if let Some(user) = caller.user_id() {
        dialect::hold_rights_of(connection, user)?;
    }
    let read = ReadTx {
        connection,
        caller,
        now,
        language: *language,
    };
    let mut tx = WriteTx {
        read,
        trace_id,
        about: About::default(),
    };
    act(&mut tx)
        .map(|Recorded(value)| value)
        .inspect_err(|failure| {
            if matches!(failure, Failure::Denied(_)) {
                *refused = Some((tx.read.caller.clone(), tx.about.clone()));
            }
        })
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
