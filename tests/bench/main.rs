//! `make bench`: one table of speed ratios from one run, on both databases. What a share is of is
//! measured again beside each figure, in turns, since a machine's own speed changes by the minute.
//! `docs/performance.md` has the targets and what the figures mean.
//!
//! `cargo bench -p acceptance -- sqlite check` measures only what is named.

mod engine;
mod load;
mod server;
mod table;
mod world;

use std::{net::SocketAddr, sync::atomic::AtomicU32, time::Duration};

use load::{Outcome, Requests};
use server::{Bare, Running};
use table::{Figure, Figures};
use world::World;

/// Anything that ends the run.
pub(crate) type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Connections of the server to the database, as by default.
pub(crate) const POOL: u32 = 8;
/// Connections that ask.
const CONNECTIONS: usize = 64;
/// Connections that decide: an inbox has few people before it.
const DECIDERS: usize = 16;
/// Turns; of their ratios the middle one counts.
const TURNS: usize = 5;
/// How long the bare handler is measured in each turn.
const BARE: Duration = Duration::from_millis(700);
/// How long what is measured beside it is.
const BESIDE: Duration = Duration::from_millis(1500);

/// What was named on the command line; nothing means everything.
struct Wanted(Vec<String>);

impl Wanted {
    const ENGINES: [&str; 2] = ["sqlite", "postgres"];

    fn engine(&self, name: &str) -> bool {
        let named = |word: &String| Self::ENGINES.contains(&word.as_str());
        !self.0.iter().any(named) || self.0.iter().any(|word| word == name)
    }

    fn case(&self, name: &str) -> bool {
        let named = |word: &&String| !Self::ENGINES.contains(&word.as_str());
        self.0.iter().find(named).is_none() || self.0.iter().any(|word| word == name)
    }
}

fn main() -> Result<(), Fault> {
    let words = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'));
    let wanted = Wanted(words.collect());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let _entered = runtime.enter();
    let mut columns = Vec::new();
    if wanted.engine("sqlite") {
        eprintln!("SQLite: writing 1 million grants …");
        columns.push(("SQLite", measure(&runtime, &World::sqlite()?, &wanted, 1)?));
    }
    if wanted.engine("postgres") {
        #[expect(clippy::disallowed_methods, reason = "a program of its own")]
        let server = std::env::var("TEST_POSTGRES_URL")
            .map_err(|error| format!("TEST_POSTGRES_URL: {error}: run `make bench`"))?;
        eprintln!("PostgreSQL: writing 1 million grants …");
        let world = World::postgres(&server)?;
        columns.push(("PostgreSQL", measure(&runtime, &world, &wanted, POOL)?));
    }
    println!("{}", table::table(&columns));
    Ok(())
}

/// Measures everything wanted on one database; the engine alone with `writers` connections.
fn measure(
    runtime: &tokio::runtime::Runtime,
    world: &World,
    wanted: &Wanted,
    writers: u32,
) -> Result<Figures, Fault> {
    let bare = Bare::start()?;
    let running = runtime.block_on(Running::start(world))?;
    let mut figures = Figures::default();
    let meter = Meter { bare: &bare };
    if wanted.case("check") {
        let asked = checks(&running)?;
        figures.add(
            "role check, 1 million grants",
            meter.requests(&running, &asked, CONNECTIONS)?,
        );
    }
    if wanted.case("list") {
        let (first, last) = pages(&running)?;
        let first = meter.requests(&running, &first, CONNECTIONS)?;
        figures.add("first 50 of 10,000 users", first);
        figures.add(
            "last 50 of 10,000 users",
            meter.requests(&running, &last, CONNECTIONS)?,
        );
    }
    if wanted.case("approve") {
        let asked = approvals(&running);
        figures.add(
            "approve a request",
            meter.requests(&running, &asked, DECIDERS)?,
        );
        let next = AtomicU32::new(0);
        let alone = meter.turns(|| {
            let rate = engine::approvals(world, &next, writers, BESIDE)?;
            Ok(Outcome {
                rate,
                micros: Vec::new(),
            })
        })?;
        figures.add("the same rows, engine alone", alone);
    }
    runtime.block_on(running.stop())?;
    runtime.block_on(bare.stop());
    Ok(figures)
}

