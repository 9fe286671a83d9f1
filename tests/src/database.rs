//! A database for each test: a copy of one that was migrated and seeded once in this process.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock, PoisonError},
};

use brugeradm::{
    clock::Clock,
    db::{Database, DatabaseUrl, DbConnection, migrations},
    demo,
};
use diesel::connection::SimpleConnection as _;

use crate::app::{JOBAG_SECRET, beginning};

/// The databases that the product runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The production one.
    Postgres,
}

/// A database that goes when the test ends.
#[derive(Debug)]
pub struct TestDatabase(Place);

#[derive(Debug)]
enum Place {
    Sqlite(PathBuf),
    Postgres(String),
}

static SQLITE: OnceLock<PathBuf> = OnceLock::new();
static POSTGRES: OnceLock<String> = OnceLock::new();
/// One copy of the template at a time.
static COPYING: Mutex<()> = Mutex::new(());

fn new_name(what: &str) -> String {
    format!("brugeradm_{what}_{:016x}", rand::random::<u64>())
}

fn sqlite_url(path: &std::path::Path) -> DatabaseUrl {
    DatabaseUrl::parse(&format!("sqlite:{}", path.display())).expect("a database address")
}

/// The cluster that `tests/postgres` started.
fn cluster() -> url::Url {
    #[expect(
        clippy::disallowed_methods,
        reason = "how tests are told of the cluster"
    )]
    let address = std::env::var("TEST_POSTGRES_URL").expect(
        "there is no PostgreSQL cluster: run `make test`, or `tests/postgres -- cargo test …`",
    );
    url::Url::parse(&address).expect("TEST_POSTGRES_URL is an address")
}

fn postgres_url(name: &str) -> DatabaseUrl {
    let mut url = cluster();
    url.set_path(name);
    DatabaseUrl::parse(url.as_str()).expect("a database address")
}

fn in_cluster(statement: &str) {
    let url = DatabaseUrl::parse(cluster().as_str()).expect("a database address");
    let mut connection = url.connect().expect("the cluster answers");
    connection.batch_execute(statement).expect(statement);
}

/// Migrates and seeds the demo world. On a thread of its own, since the test's runtime is busy
/// waiting for it.
fn prepare(url: &DatabaseUrl) {
    let url = url.clone();
    std::thread::spawn(move || {
        let mut connection = url.connect().expect("a connection");
        migrations::run(&mut connection).expect("migrations run");
        drop(connection);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let database = Database::open(&url, 1, Clock::fixed(beginning()));
        runtime
            .block_on(demo::seed(&database, JOBAG_SECRET))
            .expect("the demo world is seeded");
        if let DatabaseUrl::Sqlite(_) = url {
            // The writing thread lets go of its connection in its own time; until then what it
            // wrote may lie beside the file that is about to be copied.
            let mut connection = url.connect().expect("a connection");
            connection
                .batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")
                .expect("the file holds everything");
        }
    })
    .join()
    .expect("the template database is made");
}

impl TestDatabase {
    pub(crate) fn create(engine: Engine) -> Self {
        Self::within(&std::env::temp_dir(), engine)
    }

    /// One whose files, on SQLite, are kept in memory where the system has a folder for that:
    /// for tests that write much and crash nothing.
    pub fn in_memory(engine: Engine) -> Self {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() {
            Self::within(memory, engine)
        } else {
            Self::create(engine)
        }
    }

    fn within(folder: &Path, engine: Engine) -> Self {
        Self(match engine {
            Engine::Sqlite => {
                let template = SQLITE.get_or_init(|| {
                    let path = std::env::temp_dir().join(new_name("template"));
                    prepare(&sqlite_url(&path));
                    path
                });
                let path = folder.join(new_name("test"));
                std::fs::copy(template, &path).expect("a copy of the template");
                Place::Sqlite(path)
            }
            Engine::Postgres => {
                let template = POSTGRES.get_or_init(|| {
                    let name = new_name("template");
                    in_cluster(&format!("CREATE DATABASE {name}"));
                    prepare(&postgres_url(&name));
                    name
                });
                let name = new_name("test");
                let _one_at_a_time = COPYING.lock().unwrap_or_else(PoisonError::into_inner);
                in_cluster(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
                Place::Postgres(name)
            }
        })
    }

    /// Where it is.
    pub fn url(&self) -> DatabaseUrl {
        match &self.0 {
            Place::Sqlite(path) => sqlite_url(path),
            Place::Postgres(name) => postgres_url(name),
        }
    }

    /// A connection to it.
    pub fn connect(&self) -> DbConnection {
        self.url().connect().expect("a connection")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        match &self.0 {
            Place::Sqlite(path) => {
                for suffix in ["", "-wal", "-shm"] {
                    let file = format!("{}{suffix}", path.display());
                    // Not all three are always there.
                    let _ = std::fs::remove_file(file);
                }
            }
            Place::Postgres(name) => {
                in_cluster(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            }
        }
    }
}
