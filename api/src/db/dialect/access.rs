//! Whether people hold roles, many questions from one snapshot: in one statement on PostgreSQL, in
//! one transaction with a cached statement for each on SQLite. Nothing is remembered between two
//! calls, so what was revoked before a question was asked is not there when it is answered.

mod postgres;
mod sqlite;

use diesel::{QueryResult, backend::Backend, query_builder::AstPass};

use crate::db::DbConnection;

/// Whose role is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// For the unit with this P-number; for the whole organisation when absent.
    pub unit: Option<String>,
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
/// The engine's; the connection is of no use then.
pub fn answer(
    connection: &mut DbConnection,
    questions: &[Question],
    now: chrono::NaiveDateTime,
) -> QueryResult<Vec<Answer>> {
    match connection {
        DbConnection::Postgres(inner) => postgres::answer(inner, questions, now),
        DbConnection::Sqlite(inner) => sqlite::answer(inner, questions, now),
    }
}

/// How a question names the person.
#[derive(Clone, Copy)]
enum Named {
    ById,
    ByProfessional,
}

/// The user whose id is known. Of the grant only what `role_grants_live` holds is read, of the user
/// only that `users_active` has them: a grant's holder is the user's home, by its foreign key.
const BY_ID: &str = "\
EXISTS (SELECT 1 FROM role_grants g CROSS JOIN users u CROSS JOIN organisations h
  WHERE g.user_id = q.whose AND u.id = g.user_id AND h.id = g.holder_organisation_id";

/// The user known by CVR number and professional UUID.
const BY_PROFESSIONAL: &str = "\
EXISTS (SELECT 1 FROM users u CROSS JOIN organisations h CROSS JOIN role_grants g
  WHERE u.professional_uuid = q.uuid AND h.id = u.organisation_id AND h.cvr = q.cvr
    AND g.user_id = u.id AND g.holder_organisation_id = h.id";

/// What holds for both: the grant `g` of the user `u` of the organisation `h` answers the question
/// `q`, asked at `q.now` by a program that may know of `q.own` alone. What the role requires is
/// held too, by the user and by their own organisation: mostly nothing is, and two indexes say so
/// at once. What is limited to a unit is held for
/// it alone; what is not, for every unit of the organisation.
const HELD: &str = "
    AND g.role_key = q.role AND g.revoked_at IS NULL
    AND g.valid_from <= q.now AND (g.valid_until IS NULL OR g.valid_until > q.now)
    AND (g.dormant_from IS NULL OR g.dormant_from > q.now)
    AND u.status = 'active' AND h.active
    AND NOT EXISTS (SELECT 1 FROM role_prerequisites p
      WHERE p.role_key = g.role_key AND p.ended_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM role_grants o WHERE o.user_id = g.user_id AND o.role_key = p.requires_role_key
          AND o.revoked_at IS NULL AND o.valid_from <= q.now
          AND (o.valid_until IS NULL OR o.valid_until > q.now)
          AND (o.dormant_from IS NULL OR o.dormant_from > q.now)))
    AND NOT EXISTS (SELECT 1 FROM role_attributes w
      WHERE w.role_key = g.role_key AND w.ended_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM attribute_holdings a WHERE a.organisation_id = g.holder_organisation_id
          AND a.attribute_key = w.attribute_key AND a.ended_at IS NULL))
    AND (g.unit IS NULL OR g.unit = q.unit)
    AND (q.unit IS NULL OR EXISTS (
      SELECT 1 FROM units t WHERE t.p_number = q.unit AND t.organisation_id = g.organisation_id))
    AND (q.own IS NULL OR q.own = h.id)
    AND (q.held_on IS NULL OR g.organisation_id = q.held_on)
    AND (q.held_cvr IS NULL OR EXISTS (
      SELECT 1 FROM organisations o WHERE o.id = g.organisation_id AND o.cvr = q.held_cvr)))";

fn push_held<DB: Backend>(out: &mut AstPass<'_, '_, DB>, named: Named) {
    out.push_sql(match named {
        Named::ById => BY_ID,
        Named::ByProfessional => BY_PROFESSIONAL,
    });
    out.push_sql(HELD);
}
