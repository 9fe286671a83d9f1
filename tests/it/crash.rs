//! Killed in the middle of approvals: what was acknowledged stays, and nothing is half done.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};

use acceptance::{TestApp, both};
use brugeradm::{
    clock::new_id,
    db::{
        DatabaseUrl,
        schema::{access_requests, audit_events, outbox_messages, role_grants, sessions, users},
    },
    http::request::hash_of,
};
use diesel::prelude::*;
use shared::{Timestamp, id::kinds};

/// Requests waiting to be approved.
const REQUESTS: usize = 200;
/// Times the server is killed.
const KILLS: usize = 4;
const TOKEN: &str = "en-session-som-overlever-serveren";

/// Builds the program, if it is not built yet, and tells where it is. As all tests are built
/// together, so that nothing is compiled anew with other features.
pub(crate) fn program() -> std::path::PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--no-run"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .status()
        .unwrap();
    assert!(built.success());
    let test = std::env::current_exe().unwrap();
    test.parent().unwrap().parent().unwrap().join("brugeradm")
}

struct Server {
    child: Child,
    base: String,
    folder: std::path::PathBuf,
}

impl Server {
    /// Serves the database from a process of its own, and waits until it answers.
    async fn start(http: &reqwest::Client, database: &DatabaseUrl) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let folder = std::env::temp_dir().join(format!("crash-{:x}", rand::random::<u64>()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("config.toml");
        let base = format!("http://localhost:{port}");
        let text = format!("listen = \"127.0.0.1:{port}\"\npublic_url = \"{base}\"\n");
        std::fs::write(&file, text).unwrap();
        let url = match database {
            DatabaseUrl::Postgres(url) => url.clone(),
            DatabaseUrl::Sqlite(path) => format!("sqlite:{path}"),
        };
        let child = Command::new(program())
            .arg("serve")
            .arg("--config")
            .arg(&file)
            .env("DATABASE_URL", url)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let server = Self {
            child,
            base,
            folder,
        };
        server.answers(http).await;
        server
    }

    async fn answers(&self, http: &reqwest::Client) {
        let address = format!("{}/health/ready", self.base);
        for _ in 0..400 {
            let ready = http.get(&address).send().await;
            if ready.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the server did not answer");
    }

    /// Kills the process as a power cut would: no signal handler runs.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// An LBA's session that real clocks find good, and as many open requests as there are to decide.
async fn prepare(app: &TestApp) -> Vec<String> {
    let lba = app.login("lba-nordisk").await.me().await.user;
    let (home, lba) = (lba.organisation.id.to_string(), lba.id.to_string());
    let mut db = app.connection();
    let at = app.now();
    let never = at.plus_days(365 * 50).naive();
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(hash_of(TOKEN)),
            sessions::user_id.eq(&lba),
            sessions::issuer.eq("mitid"),
            sessions::issuer_subject.eq("en"),
            sessions::assurance.eq("high"),
            sessions::may_represent.eq(false),
            sessions::created_at.eq(never),
            sessions::last_seen_at.eq(never),
            sessions::expires_at.eq(never),
        ))
        .execute(&mut db)
        .unwrap();
    (0..REQUESTS)
        .map(|number| waiting(&mut db, &home, number, at))
        .collect()
}

fn waiting(
    db: &mut brugeradm::db::DbConnection,
    home: &str,
    number: usize,
    at: Timestamp,
) -> String {
    let (user, request) = (
        new_id::<kinds::User>(at).to_string(),
        new_id::<kinds::AccessRequest>(at).to_string(),
    );
    employee(db, (&user, home), number, at);
    diesel::insert_into(access_requests::table)
        .values((
            access_requests::id.eq(&request),
            access_requests::action.eq("grant"),
            access_requests::subject_id.eq(&user),
            access_requests::holder_organisation_id.eq(home),
            access_requests::requested_by.eq(&user),
            access_requests::role_key.eq("JobAG.Virksomhedsbruger"),
            access_requests::organisation_id.eq(home),
            access_requests::justification.eq("Skal bruge adgangen i sit arbejde."),
            access_requests::authority.eq("lba"),
            access_requests::state.eq("open"),
            access_requests::awaiting.eq("decider"),
            access_requests::created_at.eq(at.naive()),
            access_requests::due_at.eq(at.plus_days(7).naive()),
            access_requests::version.eq(1_i64),
        ))
        .execute(db)
        .unwrap();
    request
}

/// A user of the company.
fn employee(
    db: &mut brugeradm::db::DbConnection,
    (user, home): (&str, &str),
    number: usize,
    at: Timestamp,
) {
    let key = format!("medarbejder {number}");
    diesel::insert_into(users::table)
        .values((
            users::id.eq(user),
            users::name.eq(&key),
            users::email.eq(format!("m{number}@nordisk-byg.example")),
            users::sort_key.eq(&key),
            users::search_key.eq(&key),
            users::email_key.eq(format!("m{number}@nordisk-byg.example")),
            users::kind.eq("medarbejder"),
            users::organisation_id.eq(home),
            users::status.eq("active"),
            users::created_at.eq(at.naive()),
            users::changed_at.eq(at.naive()),
            users::version.eq(1_i64),
        ))
        .execute(db)
        .unwrap();
}

/// Approves what is left, eight at a time, until `enough` have been acknowledged.
async fn approve(
    http: &reqwest::Client,
    base: &str,
    left: &[String],
    enough: usize,
) -> Vec<String> {
    let cookie = format!("__Host-session={TOKEN}");
    let mut acknowledged = Vec::new();
    for batch in left.chunks(8) {
        let mut sent = tokio::task::JoinSet::new();
        for id in batch.iter().cloned() {
            let (http, base, cookie) = (http.clone(), base.to_owned(), cookie.clone());
            let address = format!("{base}/api/v1/access-requests/{id}/approval");
            let call = http
                .post(address)
                .header("Cookie", cookie)
                .header("Origin", base);
            let call = call
                .header("If-Match", "\"1\"")
                .header("Content-Type", "application/json");
            // One that the kill cut off was not acknowledged.
            sent.spawn(async move {
                let reply = call.body("{}").send().await.ok()?;
                assert_eq!(reply.status(), 200);
                reply.bytes().await.ok().map(|_| id)
            });
        }
        while let Some(done) = sent.join_next().await {
            acknowledged.extend(done.unwrap());
            if acknowledged.len() >= enough {
                sent.detach_all();
                return acknowledged;
            }
        }
    }
    acknowledged
}

/// Ids of requests, as each of the four places that an approval writes to knows them.
fn approved(app: &TestApp) -> [Vec<String>; 4] {
    let mut db = app.connection();
    let requests = access_requests::table
        .filter(access_requests::state.eq("approved"))
        .order(access_requests::id)
        .select(access_requests::id)
        .load(&mut db)
        .unwrap();
    let grants: Vec<Option<String>> = role_grants::table
        .filter(role_grants::request_id.is_not_null())
        .order(role_grants::request_id)
        .select(role_grants::request_id)
        .load(&mut db)
        .unwrap();
    let events: Vec<Option<String>> = audit_events::table
        .filter(audit_events::kind.eq("access_request_approved"))
        .order(audit_events::request_id)
        .select(audit_events::request_id)
        .load(&mut db)
        .unwrap();
    let messages: Vec<String> = outbox_messages::table
        .filter(outbox_messages::kind.eq("access_request.approved"))
        .select(outbox_messages::payload)
        .load(&mut db)
        .unwrap();
    let mut told: Vec<String> = messages
        .iter()
        .map(|payload| serde_json::from_str::<serde_json::Value>(payload).unwrap())
        .map(|payload| payload["request_id"].as_str().unwrap().to_owned())
        .collect();
    told.sort_unstable();
    let known = |ids: Vec<Option<String>>| ids.into_iter().flatten().collect();
    [requests, known(grants), known(events), told]
}

both! {
    async fn a_kill_in_the_middle_of_approvals_loses_nothing_acknowledged_and_halves_nothing(app: TestApp) {
        let mut left = prepare(&app).await;
        let http = reqwest::Client::new();
        let url = app.database().url().clone();
        let mut acknowledged: Vec<String> = Vec::new();
        for kill in 0..=KILLS {
            let mut server = Server::start(&http, &url).await;
            let most = if kill == KILLS { REQUESTS } else { rand::random_range(10..40) };
            acknowledged.extend(approve(&http, &server.base, &left, most).await);
            server.kill();
            let [requests, grants, events, messages] = approved(&app);
            assert_eq!(requests, grants, "a grant for every approval, and no other");
            assert_eq!(requests, events, "an audit event for every approval, and no other");
            assert_eq!(requests, messages, "a message for every approval, and no other");
            for id in &acknowledged {
                assert!(requests.contains(id), "acknowledged before kill {kill}, and lost");
            }
            left.retain(|id| !requests.contains(id));
        }
        assert!(left.is_empty() && acknowledged.len() <= REQUESTS);
    }
}
