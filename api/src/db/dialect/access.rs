//! Whether people hold roles: many questions in one statement on PostgreSQL, one cached statement
//! for each on SQLite. Nothing is remembered between two calls, so what was revoked before a
//! question was asked is not there when it is answered.

use diesel::{
    QueryResult, RunQueryDsl,
    pg::{Pg, PgConnection},
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamp},
    sqlite::{Sqlite, SqliteConnection},
};

use crate::db::DbConnection;

/// Whose role is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The user with this id.
    User(String),
    /// The user known by CVR number and professional UUID.
    Professional {
        /// CVR number of the home organisation.
        cvr: String,
        /// The professional UUID.
        uuid: String,
    },
    /// Nobody who could be here.
    Nobody,
}

/// Does this person hold this role now?
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The program that asks.
    pub client: String,
    /// Whose role.
    pub whose: Whose,
    /// The role's key.
    pub role: String,
    /// Held on this organisation; anywhere when absent.
    pub held_on: Option<String>,
    /// Held on the organisation with this CVR number; anywhere when absent.
    pub held_cvr: Option<String>,
}

impl Question {
    fn user(&self) -> Option<&str> {
        match &self.whose {
            Whose::User(id) => Some(id),
            Whose::Professional { .. } | Whose::Nobody => None,
        }
    }

    fn professional(&self) -> (Option<&str>, Option<&str>) {
        match &self.whose {
            Whose::Professional { cvr, uuid } => (Some(cvr), Some(uuid)),
            Whose::User(_) | Whose::Nobody => (None, None),
        }
    }
}

/// The answer, with what the asking program is registered for at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The program's scopes; none when it may not act, or is no program.
    pub scopes: Option<String>,
    /// Whether the role is held, as far as the program may know.
    pub held: bool,
}

/// Answers all the questions, in their order, as things are at `now`.
///
/// # Errors
/// The engine's.
pub fn answer(
    connection: &mut DbConnection,
    questions: &[Question],
    now: chrono::NaiveDateTime,
) -> QueryResult<Vec<Answer>> {
    match connection {
        DbConnection::Postgres(inner) => on_postgres(inner, questions, now),
        DbConnection::Sqlite(inner) => questions
            .iter()
            .map(|question| {
                OneQuestion::new(question, now)
                    .get_result::<Row>(inner)
                    .map(|(_, scopes, held)| Answer { scopes, held })
            })
            .collect(),
    }
}

type Row = (i64, Option<String>, bool);

/// `q` is the questions, `t.now` the moment, `c` the asking program if it may act. Two `EXISTS`,
/// one for each way to name a person, so that each finds its rows by an index.
const ANSWER: &str = "\
SELECT q.n, c.scopes, (
  EXISTS (
    SELECT 1 FROM role_grants g
    JOIN users u ON u.id = g.user_id
    JOIN organisations h ON h.id = u.organisation_id
    WHERE g.user_id = q.whose AND g.role_key = q.role AND g.revoked_at IS NULL
      AND g.valid_from <= t.now AND (g.valid_until IS NULL OR g.valid_until > t.now)
      AND u.status = 'active' AND h.active
      AND (c.organisation_id IS NULL OR c.organisation_id = h.id)
      AND (q.held_on IS NULL OR g.organisation_id = q.held_on)
      AND (q.held_cvr IS NULL OR EXISTS (
        SELECT 1 FROM organisations o WHERE o.id = g.organisation_id AND o.cvr = q.held_cvr)))
  OR EXISTS (
    SELECT 1 FROM users u
    JOIN organisations h ON h.id = u.organisation_id
    JOIN role_grants g ON g.user_id = u.id
    WHERE u.professional_uuid = q.uuid AND h.cvr = q.cvr AND g.role_key = q.role
      AND g.revoked_at IS NULL
      AND g.valid_from <= t.now AND (g.valid_until IS NULL OR g.valid_until > t.now)
      AND u.status = 'active' AND h.active
      AND (c.organisation_id IS NULL OR c.organisation_id = h.id)
      AND (q.held_on IS NULL OR g.organisation_id = q.held_on)
      AND (q.held_cvr IS NULL OR EXISTS (
        SELECT 1 FROM organisations o WHERE o.id = g.organisation_id AND o.cvr = q.held_cvr)))
) AS held FROM ";

