//! The connections that requests share: threads that have one each, and do what blocks, one piece
//! of work after the other. Who waits for one of them holds no thread meanwhile, and a thread that
//! is busy takes the next piece without being woken for it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use crossbeam_channel::{Receiver, Sender};
use tokio::sync::oneshot;

use super::{DatabaseUrl, DbConnection, Failure, dialect};

/// Pieces of work that may wait; more are turned away at once.
const MOST_WAITING: usize = 4096;
/// How long a piece of work waits for its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// How long a connection that nobody uses is kept.
const LONGEST_REST: Duration = Duration::from_mins(10);

/// What a thread does with its connection, or with the reason why it has none.
type Work = Box<dyn FnOnce(Result<&mut DbConnection, Failure>) + Send>;

/// Hands work to the threads; they end with this.
pub(super) struct Connections {
    queue: Sender<Work>,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    open: AtomicU32,
    busy: AtomicU32,
}

/// How many connections there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionCount {
    /// In all.
    pub open: u32,
    /// That nobody uses.
    pub idle: u32,
}

impl Connections {
    /// `size` connections at most, made when first needed.
    pub(super) fn open(url: &DatabaseUrl, size: u32) -> Self {
        let (queue, waiting) = crossbeam_channel::bounded(MOST_WAITING);
        let counts = Arc::<Counts>::default();
        for _ in 0..size.max(1) {
            let thread = Thread {
                waiting: waiting.clone(),
                url: url.clone(),
                counts: Arc::clone(&counts),
                connection: None,
            };
            std::thread::spawn(move || thread.run());
        }
        Self { queue, counts }
    }

    /// How many there are now.
    pub(super) fn count(&self) -> ConnectionCount {
        let open = self.counts.open.load(Ordering::Relaxed);
        let busy = self.counts.busy.load(Ordering::Relaxed);
        ConnectionCount {
            open,
            idle: open.saturating_sub(busy),
        }
    }

    /// Does what blocks away from the async threads, with a connection. What nobody waits for any
    /// more when its turn comes is not begun.
    ///
    /// # Errors
    /// `Unavailable` when no connection can be had, or none in time.
    pub(super) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut DbConnection) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let (answer, mut answered) = oneshot::channel();
        let turn = Turn::default();
        let begun = turn.clone();
        let work = move |connection: Result<&mut DbConnection, Failure>| {
            if !answer.is_closed() && begun.take() {
                // Whoever asked may have gone away meanwhile.
                let _ = answer.send(connection.map(work));
            }
        };
        self.queue
            .try_send(Box::new(work))
            .map_err(|_full| Failure::Unavailable("too many wait for a connection".to_owned()))?;
        let done = match tokio::time::timeout(LONGEST_WAIT, &mut answered).await {
            Ok(done) => done,
            Err(_elapsed) if turn.take() => {
                let why = "all connections are in use".to_owned();
                return Err(Failure::Unavailable(why));
            }
            Err(_elapsed) => answered.await,
        };
        done.unwrap_or_else(|_dropped| Err(Failure::Internal("the work broke down".to_owned())))
    }
}

/// Settles between who does a piece of work and who stops waiting for it: the first to take it has it.
#[derive(Clone, Default)]
struct Turn(Arc<AtomicBool>);

impl Turn {
    fn take(&self) -> bool {
        !self.0.swap(true, Ordering::AcqRel)
    }
}

struct Thread {
    waiting: Receiver<Work>,
    url: DatabaseUrl,
    counts: Arc<Counts>,
    connection: Option<DbConnection>,
}

impl Thread {
    fn run(mut self) {
        loop {
            match self.waiting.recv_timeout(LONGEST_REST) {
                Ok(work) => self.work(work),
                Err(error) if error.is_timeout() => self.close(),
                Err(_all_gone) => return self.close(),
            }
        }
    }

    /// A connection on which work did not end well is not used again.
    fn work(&mut self, work: Work) {
        self.counts.busy.fetch_add(1, Ordering::Relaxed);
        let done = catch_unwind(AssertUnwindSafe(|| match self.connected() {
            Ok(connection) => {
                work(Ok(connection));
                !dialect::is_broken(connection)
            }
            Err(failure) => {
                work(Err(failure));
                false
            }
        }));
        if !done.unwrap_or(false) {
            self.close();
        }
        self.counts.busy.fetch_sub(1, Ordering::Relaxed);
    }

    fn connected(&mut self) -> Result<&mut DbConnection, Failure> {
        if self.connection.is_none() {
            let made = self.url.connect();
            self.connection = Some(made.map_err(|error| Failure::Unavailable(error.to_string()))?);
            self.counts.open.fetch_add(1, Ordering::Relaxed);
        }
        self.connection
            .as_mut()
            .ok_or_else(|| Failure::Internal("no connection".to_owned()))
    }

    fn close(&mut self) {
        if self.connection.take().is_some() {
            self.counts.open.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::{ConnectionCount, Connections};
    use crate::db::{DatabaseUrl, DbConnection, dialect};

    fn one() -> Connections {
        Connections::open(&DatabaseUrl::Sqlite(":memory:".to_owned()), 1)
    }

    fn in_transaction(connection: &mut DbConnection) -> bool {
        dialect::is_broken(connection)
    }

    #[tokio::test]
    async fn work_that_breaks_down_is_told_and_the_next_has_a_connection() {
        let connections = one();
        let broken = connections.with(|_| panic!("on purpose")).await;
        assert!(broken.is_err());
        assert!(connections.with(|_| ()).await.is_ok());
    }

    #[tokio::test]
    async fn nobody_is_given_a_connection_with_a_transaction_left_open() {
        let connections = one();
        let left = connections.with(|connection| {
            dialect::begin_read(connection).unwrap();
            in_transaction(connection)
        });
        assert!(left.await.unwrap());
        assert!(!connections.with(in_transaction).await.unwrap());
    }

    #[tokio::test]
    async fn work_whose_asker_has_gone_away_is_not_begun() {
        let connections = std::sync::Arc::new(one());
        let (go_on, wait) = mpsc::channel::<()>();
        let (begun, saw) = mpsc::channel();
        let busy = tokio::spawn({
            let connections = std::sync::Arc::clone(&connections);
            async move { connections.with(move |_| wait.recv().is_ok()).await }
        });
        tokio::task::yield_now().await;
        let gone = connections.with(move |_| begun.send(()).is_ok());
        // Polled once, so that it waits for its turn, and then given up.
        assert!(futures_util::FutureExt::now_or_never(gone).is_none());
        go_on.send(()).unwrap();
        assert!(busy.await.unwrap().unwrap());
        assert!(connections.with(|_| ()).await.is_ok());
        assert!(saw.try_recv().is_err());
    }

    #[tokio::test]
    async fn a_database_that_cannot_be_reached_is_told_and_no_connection_counted() {
        let nowhere = DatabaseUrl::Sqlite("/nowhere/at/all.sqlite".to_owned());
        let connections = Connections::open(&nowhere, 1);
        assert!(connections.with(|_| ()).await.is_err());
        let none = ConnectionCount { open: 0, idle: 0 };
        assert_eq!(connections.count(), none);
    }
}
