//! Live grants that are in breach of a role, all kinds of breach in one statement: only how long
//! a grant lasts is told differently by the engines.

use diesel::{
    PgConnection, QueryResult, Queryable, RunQueryDsl, SqliteConnection,
    backend::Backend,
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{BigInt, HasSqlType, Nullable, Text, Timestamp},
    sqlite::Sqlite,
};

use crate::db::DbConnection;

/// Breaches told one by one.
pub const MOST: usize = 50;

/// A breach, as found.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Found {
    /// Which kind.
    pub kind: String,
    /// The role of the grant.
    pub role_key: String,
    /// The grant; none for a number of holders.
    pub grant_id: Option<String>,
    /// Its holder; none for a number of holders.
    pub user_id: Option<String>,
    /// The holder's name.
    pub user_name: Option<String>,
    /// The holder's organisation.
    pub organisation_id: String,
    /// Its name.
    pub organisation_name: String,
    /// Its kind.
    pub organisation_kind: String,
    /// Its CVR number.
    pub organisation_cvr: Option<String>,
    /// The role or attribute that is missing, or the role that is in the way.
    pub other: Option<String>,
    /// How many hold the role.
    pub holders: Option<i64>,
    /// How many breaches there are in all.
    pub total: i64,
}

type Columns = (
    Text,
    Text,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<Text>,
    Text,
    Text,
    Text,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<BigInt>,
    BigInt,
);

/// The breaches of the role with this key as things are at `now`, the first [`MOST`] of them:
/// by kind, then by organisation and person. Grants that fall asleep until `soon` are told too.
///
/// # Errors
/// The engine's.
pub fn list(
    connection: &mut DbConnection,
    key: &str,
    (now, soon): (chrono::NaiveDateTime, chrono::NaiveDateTime),
) -> QueryResult<Vec<Found>> {
    let question = BreachesOf { key, now, soon };
    match connection {
        DbConnection::Postgres(inner) => question.load(inner),
        DbConnection::Sqlite(inner) => question.load(inner),
    }
}

/// Live grants, `mine` of the role itself and the others of roles that require it.
const LIVE: &str = " AS now), \
mine AS (SELECT roles.*, q.now FROM roles JOIN q ON roles.key = q.key), \
live AS (SELECT g.*, u.name AS user_name, u.sort_key AS user_key, u.status AS user_status, \
    h.kind AS holder_kind FROM q CROSS JOIN role_grants g JOIN users u ON u.id = g.user_id \
  JOIN organisations h ON h.id = g.holder_organisation_id \
  WHERE g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > q.now) \
    AND (g.role_key = q.key OR g.role_key IN (SELECT p.role_key FROM role_prerequisites p \
      WHERE p.requires_role_key = q.key AND p.ended_at IS NULL))), \
found AS (";

/// Roles that are given only when the system is set up have no rules to be in breach of.
const PLACE: &str = "SELECT \
    CASE WHEN r.target IS NULL THEN 'no-rule' ELSE 'wrong-place' END AS kind, 1 AS nr, \
    l.role_key, l.id AS grant_id, l.user_id, l.user_name, l.user_key, l.holder_organisation_id, \
    CAST(NULL AS TEXT) AS other, CAST(NULL AS BIGINT) AS holders \
  FROM mine JOIN live l ON l.role_key = mine.key LEFT JOIN role_rules r \
    ON r.role_key = l.role_key AND r.holder_kind = l.holder_kind \
  WHERE l.user_status = 'active' \
    AND (mine.confers IS NULL OR mine.confers = 'administer_organisation') \
    AND (r.target IS NULL OR (r.target = 'own' AND l.organisation_id <> l.holder_organisation_id) \
      OR (r.target = 'jobcentre' AND NOT EXISTS (SELECT 1 FROM organisations c \
        WHERE c.id = l.organisation_id AND c.parent_id = l.holder_organisation_id \
          AND c.kind = 'jobcenter')) \
      OR (r.target = 'agreement' AND l.agreement_id IS NULL) \
      OR (r.target = 'umbrella' AND l.organisation_id <> ";

const CONFLICT: &str = ")) UNION ALL \
SELECT 'conflict', 2, l.role_key, l.id, l.user_id, l.user_name, l.user_key, \
    l.holder_organisation_id, c.other, NULL \
  FROM mine JOIN live l ON l.role_key = mine.key JOIN ( \
    SELECT role_a AS role_key, role_b AS other FROM role_conflicts UNION ALL \
    SELECT role_b, role_a FROM role_conflicts) c ON c.role_key = mine.key \
  WHERE l.user_status = 'active' AND EXISTS (SELECT 1 FROM role_grants o \
    WHERE o.user_id = l.user_id AND o.role_key = c.other AND o.revoked_at IS NULL \
      AND (o.valid_until IS NULL OR o.valid_until > mine.now)) ";

/// Of roles that require this one, only what they lack because of it.
const LACKS: &str = "UNION ALL \
SELECT 'lacks-prerequisite', 3, l.role_key, l.id, l.user_id, l.user_name, l.user_key, \
    l.holder_organisation_id, p.requires_role_key, NULL \
  FROM mine CROSS JOIN live l JOIN role_prerequisites p \
    ON p.role_key = l.role_key AND p.ended_at IS NULL \
  WHERE l.user_status = 'active' AND l.valid_from <= mine.now \
    AND (l.role_key = mine.key OR p.requires_role_key = mine.key OR p.requires_role_key IN ( \
      SELECT n.requires_role_key FROM role_prerequisites n \
      WHERE n.role_key = mine.key AND n.ended_at IS NULL)) \
    AND NOT EXISTS (SELECT 1 FROM role_grants o WHERE o.user_id = l.user_id \
      AND o.role_key = p.requires_role_key AND o.revoked_at IS NULL AND o.valid_from <= mine.now \
      AND (o.valid_until IS NULL OR o.valid_until > mine.now) \
      AND (o.dormant_from IS NULL OR o.dormant_from > mine.now)) ";

