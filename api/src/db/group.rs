//! SQLite's one writer: writes that wait are done together and made durable by one commit, each
//! in a savepoint of its own, so that what one of them does wrong is undone alone.
//!
//! INVARIANT: nobody is answered before the commit that keeps what they wrote.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::{mpsc, oneshot};

use super::{DatabaseUrl, DbConnection, Failure, dialect};

/// Writes that may wait; more are turned away at once.
const MOST_WAITING: usize = 1024;
/// Writes made durable together.
const MOST_TOGETHER: usize = 64;

/// Hands writes to the thread that does them.
pub(super) struct GroupWriter {
    queue: mpsc::Sender<Box<dyn Job>>,
}

/// A write, and who waits for it.
trait Job: Send {
    /// Does it, within the open transaction.
    fn run(&mut self, connection: &mut DbConnection);
    /// Answers with what came of it, now that it is kept.
    fn kept(self: Box<Self>);
    /// Answers that it was not kept.
    fn lost(self: Box<Self>, why: &str);
}

struct Write<T, W> {
    work: W,
    result: Option<Result<T, Failure>>,
    answer: oneshot::Sender<Result<T, Failure>>,
}

impl<T, W> Job for Write<T, W>
where
    T: Send,
    W: Fn(&mut DbConnection) -> Result<T, Failure> + Send,
{
    fn run(&mut self, connection: &mut DbConnection) {
        let first = (self.work)(connection);
        self.result = Some(match first {
            // What was there already is seen, and named, by a second look.
            Err(Failure::Database(error)) if dialect::is_worth_another_try(&error) => {
                (self.work)(connection)
            }
            done => done,
        });
    }

    fn kept(self: Box<Self>) {
        if let Some(result) = self.result {
            // Whoever asked may have gone away.
            let _ = self.answer.send(result);
        }
    }

    fn lost(self: Box<Self>, why: &str) {
        let _ = self.answer.send(Err(Failure::Unavailable(why.to_owned())));
    }
}

impl GroupWriter {
    /// Starts the thread; it connects when there is something to write, and ends with this.
    pub(super) fn start(url: DatabaseUrl) -> Self {
        let (queue, waiting) = mpsc::channel(MOST_WAITING);
        let thread = Thread {
            waiting,
            url,
            connection: None,
        };
        std::thread::spawn(move || thread.run());
        Self { queue }
    }

    /// Does a write, which may be done twice, and waits until it is kept.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut DbConnection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (answer, answered) = oneshot::channel();
        let job = Write {
            work,
            result: None,
            answer,
        };
        self.queue
            .try_send(Box::new(job))
            .map_err(|error| Failure::Unavailable(format!("writer: {error}")))?;
        answered
            .await
            .unwrap_or_else(|_| Err(Failure::Internal("the write was given up".to_owned())))
    }
}

struct Thread {
    waiting: mpsc::Receiver<Box<dyn Job>>,
    url: DatabaseUrl,
    connection: Option<DbConnection>,
}

impl Thread {
    fn run(mut self) {
        let mut jobs = Vec::with_capacity(MOST_TOGETHER);
        while self.waiting.blocking_recv_many(&mut jobs, MOST_TOGETHER) > 0 {
            let outcome = self.together(&mut jobs);
            for job in jobs.drain(..) {
                match &outcome {
                    Ok(()) => job.kept(),
                    Err(why) => job.lost(why),
                }
            }
        }
    }

    /// All the jobs in one transaction. A connection on which it did not end well is not used
    /// again: closing it undoes everything.
    fn together(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), String> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self
                .url
                .connect_to_write()
                .map_err(|error| error.to_string())?,
        };
        let done = catch_unwind(AssertUnwindSafe(|| {
            dialect::begin_write(&mut connection)?;
            for job in jobs {
                job.run(&mut connection);
            }
            dialect::commit(&mut connection)
        }));
        match done {
            Ok(Ok(())) => {
                self.connection = Some(connection);
                Ok(())
            }
            Ok(Err(error)) => Err(error.to_string()),
            Err(_panic) => Err("a write panicked".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use diesel::prelude::*;
    use shared::problem::ProblemKind;

    use super::GroupWriter;
    use crate::db::{
        DatabaseUrl, DbConnection, Failure, dialect, migrations, schema::used_logout_tokens,
    };

    /// A migrated file, removed at the end.
    struct File(std::path::PathBuf);

    impl File {
        fn new() -> Self {
            let name = format!("group-{:x}.sqlite", rand::random::<u64>());
            let file = Self(std::env::temp_dir().join(name));
            migrations::run(&mut file.url().connect().unwrap()).unwrap();
            file
        }

        fn url(&self) -> DatabaseUrl {
            DatabaseUrl::Sqlite(self.0.display().to_string())
        }

        fn kept(&self) -> Vec<String> {
            used_logout_tokens::table
                .order(used_logout_tokens::jti)
                .select(used_logout_tokens::jti)
                .load(&mut self.url().connect().unwrap())
                .unwrap()
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            for suffix in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{suffix}", self.0.display()));
            }
        }
    }

    /// Writes a row in a transaction of its own, then ends as `end` says.
    fn row(
        connection: &mut DbConnection,
        jti: &str,
        end: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        dialect::begin_write(connection)?;
        let done = diesel::insert_into(used_logout_tokens::table)
            .values((
                used_logout_tokens::issuer.eq("i"),
                used_logout_tokens::jti.eq(jti),
                used_logout_tokens::expires_at.eq(chrono::NaiveDateTime::default()),
            ))
            .execute(connection)
            .map_err(Failure::from)
            .and_then(|_| end());
        match done {
            Ok(()) => Ok(dialect::commit(connection)?),
            Err(failure) => {
                dialect::rollback(connection)?;
                Err(failure)
            }
        }
    }

    #[tokio::test]
    async fn of_many_writes_at_once_each_is_kept_or_undone_alone() {
        let file = File::new();
        let writer = Arc::new(GroupWriter::start(file.url()));
        let attempts: Vec<_> = (0..200)
            .map(|n| {
                let writer = Arc::clone(&writer);
                tokio::spawn(async move {
                    let write = move |connection: &mut DbConnection| {
                        row(connection, &format!("{n:03}"), || match n % 3 {
                            0 => Err(ProblemKind::NotAllowed.into()),
                            _ => Ok(()),
                        })
                    };
                    (n, writer.write(write).await)
                })
            })
            .collect();
        let mut expected = Vec::new();
        for attempt in attempts {
            let (n, result) = attempt.await.unwrap();
            assert_eq!(result.is_ok(), n % 3 != 0, "{n}: {result:?}");
            if result.is_ok() {
                expected.push(format!("{n:03}"));
            }
        }
        assert_eq!(file.kept(), expected);
    }

    #[tokio::test]
    async fn a_write_that_breaks_down_is_not_kept_and_the_next_one_is() {
        let file = File::new();
        let writer = GroupWriter::start(file.url());
        let broken = writer
            .write(|connection| row(connection, "broken", || panic!("on purpose")))
            .await;
        assert!(broken.is_err());
        let next = writer.write(|connection| row(connection, "next", || Ok(())));
        next.await.unwrap();
        assert_eq!(file.kept(), ["next"]);
    }

    #[tokio::test]
    async fn whoever_is_answered_finds_the_write_on_another_connection() {
        let file = File::new();
        let writer = GroupWriter::start(file.url());
        for n in 0..5_usize {
            let write =
                move |connection: &mut DbConnection| row(connection, &n.to_string(), || Ok(()));
            writer.write(write).await.unwrap();
            assert_eq!(file.kept().len(), n + 1);
        }
    }
}
