//! The product, running.

use std::{
    net::{Ipv4Addr, TcpListener},
    sync::{Arc, Mutex},
};

use brugeradm::{
    clock::Clock,
    config::{ClaimProfile, Config, Issuer, Secret, SecretSource},
    db::{Database, DbConnection},
    server::Server,
};
use mitid_erhverv_simulator::{
    Clock as SimulatorClock, RegisteredClient, Simulator, SimulatorConfig, awkward_identities,
    demo_identities,
};
use shared::Timestamp;

use crate::{
    books::Seen,
    call::{Call, Reply},
    database::{Engine, TestDatabase},
    person::{self, Person},
};

/// The secret of the demo's relying system, in tests.
pub(crate) const JOBAG_SECRET: &str = "a secret of the relying system that only tests know";

/// Our client id and secret at the simulator.
const CLIENT: (&str, &str) = ("brugeradm", "a secret of our own that only tests know");

/// When every test begins: a Tuesday morning a year after the release.
pub fn beginning() -> Timestamp {
    "2026-06-16T08:00:00Z".parse().expect("a moment")
}

/// The product in the demo world, on a database and a port of its own. Clones are the same app.
#[derive(Clone)]
pub struct TestApp(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) base: String,
    pub(crate) http: reqwest::Client,
    pub(crate) seen: Mutex<Seen>,
    pub(crate) database: TestDatabase,
    engine: Engine,
    clock: Clock,
    simulator: Simulator,
    product: Database,
    server: Mutex<Option<Server>>,
}

/// Starts a simulator that goes by the app's clock.
async fn start_simulator(base: &str, clock: &Clock) -> Simulator {
    let clock = clock.clone();
    let simulator = mitid_erhverv_simulator::start(SimulatorConfig {
        identities: [demo_identities(), awkward_identities()].concat(),
        clock: SimulatorClock::new(move || clock.now().millis() / 1000),
        ..SimulatorConfig::default()
    })
    .await
    .expect("the simulator starts");
    simulator.register(client(base));
    simulator
}

/// The product at `base`, as the simulator knows it.
pub fn client(base: &str) -> RegisteredClient {
    RegisteredClient {
        id: CLIENT.0.to_owned(),
        secret: CLIENT.1.to_owned(),
        redirect_uris: vec![format!("{base}/auth/callback")],
        post_logout_redirect_uris: vec![format!("{base}/")],
        backchannel_logout_uri: Some(format!("{base}/auth/backchannel-logout")),
    }
}

fn config(base: &str, simulator: &Simulator) -> Config {
    let issuer = Issuer {
        key: "mitid-erhverv".to_owned(),
        url: simulator.issuer().parse().expect("an address"),
        client_id: CLIENT.0.to_owned(),
        client_secret: SecretSource::Given(Secret::new(CLIENT.1)),
        profile: ClaimProfile::Oiosaml3,
        scopes: Vec::new(),
        acr_values: None,
        parameters: std::collections::BTreeMap::new(),
    };
    Config {
        public_url: base.parse().expect("an address"),
        issuers: vec![issuer],
        return_origins: vec!["https://jobag.example".parse().expect("an address")],
        ..Config::read(None, None).expect("a configuration")
    }
}

impl TestApp {
    /// Starts the product in the demo world.
    pub async fn start(engine: Engine) -> Self {
        let database = TestDatabase::create(engine);
        let clock = Clock::fixed(beginning());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("a port").port();
        let base = format!("http://localhost:{port}");
        let simulator = start_simulator(&base, &clock).await;
        let product = Database::open(&database.url(), 8, clock.clone());
        let config = config(&base, &simulator);
        let server = Server::start(vec![listener], config, product.clone(), 2, |_| {})
            .await
            .expect("the server starts");
        let seen = Mutex::new(Seen::of(&mut database.connect()));
        Self(Arc::new(Inner {
            base,
            http: person::http(),
            seen,
            database,
            engine,
            clock,
            simulator,
            product,
            server: Mutex::new(Some(server)),
        }))
    }

    /// Stops the product.
    pub(crate) async fn stop(self) {
        let server = self.0.server.lock().expect("the server").take();
        if let Some(server) = server {
            server.kill().await;
        }
    }

    /// Fails the test when the world it has made breaks what must always hold: an open request has
    /// somebody who may decide it (G10). Nothing to look at when the product has been stopped.
    pub(crate) async fn check_world(&self) {
        let reply = self.0.http.get(format!("{}/metrics", self.base())).send();
        let Ok(text) = async { reply.await?.error_for_status()?.text().await }.await else {
            return;
        };
        let count = text
            .lines()
            .find_map(|line| line.strip_prefix("brugeradm_access_requests_undecidable "));
        assert_eq!(count, Some("0"), "requests that nobody may decide");
    }

    /// The product's address, without a trailing slash.
    pub fn base(&self) -> &str {
        &self.0.base
    }

    /// Which database it runs on.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// What the product takes the time from.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Now, for the product.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Lets time pass.
    pub fn advance(&self, seconds: i64) {
        self.0.clock.advance(seconds);
    }

    /// The login provider, which can be told to misbehave.
    pub fn simulator(&self) -> &Simulator {
        &self.0.simulator
    }

    /// The product's own database handle, for setting a scene.
    pub fn database(&self) -> &Database {
        &self.0.product
    }

    /// A connection of the test's own, for looking and for setting a scene.
    pub fn connection(&self) -> DbConnection {
        self.0.database.connect()
    }

    /// Sends a call as nobody in particular.
    pub async fn send(&self, call: Call) -> Reply {
        call.send(&self.0.http, self.base(), None).await
    }

    /// Logs in through all the redirects, as a browser does.
    pub async fn login(&self, key: &str) -> Person {
        match self.try_login(key).await {
            Ok(person) => person,
            Err(reply) => panic!("{key} is not let in: {reply:?}"),
        }
    }

    /// As [`TestApp::login`]; what it ended with when no session came of it.
    ///
    /// # Errors
    /// The last answer, when it sets no session cookie.
    pub async fn try_login(&self, key: &str) -> Result<Person, Reply> {
        person::login(self, &format!("/auth/login?login_hint={key}")).await
    }

    /// Whoever a session made by a test belongs to.
    pub fn with_session(&self, session: &str) -> Person {
        Person::new(self.clone(), session.to_owned())
    }

    /// A token for the demo's relying system.
    pub async fn program_token(&self, scopes: &str) -> String {
        let reply = self
            .send(Call::post("/oauth/token").form(&[
                ("grant_type", "client_credentials"),
                ("client_id", brugeradm::demo::JOBAG_CLIENT),
                ("client_secret", JOBAG_SECRET),
                ("scope", scopes),
            ]))
            .await;
        let token = reply
            .body
            .get("access_token")
            .and_then(|token| token.as_str());
        token
            .unwrap_or_else(|| panic!("no token: {reply:?}"))
            .to_owned()
    }
}