struct Meter<'m> {
    bare: &'m Bare,
}

impl Meter<'_> {
    fn requests(
        &self,
        running: &Running,
        requests: &Requests,
        connections: usize,
    ) -> Result<Figure, Fault> {
        self.turns(|| load::run(running.address, requests, connections, BESIDE))
    }

    /// Measures in turns with the bare handler.
    fn turns(&self, mut beside: impl FnMut() -> Result<Outcome, Fault>) -> Result<Figure, Fault> {
        let request = Requests::repeated(vec![get(self.bare.address, "/", "")]);
        let mut figure = Figure::default();
        for _ in 0..TURNS {
            let bare = load::run(self.bare.address, &request, CONNECTIONS, BARE)?;
            figure.turn(bare.rate, beside()?);
        }
        Ok(figure)
    }
}

fn get(address: SocketAddr, path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{headers}\r\n").into_bytes()
}

fn post(address: SocketAddr, path: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Questions about users all over the table; every second one's answer is yes.
fn checks(running: &Running) -> Result<Requests, Fault> {
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}",
        world::CLIENT,
        world::SECRET
    );
    let headers = "Content-Type: application/x-www-form-urlencoded\r\n";
    let token = running.ask(post(running.address, "/oauth/token", headers, &form))?;
    let token: shared::access::TokenResponse = serde_json::from_str(&token)?;
    let headers = format!(
        "Authorization: Bearer {}\r\nContent-Type: application/json\r\n",
        token.access_token
    );
    let question = |n: u32| {
        let others = world::USERS - world::BIG;
        let user = world::id('b', world::BIG + n.wrapping_mul(7919) % others);
        let role = if n.is_multiple_of(2) {
            n % world::ROLES
        } else {
            50
        };
        let body = serde_json::json!({
            "subject": { "type": "user", "id": user },
            "action": { "name": "have" },
            "resource": { "type": "role", "id": format!("Bench.{role}") },
        });
        post(
            running.address,
            "/access/v1/evaluation",
            &headers,
            &body.to_string(),
        )
    };
    let yes = running.ask(question(0))?;
    let no = running.ask(question(1))?;
    if !yes.contains("true") || !no.contains("false") {
        return Err(format!("the check does not work: {yes} {no}").into());
    }
    Ok(Requests::repeated((0..16_384).map(question).collect()))
}

fn session_headers(running: &Running) -> String {
    format!(
        "Cookie: __Host-session={}\r\nOrigin: http://{}\r\n",
        world::SESSION,
        running.address
    )
}

/// The first and the last page of the big company's users.
fn pages(running: &Running) -> Result<(Requests, Requests), Fault> {
    let headers = session_headers(running);
    let company = world::id('a', 0);
    let path = format!("/api/v1/users?organisation_id={company}&limit=50");
    let first = get(running.address, &path, &headers);
    let mut last = first.clone();
    let mut pages = 0_u32;
    loop {
        let page: serde_json::Value = serde_json::from_str(&running.ask(last.clone())?)?;
        pages += 1;
        match page.get("next_cursor").and_then(|cursor| cursor.as_str()) {
            Some(cursor) => {
                last = get(
                    running.address,
                    &format!("{path}&cursor={cursor}"),
                    &headers,
                );
            }
            None if pages == world::BIG / 50 => break,
            None => return Err(format!("{pages} pages of users").into()),
        }
    }
    Ok((
        Requests::repeated(vec![first]),
        Requests::repeated(vec![last]),
    ))
}

fn approvals(running: &Running) -> Requests {
    let headers = format!(
        "{}If-Match: \"1\"\r\nContent-Type: application/json\r\n",
        session_headers(running)
    );
    let approval = |n: u32| {
        // Nobody decides their own: the LBA's requests, the first of each role, are left out.
        let path = format!("/api/v1/access-requests/{}/approval", world::id('e', n));
        post(running.address, &path, &headers, "{}")
    };
    let others = (0..world::REQUESTS)
        .map(world::spread)
        .filter(|n| n % world::BIG != 0);
    Requests::once(others.map(approval).collect())
}
