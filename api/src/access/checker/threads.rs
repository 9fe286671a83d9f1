//! Threads that answer, each with a connection of its own.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc;

use super::{Asked, Group, MOST_TOGETHER, MOST_WAITING};
use crate::{
    clock::Clock,
    db::{DatabaseUrl, DbConnection, dialect::access::Answer},
};

/// While one thread's statement runs, the other gathers the next questions.
const THREADS: usize = 2;

/// The queue before the threads. They end with its last copy.
#[derive(Clone, Debug)]
pub(super) struct Threads(mpsc::Sender<Asked>);

impl Threads {
    pub(super) fn start(url: &DatabaseUrl, clock: &Clock) -> Self {
        let (queue, waiting) = mpsc::channel(MOST_WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..THREADS {
            let thread = Thread {
                waiting: Arc::clone(&waiting),
                url: url.clone(),
                clock: clock.clone(),
                connection: None,
            };
            std::thread::spawn(move || thread.run());
        }
        Self(queue)
    }

    /// Puts a question, unless too many wait.
    pub(super) fn ask(&self, asked: Asked) -> bool {
        self.0.try_send(asked).is_ok()
    }
}

struct Thread {
    waiting: Arc<Mutex<mpsc::Receiver<Asked>>>,
    url: DatabaseUrl,
    clock: Clock,
    connection: Option<DbConnection>,
}

impl Thread {
    fn run(mut self) {
        let mut taken = Vec::with_capacity(MOST_TOGETHER);
        loop {
            let count = self
                .waiting
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .blocking_recv_many(&mut taken, MOST_TOGETHER);
            if count == 0 {
                return;
            }
            let group = Group::of(taken.drain(..));
            // A connection may have died while nobody asked, so a second try gets a fresh one.
            if let Some(answers) = self.find(&group).or_else(|| self.find(&group)) {
                group.tell(answers);
            }
        }
    }

    fn find(&mut self, group: &Group) -> Option<Vec<Answer>> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self
                .url
                .connect_to_check()
                .inspect_err(|error| tracing::warn!(%error, "access check: no connection"))
                .ok()?,
        };
        let (connection, answers) = group.find(connection, &self.clock)?;
        self.connection = Some(connection);
        Some(answers)
    }
}
