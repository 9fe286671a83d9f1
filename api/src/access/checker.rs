//! The group check: questions that wait are taken together and answered from one snapshot, which
//! costs hardly more than answering one. PostgreSQL's answers are waited for by threads of our
//! own; SQLite answers sooner than a thread could be woken, so there each worker answers its own.

mod here;
mod threads;

use shared::problem::ProblemKind;
use tokio::sync::oneshot;

use crate::{
    clock::Clock,
    db::{
        Database, DbConnection, Failure,
        dialect::access::{self, Answer, Question},
    },
    domain::caller::ProgramScope,
    policy,
};
use here::Here;
use threads::Threads;

/// Questions that may wait; more are turned away at once.
const MOST_WAITING: usize = 4096;
/// Questions answered together.
const MOST_TOGETHER: usize = 256;

struct Asked {
    question: Question,
    answer: oneshot::Sender<Answer>,
}

/// A question that waits for its answer.
#[derive(Debug)]
pub(super) struct Waiting(oneshot::Receiver<Answer>);

/// Answers whether a person has a role.
#[derive(Clone, Debug)]
pub struct Checker(Way);

#[derive(Clone, Debug)]
enum Way {
    Here(Here),
    Threads(Threads),
}

impl Checker {
    /// Gets ready to answer from this database. What that takes ends with the last copy.
    pub fn start(database: &Database) -> Self {
        let (url, clock) = (database.url().clone(), database.clock().clone());
        Self(if url.is_embedded() {
            Way::Here(Here::new(url, clock))
        } else {
            Way::Threads(Threads::start(&url, &clock))
        })
    }

    /// Puts a question.
    ///
    /// # Errors
    /// `unavailable` when too many wait already.
    pub(super) fn ask(&self, question: Question) -> Result<Waiting, Failure> {
        let (answer, waiting) = oneshot::channel();
        let asked = Asked { question, answer };
        let taken = match &self.0 {
            Way::Here(here) => here.ask(asked),
            Way::Threads(threads) => threads.ask(asked),
        };
        if taken {
            Ok(Waiting(waiting))
        } else {
            Err(Failure::Unavailable(
                "access check: too many wait".to_owned(),
            ))
        }
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

    fn tell(self, answers: Vec<Answer>) {
        for (waiting, answer) in self.waiting.into_iter().zip(answers) {
            // Whoever asked may have gone away.
            let _ = waiting.send(answer);
        }
    }
}
