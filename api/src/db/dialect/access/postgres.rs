//! One statement for all the questions of a group, bound column by column.

use diesel::{
    QueryResult, RunQueryDsl,
    pg::{Pg, PgConnection},
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamp},
};

use super::{Answer, Named, Question, Whose, push_held};

pub(super) fn answer(
    connection: &mut PgConnection,
    questions: &[Question],
    now: chrono::NaiveDateTime,
) -> QueryResult<Vec<Answer>> {
    let columns = Columns::new(questions, now);
    let rows: Vec<Row> = if columns.is_plain() {
        Plain(columns).load(connection)?
    } else {
        Full(columns).load(connection)?
    };
    Ok(rows
        .into_iter()
        .map(|(_, scopes, held)| Answer { scopes, held })
        .collect())
}

type Row = (i64, Option<String>, bool);
type Answered = (BigInt, Nullable<Text>, Bool);

/// The questions, column by column.
struct Columns<'q> {
    now: chrono::NaiveDateTime,
    clients: Vec<&'q str>,
    roles: Vec<&'q str>,
    users: Vec<Option<&'q str>>,
    cvrs: Vec<Option<&'q str>>,
    uuids: Vec<Option<&'q str>>,
    held_on: Vec<Option<&'q str>>,
    held_cvrs: Vec<Option<&'q str>>,
    units: Vec<Option<&'q str>>,
}

impl<'q> Columns<'q> {
    fn new(questions: &'q [Question], now: chrono::NaiveDateTime) -> Self {
        let list = |of: fn(&'q Question) -> Option<&'q str>| questions.iter().map(of).collect();
        Self {
            now,
            clients: questions.iter().map(|one| one.client.as_str()).collect(),
            roles: questions.iter().map(|one| one.role.as_str()).collect(),
            users: list(|one| match &one.whose {
                Whose::User(id) => Some(id),
                Whose::Professional { .. } | Whose::Nobody => None,
            }),
            cvrs: list(|one| match &one.whose {
                Whose::Professional { cvr, .. } => Some(cvr),
                Whose::User(_) | Whose::Nobody => None,
            }),
            uuids: list(|one| match &one.whose {
                Whose::Professional { uuid, .. } => Some(uuid),
                Whose::User(_) | Whose::Nobody => None,
            }),
            held_on: list(|one| one.held_on.as_deref()),
            held_cvrs: list(|one| one.held_cvr.as_deref()),
            units: list(|one| one.unit.as_deref()),
        }
    }

    /// Whether all name a user by id, or nobody, and none says where the role must be held.
    fn is_plain(&self) -> bool {
        let more = [&self.uuids, &self.held_on, &self.held_cvrs, &self.units];
        more.into_iter().flatten().all(Option::is_none)
    }

    /// The questions as rows `q`, each with what its program is registered for. The columns that
    /// plain questions leave empty are not sent.
    fn push_questions<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>, full: bool) -> QueryResult<()> {
        let more = [
            &self.cvrs,
            &self.uuids,
            &self.held_on,
            &self.held_cvrs,
            &self.units,
        ];
        out.push_sql(" AS held FROM (SELECT a.*, c.scopes, c.organisation_id AS own, ");
        out.push_bind_param::<Timestamp, _>(&self.now)?;
        out.push_sql("::timestamp AS now");
        if !full {
            out.push_sql(", NULL::text AS held_on, NULL::text AS held_cvr, NULL::text AS unit");
        }
        out.push_sql(" FROM unnest(");
        out.push_bind_param::<Array<Text>, _>(&self.clients)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Text>, _>(&self.roles)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Nullable<Text>>, _>(&self.users)?;
        if full {
            for column in more {
                out.push_sql(", ");
                out.push_bind_param::<Array<Nullable<Text>>, _>(column)?;
            }
        }
        out.push_sql(") WITH ORDINALITY AS a(client, role, whose");
        if full {
            out.push_sql(", cvr, uuid, held_on, held_cvr, unit");
        }
        out.push_sql(", n) LEFT JOIN clients c ON c.id = a.client AND c.active) AS q ORDER BY q.n");
        Ok(())
    }
}

/// Questions of every form.
struct Full<'q>(Columns<'q>);

impl QueryId for Full<'_> {
    type QueryId = Full<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Query for Full<'_> {
    type SqlType = Answered;
}

impl RunQueryDsl<PgConnection> for Full<'_> {}

impl QueryFragment<Pg> for Full<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        // Two conditions, one for each way to name a person, so that each seeks by an index.
        out.push_sql("SELECT q.n, q.scopes, ");
        push_held(&mut out, Named::ById);
        out.push_sql(" OR ");
        push_held(&mut out, Named::ByProfessional);
        self.0.push_questions(&mut out, true)
    }
}

/// Questions of the common form: about a user by id, anywhere.
struct Plain<'q>(Columns<'q>);

impl QueryId for Plain<'_> {
    type QueryId = Plain<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Query for Plain<'_> {
    type SqlType = Answered;
}

impl RunQueryDsl<PgConnection> for Plain<'_> {}

impl QueryFragment<Pg> for Plain<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT q.n, q.scopes, ");
        push_held(&mut out, Named::ById);
        self.0.push_questions(&mut out, false)
    }
}