/// The same of attributes that the holder's organisation lacks.
const LACKS_ATTRIBUTE: &str = "UNION ALL \
SELECT 'lacks-attribute', 3, l.role_key, l.id, l.user_id, l.user_name, l.user_key, \
    l.holder_organisation_id, p.attribute_key, NULL \
  FROM mine CROSS JOIN live l JOIN role_attributes p \
    ON p.role_key = l.role_key AND p.ended_at IS NULL \
  WHERE l.user_status = 'active' AND l.valid_from <= mine.now \
    AND (l.role_key = mine.key OR p.attribute_key IN ( \
      SELECT n.attribute_key FROM role_attributes n \
      WHERE n.role_key = mine.key AND n.ended_at IS NULL)) \
    AND NOT EXISTS (SELECT 1 FROM attribute_holdings a \
      WHERE a.organisation_id = l.holder_organisation_id \
      AND a.attribute_key = p.attribute_key AND a.ended_at IS NULL) ";

const TOO_LONG: &str = "UNION ALL \
SELECT 'too-long', 4, l.role_key, l.id, l.user_id, l.user_name, l.user_key, \
    l.holder_organisation_id, NULL, NULL \
  FROM mine JOIN live l ON l.role_key = mine.key \
  WHERE l.user_status = 'active' AND mine.max_duration_days IS NOT NULL \
    AND (l.valid_until IS NULL OR ";

/// Those who are stopped count among too many, since their role comes back with them, and not
/// among too few; those whose role sleeps likewise.
const HOLDERS: &str = ") UNION ALL \
SELECT 'too-many-holders', 5, mine.key, NULL, NULL, NULL, NULL, l.holder_organisation_id, NULL, \
    count(DISTINCT l.user_id) \
  FROM mine JOIN live l ON l.role_key = mine.key \
  GROUP BY mine.key, mine.max_holders, l.holder_organisation_id \
  HAVING count(DISTINCT l.user_id) > mine.max_holders UNION ALL \
SELECT 'too-few-holders', 6, mine.key, NULL, NULL, NULL, NULL, l.holder_organisation_id, NULL, \
    count(DISTINCT l.user_id) \
  FROM mine JOIN live l ON l.role_key = mine.key \
  WHERE l.user_status = 'active' AND l.valid_from <= mine.now \
    AND (l.dormant_from IS NULL OR l.dormant_from > mine.now) \
  GROUP BY mine.key, mine.min_holders, l.holder_organisation_id \
  HAVING count(DISTINCT l.user_id) < mine.min_holders UNION ALL \
SELECT 'falls-asleep', 7, l.role_key, l.id, l.user_id, l.user_name, l.user_key, \
    l.holder_organisation_id, NULL, NULL \
  FROM q CROSS JOIN live l \
  WHERE l.user_status = 'active' AND l.role_key = q.key \
    AND l.dormant_from > q.now AND l.dormant_from <= q.soon) \
SELECT f.kind, f.role_key, f.grant_id, f.user_id, f.user_name, h.id, h.name, h.kind, h.cvr, \
    f.other, f.holders, count(*) OVER () \
FROM found f JOIN organisations h ON h.id = f.holder_organisation_id \
ORDER BY f.nr, f.kind, h.sort_key, h.id, f.user_key, f.grant_id, f.other LIMIT 50";

/// The breaches of one role.
#[derive(Debug)]
struct BreachesOf<'k> {
    key: &'k str,
    now: chrono::NaiveDateTime,
    soon: chrono::NaiveDateTime,
}

impl QueryId for BreachesOf<'_> {
    type QueryId = BreachesOf<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Query for BreachesOf<'_> {
    type SqlType = Columns;
}

impl RunQueryDsl<PgConnection> for BreachesOf<'_> {}

impl RunQueryDsl<SqliteConnection> for BreachesOf<'_> {}

impl BreachesOf<'_> {
    fn walk<'b, DB>(&'b self, out: &mut AstPass<'_, 'b, DB>, too_long: &str) -> QueryResult<()>
    where
        DB: Backend + HasSqlType<Timestamp>,
        str: ToSql<Text, DB>,
        chrono::NaiveDateTime: ToSql<Timestamp, DB>,
    {
        out.push_sql("WITH q AS (SELECT ");
        out.push_bind_param::<Text, _>(self.key)?;
        out.push_sql(" AS key, ");
        out.push_bind_param::<Timestamp, _>(&self.soon)?;
        out.push_sql(" AS soon, ");
        out.push_bind_param::<Timestamp, _>(&self.now)?;
        out.push_sql(LIVE);
        out.push_sql(PLACE);
        out.push_sql(&format!("'{}'", crate::domain::facts::UMBRELLA));
        for part in [
            CONFLICT,
            LACKS,
            LACKS_ATTRIBUTE,
            TOO_LONG,
            too_long,
            HOLDERS,
        ] {
            out.push_sql(part);
        }
        Ok(())
    }
}

impl QueryFragment<Pg> for BreachesOf<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let longer = "l.valid_until > l.valid_from + mine.max_duration_days * INTERVAL '1 day'";
        self.walk(&mut out, longer)
    }
}

impl QueryFragment<Sqlite> for BreachesOf<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        // Days are told as floating points: a tenth of a second is no longer time.
        let longer = "julianday(l.valid_until) - julianday(l.valid_from) > \
            mine.max_duration_days + 0.000001";
        self.walk(&mut out, longer)
    }
}
