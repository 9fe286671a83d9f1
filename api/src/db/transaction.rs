//! What reads and writes are given: one snapshot or transaction, and who acts in it.

use serde::Serialize;
use shared::{Timestamp, id::UserId, language::Language};

use super::{
    DbConnection, Failure, caller,
    command::{Command, Context},
    module::ModuleCheck,
    record::{self, Deed},
};
use crate::domain::{
    caller::Caller,
    change::{About, Change, Place},
};

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
    module: ModuleCheck,
}

/// Proof that a change was recorded. Made only by [`WriteTx::record`]; a write must return one.
#[derive(Debug)]
pub struct Recorded<T>(T);

impl<'c> ReadTx<'c> {
    pub(super) fn new(
        connection: &'c mut DbConnection,
        caller: Caller,
        now: Timestamp,
        language: Language,
    ) -> Self {
        Self {
            connection,
            caller,
            now,
            language,
        }
    }

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
    /// Says what the act is about, as soon as that is known, so that a refusal is audited with it,
    /// and so that a client that works in the wrong module is told before anything else (R9).
    ///
    /// # Errors
    /// `moved-to-star`, `moved-to-amp`.
    pub fn concerns(&mut self, about: About) -> Result<(), Failure> {
        let organisation = about.organisation;
        self.about = about;
        match organisation {
            Some(organisation) => self.module.check(&mut self.read, organisation),
            None => Ok(()),
        }
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

    /// Records the changes of one batch of a larger work, as the deed of whoever ordered it. A
    /// batch that found everything as it should be has none.
    ///
    /// # Errors
    /// As [`WriteTx::record`].
    pub fn record_batch<T>(
        &mut self,
        ordered_by: Option<UserId>,
        changes: &[Change],
        value: T,
    ) -> Result<Recorded<T>, Failure> {
        let deed = Deed {
            caller: &self.read.caller,
            deed_of: ordered_by,
            at: self.read.now,
            trace_id: self.trace_id,
        };
        record::changes(self.read.connection, deed, changes)?;
        Ok(Recorded(value))
    }

    fn record_deed<T>(
        &mut self,
        deed_of: Option<UserId>,
        change: &Change,
        value: T,
    ) -> Result<Recorded<T>, Failure> {
        // INVARIANT (R9): every write records a change, so none gets by without this.
        match change.place() {
            Place::ModuleOf(organisation) => self.module.check(&mut self.read, organisation)?,
            Place::Neither => {}
            Place::Untold => {
                return Err(Failure::Internal(
                    "a change of no organisation's".to_owned(),
                ));
            }
        }
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
    /// Answers that were given before were recorded then.
    pub(super) fn before(value: T) -> Self {
        Self(value)
    }

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

/// Lets the caller, as stored at this moment, act; remembers who was refused what.
pub(super) fn act_in<T>(
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
    let caller = caller::load_to_act(connection, credential, now)?;
    let read = ReadTx::new(connection, caller, now, *language);
    let mut tx = WriteTx {
        read,
        trace_id,
        about: About::default(),
        module: ModuleCheck::new(command.module),
    };
    act(&mut tx)
        .map(|Recorded(value)| value)
        .inspect_err(|failure| {
            if matches!(failure, Failure::Denied(_)) {
                *refused = Some((tx.read.caller.clone(), tx.about.clone()));
            }
        })
}
