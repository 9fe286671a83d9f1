//! What is measured against: 100,000 users in 901 companies, one of them with 10,000; 1 million
//! grants; 40,000 open requests. Written with statements that both engines take.

use std::ops::Range;

use brugeradm::{
    clock::Clock,
    db::{Database, DatabaseUrl, DbConnection, migrations},
    http::request::hash_of,
};
use diesel::connection::SimpleConnection as _;

use crate::Fault;

/// Users of the big company, and how many of them there are.
pub(crate) const BIG: u32 = 10_000;
/// All users.
pub(crate) const USERS: u32 = 100_000;
/// Roles of everybody but the big company's users, who have the first of them.
pub(crate) const ROLES: u32 = 11;
/// Most requests that one way of approving can use up.
pub(crate) const REQUESTS: u32 = 2 * BIG;

/// The session of the big company's LBA.
pub(crate) const SESSION: &str = "bench-session";
/// The program that asks.
pub(crate) const CLIENT: &str = "bench";
/// Its secret.
pub(crate) const SECRET: &str = "bench-secret-of-the-program-that-asks";

/// The `n`th request to decide: those decided at once lie apart in the table, as they do when
/// LBAs of different companies decide.
pub(crate) fn spread(n: u32) -> u32 {
    n * 7919 % REQUESTS
}

/// A made database, removed at the end.
pub(crate) struct World {
    pub(crate) url: DatabaseUrl,
    remove: Remove,
}

enum Remove {
    Files(String),
    Database { server: String, name: String },
}

impl Drop for World {
    fn drop(&mut self) {
        match &self.remove {
            Remove::Files(path) => {
                for suffix in ["", "-wal", "-shm"] {
                    // What cannot be removed is in the directory for temporary files anyway.
                    let _ = std::fs::remove_file(format!("{path}{suffix}"));
                }
            }
            Remove::Database { server, name } => {
                let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                let _ = DatabaseUrl::Postgres(server.clone())
                    .connect()
                    .map(|mut connection| connection.batch_execute(&drop));
            }
        }
    }
}

/// The `n`th id of a kind: a UUID of decimal digits.
pub(crate) fn id(kind: char, n: u32) -> String {
    format!("01977000-0000-7000-800{kind}-{n:012}")
}

/// [`id`] in SQL.
fn sql_id(kind: char, n: &str) -> String {
    format!("'01977000-0000-7000-800{kind}-' || substr(CAST(1000000000000 + ({n}) AS TEXT), 2)")
}

impl World {
    /// A SQLite file of its own.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn sqlite() -> Result<Self, Fault> {
        let name = format!("brugeradm-bench-{}.sqlite", std::process::id());
        let path = std::env::temp_dir().join(name).display().to_string();
        let world = Self {
            url: DatabaseUrl::Sqlite(path.clone()),
            remove: Remove::Files(path),
        };
        world.fill()?;
        Ok(world)
    }

    /// A database of its own on a PostgreSQL server.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn postgres(server: &str) -> Result<Self, Fault> {
        let name = format!("bench_{}", std::process::id());
        let at_server = DatabaseUrl::Postgres(server.to_owned());
        at_server
            .connect()?
            .batch_execute(&format!("CREATE DATABASE {name}"))?;
        let (head, _) = server
            .rsplit_once('/')
            .ok_or("an address without a database")?;
        let world = Self {
            url: DatabaseUrl::Postgres(format!("{head}/{name}")),
            remove: Remove::Database {
                server: server.to_owned(),
                name,
            },
        };
        world.fill()?;
        world.url.connect()?.batch_execute("VACUUM ANALYZE")?;
        Ok(world)
    }

    /// The database as the server opens it, with as many connections as it has by default.
    pub(crate) fn database(&self) -> Database {
        Database::open(&self.url, crate::POOL, Clock::System)
    }

    fn fill(&self) -> Result<(), Fault> {
        let mut connection = self.url.connect()?;
        migrations::run(&mut connection).map_err(|failure| format!("{failure:?}"))?;
        connection.batch_execute("BEGIN")?;
        organisations(&mut connection)?;
        users(&mut connection)?;
        roles(&mut connection)?;
        grants(&mut connection)?;
        requests(&mut connection)?;
        access(&mut connection)?;
        connection.batch_execute("COMMIT")?;
        Ok(())
    }
}

/// Inserts a row for each `i` in the range.
fn series(
    connection: &mut DbConnection,
    table: &str,
    range: Range<u32>,
    values: &str,
) -> Result<(), Fault> {
    let Range { start, end } = range;
    let sql = format!(
        "INSERT INTO {table} WITH RECURSIVE n(i) AS \
         (SELECT {start} UNION ALL SELECT i + 1 FROM n WHERE i < {end} - 1) SELECT {values} FROM n"
    );
    connection
        .batch_execute(&sql)
        .map_err(|error| format!("{table}: {error}").into())
}

