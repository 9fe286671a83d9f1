//! One connection type over both engines.

use super::multi::DbConnection;
use diesel::{
    Connection as _, PgConnection, RunQueryDsl as _, SqliteConnection,
    connection::SimpleConnection as _,
};

impl std::fmt::Debug for DbConnection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Postgres(_) => "Connection::Postgres",
            Self::Sqlite(_) => "Connection::Sqlite",
        })
    }
}

/// Where the database is. Parsed by scheme, so that a typing error in a PostgreSQL address never
/// creates an empty SQLite file.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `postgres://` or `postgresql://`.
    Postgres(String),
    /// `sqlite:` and a path.
    Sqlite(String),
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A PostgreSQL address may hold a password.
        f.write_str(self.engine())
    }
}

impl DatabaseUrl {
    /// Reads a database address.
    ///
    /// # Errors
    /// A sentence that says which forms there are.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Ok(Self::Postgres(text.to_owned()))
        } else if let Some(path) = text.strip_prefix("sqlite:") {
            Ok(Self::Sqlite(path.trim_start_matches("//").to_owned()))
        } else {
            Err("a database address begins with `postgres://` or `sqlite:`".to_owned())
        }
    }

    /// The engine's name, without anything secret.
    pub fn engine(&self) -> &'static str {
        match self {
            Self::Postgres(_) => "PostgreSQL",
            Self::Sqlite(_) => "SQLite",
        }
    }

    /// Opens one connection, set up as every connection must be.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses its settings.
    pub fn connect(&self) -> Result<DbConnection, ConnectError> {
        match self {
            Self::Postgres(url) => {
                let mut connection = PgConnection::establish(url)?;
                connection.batch_execute(
                    "SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET lock_timeout = '10s'",
                )?;
                Ok(DbConnection::Postgres(connection))
            }
            Self::Sqlite(path) => {
                let mut connection = SqliteConnection::establish(path)?;
                // The timeout first: switching to WAL may have to wait for another opener.
                connection.batch_execute(
                    "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; \
                     PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                     PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY",
                )?;
                assert_durable(&mut connection)?;
                Ok(DbConnection::Sqlite(connection))
            }
        }
    }

    /// How many threads answer role checks. While PostgreSQL is at one's statement, the other gathers
    /// the next questions; SQLite answers in the thread itself, sooner than a second could be woken.
    pub fn threads_to_check(&self) -> usize {
        match self {
            Self::Postgres(_) => 2,
            Self::Sqlite(_) => 1,
        }
    }

    /// Opens the one connection that writes to SQLite.
    ///
    /// # Errors
    /// As [`DatabaseUrl::connect`].
    pub fn connect_to_write(&self) -> Result<DbConnection, ConnectError> {
        let mut connection = self.connect()?;
        if let DbConnection::Sqlite(inner) = &mut connection {
            inner.batch_execute(TO_WRITE)?;
        }
        Ok(connection)
    }

    /// Opens a connection that answers role checks.
    ///
    /// # Errors
    /// As [`DatabaseUrl::connect`].
    pub fn connect_to_check(&self) -> Result<DbConnection, ConnectError> {
        let mut connection = self.connect()?;
        let (on_postgres, on_sqlite) = TO_CHECK;
        connection.batch_execute(match self {
            Self::Postgres(_) => on_postgres,
            Self::Sqlite(_) => on_sqlite,
        })?;
        Ok(connection)
    }
}

/// What SQLite's one writer keeps at hand: a write of many rows, such as a batch of an import, touches
/// pages all over the indexes, and would else put them away and fetch them again within a transaction.
const TO_WRITE: &str = "PRAGMA cache_size = -32000";

/// Set up besides for role checks, which are all alike and read all over two indexes: their inner
/// pages stay at hand, and PostgreSQL keeps its plan whatever is asked.
const TO_CHECK: (&str, &str) = (
    "SET plan_cache_mode = force_generic_plan",
    "PRAGMA cache_size = -16000",
);

#[derive(diesel::QueryableByName)]
struct Synchronous {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    synchronous: i32,
}

/// INVARIANT: an acknowledged commit survives a power cut, which in WAL mode needs FULL (2).
fn assert_durable(connection: &mut SqliteConnection) -> Result<(), ConnectError> {
    let row: Synchronous = diesel::sql_query("PRAGMA synchronous").get_result(connection)?;
    if row.synchronous == 2 {
        Ok(())
    } else {
        Err(ConnectError::NotDurable)
    }
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The engine did not answer or refused.
    #[error("the database cannot be reached")]
    Establish(#[from] diesel::ConnectionError),
    /// The engine did not take its settings.
    #[error("the database refused its settings")]
    Settings(#[from] diesel::result::Error),
    /// SQLite would lose acknowledged commits.
    #[error("SQLite does not run with synchronous=FULL")]
    NotDurable,
}

#[cfg(test)]
mod tests {
    use diesel::{RunQueryDsl as _, sql_types::Text};

    use super::DatabaseUrl;

    #[derive(diesel::QueryableByName)]
    struct CompileOption {
        #[diesel(sql_type = Text)]
        compile_options: String,
    }

    #[test]
    fn the_sqlite_inside_is_compiled_as_cargo_s_configuration_says() {
        let mut connection = DatabaseUrl::Sqlite(":memory:".to_owned())
            .connect()
            .unwrap();
        let options: Vec<String> = diesel::sql_query("PRAGMA compile_options")
            .load::<CompileOption>(&mut connection)
            .unwrap()
            .into_iter()
            .map(|one| one.compile_options)
            .collect();
        for there in ["THREADSAFE=2", "ENABLE_QPSG", "DEFAULT_MEMSTATUS=0"] {
            assert!(
                options.iter().any(|one| one == there),
                "{there}: {options:?}"
            );
        }
        let pooled = options.iter().any(|one| one == "ENABLE_MEMORY_MANAGEMENT");
        assert!(!pooled, "{options:?}");
    }
}
