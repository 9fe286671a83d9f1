//! `brugeradm demo`: everything in one process, for this machine only.

use std::{
    io::Write as _,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
};

use clap::Args;
use mitid_erhverv_simulator::{
    Clock as SimulatorClock, RegisteredClient, Simulator, SimulatorConfig, demo_identities,
    jobag::{self, JobagConfig},
};
use url::Url;

use super::{Outcome, migrate, serve::workers, shutdown};
use crate::{
    clock::Clock,
    config::{ClaimProfile, Config, Issuer, Secret, SecretSource},
    db::{Database, DatabaseUrl},
    demo::{self, JOBAG_CLIENT},
    server::{Server, listen},
    tokens::clients::new_secret,
};

/// Our own client id at the simulator.
const OWN_CLIENT: &str = "brugeradm";

/// Options of the demo.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// The port of the pages and the API.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The port of the MitID Erhverv simulator; 0 takes any free one.
    #[arg(long, default_value_t = 0)]
    simulator_port: u16,
    /// Where the demo keeps its database.
    #[arg(long, default_value = "demo-data", value_name = "DIR")]
    data: PathBuf,
    /// Another database: `sqlite:PATH` or `postgres://…`.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    database_url: Option<String>,
}

/// Serves the demo world until the process is asked to end.
pub(super) async fn run(options: &Demo) -> Outcome {
    let listeners = on_loopback(options.port)?;
    let base = base(&listeners)?;
    let url = options.database()?;
    migrate::tables(&url).await?;
    let config = Config::read(None, None).map_err(|error| error.to_string())?;
    let database = Database::open(&url, config.pool_size, Clock::System);
    let jobag_secret = new_secret();
    demo::seed(&database, &jobag_secret)
        .await
        .map_err(|failure| failure.sentence())?;
    let (simulator, issuer) = simulator(options.simulator_port, &base).await?;
    let jobag = front_door(&simulator, &base, &jobag_secret);
    let config = Config {
        public_url: base.clone(),
        issuers: vec![issuer],
        ..config
    };
    let server = Server::start(listeners, config, database, workers(), jobag::routes(jobag))
        .await
        .map_err(|error| error.to_string())?;
    announce(&base, simulator.issuer(), url.engine(), &jobag_secret)
        .map_err(|error| format!("nothing can be printed: {error}"))?;
    shutdown::requested().await?;
    simulator.stop().await;
    server.stop().await.map_err(|error| error.to_string())
}

impl Demo {
    fn database(&self) -> Result<DatabaseUrl, String> {
        if let Some(url) = &self.database_url {
            return DatabaseUrl::parse(url);
        }
        std::fs::create_dir_all(&self.data)
            .map_err(|error| format!("cannot make the folder {}: {error}", self.data.display()))?;
        let file: &Path = &self.data.join("brugeradm.sqlite");
        DatabaseUrl::parse(&format!("sqlite:{}", file.display()))
    }
}

/// Listens on loopback alone: the demo lets anybody be anybody. `localhost` is `::1` first on
/// many machines; one without IPv6 is fine as well.
fn on_loopback(port: u16) -> Result<Vec<TcpListener>, String> {
    let first = listen(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port))
        .map_err(|error| format!("{error}; choose another port with --port"))?;
    let port = first
        .local_addr()
        .map_err(|error| error.to_string())?
        .port();
    let second = listen(SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), port));
    Ok(std::iter::once(first).chain(second.ok()).collect())
}

/// The address that people use.
fn base(listeners: &[TcpListener]) -> Result<Url, String> {
    let port = listeners
        .first()
        .and_then(|listener| listener.local_addr().ok())
        .map_or(0, |address| address.port());
    Url::parse(&format!("http://localhost:{port}")).map_err(|error| error.to_string())
}

/// Starts the simulator with ourselves as its client.
async fn simulator(port: u16, base: &Url) -> Result<(Simulator, Issuer), String> {
    let secret = new_secret();
    let simulator = mitid_erhverv_simulator::start(SimulatorConfig {
        port,
        identities: demo_identities(),
        ..SimulatorConfig::default()
    })
    .await
    .map_err(|error| error.to_string())?;
    let at = |path: &str| format!("{}{path}", base.as_str().trim_end_matches('/'));
    simulator.register(RegisteredClient {
        id: OWN_CLIENT.to_owned(),
        secret: secret.clone(),
        redirect_uris: vec![at("/auth/callback")],
        post_logout_redirect_uris: vec![at("/")],
        backchannel_logout_uri: Some(at("/auth/backchannel-logout")),
    });
    let issuer = Issuer {
        key: "mitid-erhverv".to_owned(),
        url: Url::parse(simulator.issuer()).map_err(|error| error.to_string())?,
        client_id: OWN_CLIENT.to_owned(),
        client_secret: SecretSource::Given(Secret::new(secret)),
        profile: ClaimProfile::Oiosaml3,
        scopes: Vec::new(),
        acr_values: None,
        parameters: std::collections::BTreeMap::new(),
    };
    Ok((simulator, issuer))
}

/// JobAG, which logs people in at the same simulator and asks us whether they may come in.
fn front_door(simulator: &Simulator, base: &Url, secret: &str) -> JobagConfig {
    let jobag = JobagConfig {
        issuer: simulator.issuer().to_owned(),
        client_id: "jobag".to_owned(),
        client_secret: new_secret(),
        public_base: base.as_str().trim_end_matches('/').to_owned(),
        program_client_id: JOBAG_CLIENT.to_owned(),
        program_secret: secret.to_owned(),
        clock: SimulatorClock::system(),
    };
    simulator.register(jobag.registered_client());
    jobag
}

/// Says where everything is, and then `ready`.
fn announce(base: &Url, simulator: &str, engine: &str, secret: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let base = base.as_str().trim_end_matches('/');
    writeln!(out, "Brugeradministration       {base}")?;
    writeln!(out, "Jobnet for Arbejdsgivere   {base}/jobag")?;
    writeln!(out, "The API                    {base}/docs")?;
    writeln!(out, "MitID Erhverv (simulator)  {simulator}")?;
    writeln!(out, "Database                   {engine}")?;
    writeln!(
        out,
        "\nPeople, all fictional; log in as one of them, or go straight to"
    )?;
    writeln!(out, "{base}/auth/login?login_hint=KEY")?;
    for person in demo_identities() {
        let organisation = person.organisation_name.unwrap_or_default();
        writeln!(
            out,
            "  {:<21} {:<17} {organisation}: {}",
            person.key, person.name, person.about
        )?;
    }
    writeln!(out, "\n{JOBAG_CLIENT} secret: {secret}")?;
    writeln!(out, "ready")?;
    out.flush()
}