fn organisations(connection: &mut DbConnection) -> Result<(), Fault> {
    let id = sql_id('a', "i");
    let digits = "substr(CAST(100000 + i AS TEXT), 2)";
    let values = format!(
        "{id}, 'virksomhed', 'Firma ' || {digits}, 'firma ' || {digits}, 'firma ' || {digits}, \
         '400' || {digits}, NULL, NULL, 'star', TRUE, '2026-01-01 00:00:00', 1"
    );
    let table = "organisations (id, kind, name, sort_key, search_key, cvr, kommunekode, \
                 parent_id, administration, active, created_at, version)";
    series(connection, table, 0..901, &values)
}

/// The home of user `i`: the first company has [`BIG`], each other one hundred.
fn home() -> String {
    sql_id(
        'a',
        &format!("CASE WHEN i < {BIG} THEN 0 ELSE 1 + (i - {BIG}) / 100 END"),
    )
}

fn users(connection: &mut DbConnection) -> Result<(), Fault> {
    let (id, uuid, home) = (sql_id('b', "i"), sql_id('c', "i"), home());
    let digits = "substr(CAST(1000000 + i AS TEXT), 2)";
    let values = format!(
        "{id}, 'bench', {uuid}, 'Person ' || {digits}, 'person' || {digits} || '@firma.dk', \
         'person ' || {digits}, 'person ' || {digits} || ' person' || {digits} || '@firma.dk', \
         'person' || {digits} || '@firma.dk', 'medarbejder', {home}, 'active', \
         '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1"
    );
    let table = "users (id, issuer, professional_uuid, name, email, sort_key, search_key, \
                 email_key, kind, organisation_id, status, created_at, changed_at, version)";
    series(connection, table, 0..USERS, &values)
}

fn roles(connection: &mut DbConnection) -> Result<(), Fault> {
    let values = "'Bench.' || CAST(i AS TEXT), 'Bench', 'Rolle', 'Role', '', '', 'substantial', \
                  NULL, CASE WHEN i = 99 THEN 'administer_organisation' END, 1";
    let table = "roles (key, system, name_da, name_en, description_da, description_en, \
                 assurance, max_duration_days, confers, version)";
    series(connection, table, 0..100, values)?;
    let values = "'Bench.' || CAST(i AS TEXT), 'virksomhed', 'own', TRUE, TRUE, 'lba', 'lba'";
    let table = "role_rules (role_key, holder_kind, target, requestable_by_self, \
                 requestable_by_lba, granted_by, revoked_by)";
    series(connection, table, 0..100, values)
}

fn grants(connection: &mut DbConnection) -> Result<(), Fault> {
    let table = "role_grants (id, user_id, holder_organisation_id, role_key, organisation_id, \
                 valid_from, granted_at, reason, source, version)";
    let home = home();
    let user = sql_id('b', "i");
    for role in 0..ROLES {
        let id = sql_id('d', &format!("{role} * {USERS} + i"));
        let first = if role == 0 { 0 } else { BIG };
        let values = format!(
            "{id}, {user}, {home}, 'Bench.{role}', {home}, '2026-01-01 00:00:00', \
             '2026-01-01 00:00:00', 'Overtaget.', 'import', 1"
        );
        series(connection, table, first..USERS, &values)?;
    }
    // The big company's LBAs: its first three users.
    let values = format!(
        "{}, {}, {home}, 'Bench.99', {home}, '2026-01-01 00:00:00', '2026-01-01 00:00:00', \
         'Overtaget.', 'import', 1",
        sql_id('d', &format!("{ROLES} * {USERS} + i")),
        user,
    );
    series(connection, table, 0..3, &values)
}

fn requests(connection: &mut DbConnection) -> Result<(), Fault> {
    let table = "access_requests (id, action, subject_id, holder_organisation_id, requested_by, \
                 role_key, organisation_id, justification, authority, state, awaiting, created_at, \
                 due_at, version)";
    let (user, company) = (sql_id('b', "i"), sql_id('a', "0"));
    // Half for the server, half for the engine alone.
    for part in 0..(2 * REQUESTS / BIG) {
        let id = sql_id('e', &format!("{part} * {BIG} + i"));
        let role = 20 + part;
        let values = format!(
            "{id}, 'grant', {user}, {company}, {user}, 'Bench.{role}', {company}, \
             'Skal bruge det i arbejdet.', 'lba', 'open', 'decider', '2026-01-02 00:00:00', \
             '2099-01-01 00:00:00', 1"
        );
        series(connection, table, 0..BIG, &values)?;
    }
    Ok(())
}

fn access(connection: &mut DbConnection) -> Result<(), Fault> {
    let session = hash_of(SESSION);
    let secret = hash_of(SECRET);
    let lba = id('b', 0);
    let sql = format!(
        "INSERT INTO sessions (token_hash, user_id, issuer, issuer_subject, assurance, \
         may_represent, created_at, last_seen_at, expires_at) VALUES ('{session}', '{lba}', \
         'bench', 'bench', 'substantial', FALSE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, \
         '2099-01-01 00:00:00');\
         INSERT INTO clients (id, name, secret_hash, scopes, active, created_at) VALUES \
         ('{CLIENT}', 'Bench', '{secret}', 'access:check', TRUE, '2026-01-01 00:00:00');"
    );
    Ok(connection.batch_execute(&sql)?)
}
