//! The group check: questions wait in a queue, and a thread takes all that wait and answers them
//! from one snapshot, which costs hardly more than answering one.

use std::sync::{Arc, Mutex, PoisonError};

use shared::{Timestamp, problem::ProblemKind};
use tokio::sync::{mpsc, oneshot};

use crate::{
    clock::Clock,
    db::{
        Database, DatabaseUrl, DbConnection, Failure,
        dialect::access::{self, Answer, Question},
    },
    domain::caller::ProgramScope,
    policy,
    role_grants::uses::Uses,
};

/// Questions that may wait; more are turned away at once.
const MOST_WAITING: usize = 4096;
/// Questions answered together.
const MOST_TOGETHER: usize = 256;

#[derive(Debug)]
struct Asked {
    question: Question,
    answer: oneshot::Sender<Answer>,
}

/// A question that waits for its answer.
#[derive(Debug)]
pub(super) struct Waiting(oneshot::Receiver<Answer>);

/// Answers whether a person has a role.
#[derive(Clone, Debug)]
pub struct Checker(mpsc::Sender<Asked>);

impl Checker {
    /// Starts the threads that answer, each with a connection of its own. They end with the last
    /// copy of the handle. That a role is held, and so used, is noted in `uses`.
    pub fn start(database: &Database, uses: &Uses) -> Self {
        let (queue, waiting) = mpsc::channel(MOST_WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..database.url().threads_to_check() {
            let thread = Thread {
                waiting: Arc::clone(&waiting),
                url: database.url().clone(),
                clock: database.clock().clone(),
                uses: uses.clone(),
                connection: None,
            };
            std::thread::spawn(move || thread.run());
        }
        Self(queue)
    }

    /// Puts a question.
    ///
    /// # Errors
    /// `unavailable` when too many wait already.
    pub(super) fn ask(&self, question: Question) -> Result<Waiting, Failure> {
        let (answer, waiting) = oneshot::channel();
        self.0
            .try_send(Asked { question, answer })
            .map_err(|error| Failure::Unavailable(format!("access check: {error}")))?;
        Ok(Waiting(waiting))
    }
}

impl Waiting {
    /// Waits for the answer: whether the role is held.
    ///
    /// # Errors
    /// `unauthenticated` when the asking program may not act any more, `insufficient-scope` when
    /// it may not ask this; `unavailable` when the database does not answer.
    pub(super) async fn answer(self) -> Result<bool, Failure> {
        let answer = self
            .0
            .await
            .map_err(|_dropped| Failure::Unavailable("access check: no answer".to_owned()))?;
        let scopes = answer.scopes.ok_or(ProblemKind::Unauthenticated)?;
        policy::programs::may_check(&ProgramScope::parse_list(&scopes))?;
        Ok(answer.held)
    }
}

/// Questions answered together. Dropped without, it tells those who wait that there is no answer.
struct Group {
    questions: Vec<Question>,
    waiting: Vec<oneshot::Sender<Answer>>,
}

impl Group {
    /// Those of the questions whose answer somebody still waits for.
    fn of(taken: impl Iterator<Item = Asked>) -> Self {
        let (questions, waiting) = taken
            .filter(|asked| !asked.answer.is_closed())
            .map(|Asked { question, answer }| (question, answer))
            .unzip();
        Self { questions, waiting }
    }

    /// The answers, and the connection back if it may be used again.
    fn find(
        &self,
        mut connection: DbConnection,
        clock: &Clock,
    ) -> Option<(DbConnection, Vec<Answer>)> {
        let now = clock.now().naive();
        let answers = access::answer(&mut connection, &self.questions, now)
            .inspect_err(|error| tracing::warn!(%error, "access check"))
            .ok()?;
        Some((connection, answers))
    }

    /// Tells those who wait, and then, when nobody waits for it any more, that what is held was
    /// used.
    fn tell(self, answers: Vec<Answer>, uses: &Uses, now: Timestamp) {
        let held: Vec<bool> = answers.iter().map(|answer| answer.held).collect();
        for (waiting, answer) in self.waiting.into_iter().zip(answers) {
            // Whoever asked may have gone away.
            let _ = waiting.send(answer);
        }
        let yes = self.questions.iter().zip(held).filter(|(_, held)| *held);
        let yes: Vec<_> = yes.map(|(question, _)| question).collect();
        uses.note(&yes, now);
    }
}

struct Thread {
    waiting: Arc<Mutex<mpsc::Receiver<Asked>>>,
    url: DatabaseUrl,
    clock: Clock,
    uses: Uses,
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
                group.tell(answers, &self.uses, self.clock.now());
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