/// All the questions of one statement, column by column.
struct ManyQuestions<'q> {
    clients: Vec<&'q str>,
    users: Vec<Option<&'q str>>,
    cvrs: Vec<Option<&'q str>>,
    uuids: Vec<Option<&'q str>>,
    roles: Vec<&'q str>,
    held_on: Vec<Option<&'q str>>,
    held_cvrs: Vec<Option<&'q str>>,
    now: chrono::NaiveDateTime,
}

impl QueryId for ManyQuestions<'_> {
    type QueryId = ManyQuestions<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Query for ManyQuestions<'_> {
    type SqlType = (BigInt, Nullable<Text>, Bool);
}

impl RunQueryDsl<PgConnection> for ManyQuestions<'_> {}

impl QueryFragment<Pg> for ManyQuestions<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(ANSWER);
        out.push_sql("(SELECT ");
        out.push_bind_param::<Timestamp, _>(&self.now)?;
        out.push_sql("::timestamp AS now) AS t, unnest(");
        out.push_bind_param::<Array<Text>, _>(&self.clients)?;
        for column in [&self.users, &self.cvrs, &self.uuids] {
            out.push_sql(", ");
            out.push_bind_param::<Array<Nullable<Text>>, _>(column)?;
        }
        out.push_sql(", ");
        out.push_bind_param::<Array<Text>, _>(&self.roles)?;
        for column in [&self.held_on, &self.held_cvrs] {
            out.push_sql(", ");
            out.push_bind_param::<Array<Nullable<Text>>, _>(column)?;
        }
        out.push_sql(
            ") WITH ORDINALITY AS q(client, whose, cvr, uuid, role, held_on, held_cvr, n) \
             LEFT JOIN clients c ON c.id = q.client AND c.active ORDER BY q.n",
        );
        Ok(())
    }
}

fn on_postgres(
    connection: &mut PgConnection,
    questions: &[Question],
    now: chrono::NaiveDateTime,
) -> QueryResult<Vec<Answer>> {
    let professionals: Vec<_> = questions.iter().map(Question::professional).collect();
    let rows: Vec<Row> = ManyQuestions {
        clients: questions.iter().map(|one| one.client.as_str()).collect(),
        users: questions.iter().map(Question::user).collect(),
        cvrs: professionals.iter().map(|(cvr, _)| *cvr).collect(),
        uuids: professionals.iter().map(|(_, uuid)| *uuid).collect(),
        roles: questions.iter().map(|one| one.role.as_str()).collect(),
        held_on: questions.iter().map(|one| one.held_on.as_deref()).collect(),
        held_cvrs: questions
            .iter()
            .map(|one| one.held_cvr.as_deref())
            .collect(),
        now,
    }
    .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(_, scopes, held)| Answer { scopes, held })
        .collect())
}

/// One question of a statement that SQLite keeps prepared.
struct OneQuestion<'q> {
    columns: [(Option<&'q str>, &'static str); 7],
    now: chrono::NaiveDateTime,
}

impl<'q> OneQuestion<'q> {
    fn new(question: &'q Question, now: chrono::NaiveDateTime) -> Self {
        let (cvr, uuid) = question.professional();
        Self {
            columns: [
                (Some(&question.client), " AS client, "),
                (question.user(), " AS whose, "),
                (cvr, " AS cvr, "),
                (uuid, " AS uuid, "),
                (Some(&question.role), " AS role, "),
                (question.held_on.as_deref(), " AS held_on, "),
                (question.held_cvr.as_deref(), " AS held_cvr, "),
            ],
            now,
        }
    }
}

impl QueryId for OneQuestion<'_> {
    type QueryId = OneQuestion<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Query for OneQuestion<'_> {
    type SqlType = (BigInt, Nullable<Text>, Bool);
}

impl RunQueryDsl<SqliteConnection> for OneQuestion<'_> {}

impl QueryFragment<Sqlite> for OneQuestion<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql(ANSWER);
        out.push_sql("(SELECT ");
        out.push_bind_param::<Timestamp, _>(&self.now)?;
        out.push_sql(" AS now) AS t, (SELECT ");
        for (value, name) in &self.columns {
            out.push_bind_param::<Nullable<Text>, _>(value)?;
            out.push_sql(name);
        }
        out.push_sql("1 AS n) AS q LEFT JOIN clients c ON c.id = q.client AND c.active");
        Ok(())
    }
}
