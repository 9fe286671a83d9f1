//! Killed half-way and run again, an import ends as if nothing had happened.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use acceptance::{TestApp, both};
use brugeradm::db::{
    DatabaseUrl,
    schema::{audit_events, import_links, imports, outbox_messages, role_grants, users},
};
use diesel::prelude::*;

use super::CASE_WORKER;
use crate::crash::program;

const USERS: usize = 3_000;

fn write(path: &Path) {
    let users = (0..USERS).fold(String::new(), |all, n| {
        all + &format!("b{n};k1;Medarbejder {n};m{n}@aarhus.invalid\n")
    });
    let grants = (0..USERS).fold(String::new(), |all, n| {
        all + &format!("b{n};{CASE_WORKER}\n")
    });
    let head = "bruger-id;organisations-id;navn;e-mail\n";
    let text = [super::HOMES, head, &users, "bruger-id;rolle\n", &grants].concat();
    std::fs::write(path, text).unwrap();
}

fn import(app: &TestApp, file: &Path) -> Command {
    let url = match app.database().url() {
        DatabaseUrl::Postgres(url) => url.clone(),
        DatabaseUrl::Sqlite(path) => format!("sqlite:{path}"),
    };
    let mut command = Command::new(program());
    command
        .arg("import")
        .arg(file)
        .env("DATABASE_URL", url)
        .env("RUST_LOG", "warn")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Kills an import, as a power cut would, when it has handled `enough` rows in `state`.
async fn killed(app: &TestApp, file: &Path, state: &str, enough: i64) {
    let mut child = import(app, file).spawn().unwrap();
    loop {
        let far = imports::table
            .filter(imports::state.eq(state))
            .filter(imports::handled.ge(enough));
        let far: i64 = far.count().get_result(&mut app.connection()).unwrap();
        if far > 0 {
            break;
        }
        assert!(
            child.try_wait().unwrap().is_none(),
            "it ended before it could be killed"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// How much there is of everything that an import writes.
fn written(app: &TestApp) -> [i64; 6] {
    let mut db = app.connection();
    let granted = role_grants::table.filter(role_grants::import_source.is_not_null());
    let told = |kind: &'static str| audit_events::table.filter(audit_events::kind.eq(kind));
    [
        users::table.count().get_result(&mut db).unwrap(),
        granted.count().get_result(&mut db).unwrap(),
        import_links::table.count().get_result(&mut db).unwrap(),
        told("user_created").count().get_result(&mut db).unwrap(),
        told("role_granted").count().get_result(&mut db).unwrap(),
        outbox_messages::table.count().get_result(&mut db).unwrap(),
    ]
}

struct File(PathBuf);

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

both! {
    async fn an_import_that_was_killed_twice_goes_on_and_does_everything_once(app: TestApp) {
        let name = format!("import-{:x}.csv", rand::random::<u64>());
        let file = File(std::env::temp_dir().join(name));
        write(&file.0);
        let before = written(&app);
        killed(&app, &file.0, "checking", 1_000).await;
        killed(&app, &file.0, "running", 4_000).await;
        let half = written(&app);
        assert!(import(&app, &file.0).status().unwrap().success());
        let count = i64::try_from(USERS).unwrap();
        let after = written(&app);
        let new: Vec<_> = before.iter().zip(after).map(|(before, after)| after - before).collect();
        // Two organisations, one of them new, besides the users and the grants.
        assert_eq!(new, [count, count, count + 2, count, count, 2 * count + 1]);
        assert!(half[1] > before[1] && half[1] < after[1], "it was killed half-way");
        let unended: i64 = imports::table.filter(imports::state.ne("done"))
            .count().get_result(&mut app.connection()).unwrap();
        assert_eq!(unended, 0, "it went on with the import that was killed");
        assert!(import(&app, &file.0).status().unwrap().success());
        assert_eq!(written(&app), after, "and the same file again changes nothing");
    }
}
