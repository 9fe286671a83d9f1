//! One transaction for a group of questions: the asking programs first, each once, then a cached
//! statement for each question.

use diesel::{
    ExpressionMethods as _, OptionalExtension as _, QueryDsl as _, QueryResult, RunQueryDsl,
    connection::{AnsiTransactionManager, TransactionManager as _},
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{Bool, Nullable, Text},
    sqlite::{Sqlite, SqliteConnection},
};

use super::{Answer, Named, Question, Whose, push_held};
use crate::db::schema::clients;

/// How diesel writes a moment.
const MOMENT: &str = "%F %T%.f";

/// On an error the connection may be left within the transaction.
pub(super) fn answer(
    connection: &mut SqliteConnection,
    questions: &[Question],
    now: chrono::NaiveDateTime,
) -> QueryResult<Vec<Answer>> {
    let now = now.format(MOMENT).to_string();
    let mut programs = Programs(Vec::new());
    let mut answers = Vec::with_capacity(questions.len());
    AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN DEFERRED")?;
    for question in questions {
        let program = programs.find(connection, &question.client)?;
        answers.push(one(connection, question, program, &now)?);
    }
    AnsiTransactionManager::commit_transaction(connection)?;
    Ok(answers)
}

/// What an active program is registered for.
struct Program {
    scopes: String,
    own: Option<String>,
}

/// The programs that ask in one transaction: few, mostly one.
struct Programs<'q>(Vec<(&'q str, Option<Program>)>);

impl<'q> Programs<'q> {
    fn find(
        &mut self,
        connection: &mut SqliteConnection,
        client: &'q str,
    ) -> QueryResult<Option<&Program>> {
        let known = self.0.iter().position(|(id, _)| *id == client);
        let index = if let Some(index) = known {
            index
        } else {
            let program = load(connection, client)?;
            self.0.push((client, program));
            self.0.len() - 1
        };
        Ok(self.0.get(index).and_then(|(_, program)| program.as_ref()))
    }
}

fn load(connection: &mut SqliteConnection, client: &str) -> QueryResult<Option<Program>> {
    let row: Option<(String, Option<String>)> = clients::table
        .filter(clients::id.eq(client))
        .filter(clients::active)
        .select((clients::scopes, clients::organisation_id))
        .get_result(connection)
        .optional()?;
    Ok(row.map(|(scopes, own)| Program { scopes, own }))
}

fn one(
    connection: &mut SqliteConnection,
    question: &Question,
    program: Option<&Program>,
    now: &str,
) -> QueryResult<Answer> {
    let Some(Program { scopes, own }) = program else {
        return Ok(Answer {
            scopes: None,
            held: false,
        });
    };
    let rest = [
        (Some(now), " AS now, "),
        (Some(&question.role), " AS role, "),
        (own.as_deref(), " AS own, "),
        (question.held_on.as_deref(), " AS held_on, "),
        (question.held_cvr.as_deref(), " AS held_cvr, "),
        (question.unit.as_deref(), " AS unit) AS q"),
    ];
    let held = match &question.whose {
        Whose::User(id) => OneQuestion {
            named: Named::ById,
            person: [(id, " AS whose, ")],
            rest,
        }
        .get_result(connection)?,
        Whose::Professional { cvr, uuid } => OneQuestion {
            named: Named::ByProfessional,
            person: [(cvr, " AS cvr, "), (uuid, " AS uuid, ")],
            rest,
        }
        .get_result(connection)?,
        Whose::Nobody => false,
    };
    Ok(Answer {
        scopes: Some(scopes.clone()),
        held,
    })
}

/// One question of a statement that SQLite keeps prepared; one for each number of parts that name
/// the person.
struct OneQuestion<'q, const PARTS: usize> {
    named: Named,
    person: [(&'q str, &'static str); PARTS],
    rest: [(Option<&'q str>, &'static str); 6],
}

impl<const PARTS: usize> QueryId for OneQuestion<'_, PARTS> {
    type QueryId = OneQuestion<'static, PARTS>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<const PARTS: usize> Query for OneQuestion<'_, PARTS> {
    type SqlType = Bool;
}

impl<const PARTS: usize> RunQueryDsl<SqliteConnection> for OneQuestion<'_, PARTS> {}

impl<const PARTS: usize> QueryFragment<Sqlite> for OneQuestion<'_, PARTS> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("SELECT ");
        push_held(&mut out, self.named);
        out.push_sql(" FROM (SELECT ");
        for (value, name) in &self.person {
            out.push_bind_param::<Text, _>(value)?;
            out.push_sql(name);
        }
        for (value, name) in &self.rest {
            out.push_bind_param::<Nullable<Text>, _>(value)?;
            out.push_sql(name);
        }
        Ok(())
    }
}
