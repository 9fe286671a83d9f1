//! Answers on the worker's own thread, with a connection of its own: the questions of all requests
//! that arrived together, once each of these has got as far as asking.

use std::{cell::RefCell, sync::Arc};

use thread_local::ThreadLocal;

use super::{Asked, Group, MOST_TOGETHER, MOST_WAITING};
use crate::{
    clock::Clock,
    db::{DatabaseUrl, DbConnection, dialect::access::Answer},
};

/// What the workers share.
#[derive(Clone)]
pub(super) struct Here(Arc<Shared>);

struct Shared {
    url: DatabaseUrl,
    clock: Clock,
    workers: ThreadLocal<RefCell<Worker>>,
}

#[derive(Default)]
struct Worker {
    waiting: Vec<Asked>,
    /// Whether a task answers what waits here.
    answering: bool,
    connection: Option<DbConnection>,
}

impl std::fmt::Debug for Here {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Here")
    }
}

impl Here {
    pub(super) fn new(url: DatabaseUrl, clock: Clock) -> Self {
        Self(Arc::new(Shared {
            url,
            clock,
            workers: ThreadLocal::new(),
        }))
    }

    fn worker(&self) -> &RefCell<Worker> {
        self.0.workers.get_or_default()
    }

    /// Puts a question, unless too many wait.
    pub(super) fn ask(&self, asked: Asked) -> bool {
        let mut worker = self.worker().borrow_mut();
        if worker.waiting.len() >= MOST_WAITING {
            return false;
        }
        worker.waiting.push(asked);
        if !std::mem::replace(&mut worker.answering, true) {
            // Its turn comes after the requests that wait for theirs already.
            actix_web::rt::spawn(answer(Answering(self.clone())));
        }
        true
    }

    /// The worker's connection, or a new one. Opening waits for the disk, so it is done elsewhere.
    async fn connection(&self) -> Option<DbConnection> {
        let own = self.worker().borrow_mut().connection.take();
        if own.is_some() {
            return own;
        }
        let url = self.0.url.clone();
        tokio::task::spawn_blocking(move || url.connect_to_check())
            .await
            .ok()?
            .inspect_err(|error| tracing::warn!(%error, "access check: no connection"))
            .ok()
    }

    async fn find(&self, group: &Group) -> Option<Vec<Answer>> {
        let connection = self.connection().await?;
        let (connection, answers) = group.find(connection, &self.0.clock)?;
        self.worker().borrow_mut().connection = Some(connection);
        Some(answers)
    }

    fn take(&self) -> Group {
        let mut worker = self.worker().borrow_mut();
        let count = worker.waiting.len().min(MOST_TOGETHER);
        Group::of(worker.waiting.drain(..count))
    }

    fn nobody_waits(&self) -> bool {
        self.worker().borrow().waiting.is_empty()
    }
}

/// Held while a worker's questions are answered. However that ends, nobody waits in vain, and the
/// next question begins it anew, also on a thread that takes an ended one's place.
struct Answering(Here);

impl Drop for Answering {
    fn drop(&mut self) {
        let mut worker = self.0.worker().borrow_mut();
        worker.waiting.clear();
        worker.answering = false;
    }
}

async fn answer(answering: Answering) {
    let here = &answering.0;
    while !here.nobody_waits() {
        let group = here.take();
        let answers = match here.find(&group).await {
            // The file may have been out of reach for a moment.
            None => here.find(&group).await,
            found @ Some(_) => found,
        };
        if let Some(answers) = answers {
            group.tell(answers);
        }
        if here.nobody_waits() {
            return;
        }
        tokio::task::yield_now().await;
    }
}
