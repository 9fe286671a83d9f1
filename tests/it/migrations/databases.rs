//! Empty databases of both engines.

use std::{
    env, fs,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use brugeradm::db::{DatabaseUrl, DbConnection, migrations};
use diesel::{RunQueryDsl as _, sql_query};

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// An empty database; SQLite's file goes with it, PostgreSQL's goes with its cluster.
pub(super) struct Fresh {
    pub(super) engine: &'static str,
    pub(super) connection: DbConnection,
    file: Option<PathBuf>,
}

impl Fresh {
    /// One of each engine.
    pub(super) fn on_both() -> [Self; 2] {
        [Self::sqlite(), Self::postgres()]
    }

    /// One of each engine, its tables made.
    pub(super) fn migrated_on_both() -> [Self; 2] {
        let mut both = Self::on_both();
        for fresh in &mut both {
            migrations::run(&mut fresh.connection).unwrap();
        }
        both
    }

    fn sqlite() -> Self {
        let file = env::temp_dir().join(format!("{}.sqlite", unique_name()));
        let url = DatabaseUrl::parse(&format!("sqlite:{}", file.display())).unwrap();
        Self {
            engine: url.engine(),
            connection: url.connect().unwrap(),
            file: Some(file),
        }
    }

    fn postgres() -> Self {
        let server = env::var_os("TEST_POSTGRES_URL")
            .expect("run the tests beside a PostgreSQL: tests/postgres -- cargo test")
            .into_string()
            .unwrap();
        let name = unique_name();
        let mut connection = DatabaseUrl::parse(&server).unwrap().connect().unwrap();
        sql_query(format!("CREATE DATABASE {name}"))
            .execute(&mut connection)
            .unwrap();
        let (address, _) = server.rsplit_once('/').unwrap();
        let url = DatabaseUrl::parse(&format!("{address}/{name}")).unwrap();
        Self {
            engine: url.engine(),
            connection: url.connect().unwrap(),
            file: None,
        }
    }

    /// Runs a statement that both engines understand.
    pub(super) fn execute(&mut self, statement: &str) -> Result<usize, String> {
        let done = sql_query(statement).execute(&mut self.connection);
        done.map_err(|error| error.to_string())
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            for ending in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(format!("{}{ending}", file.display()));
            }
        }
    }
}

fn unique_name() -> String {
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    format!("brugeradm_migrations_{}_{number}", std::process::id())
}
