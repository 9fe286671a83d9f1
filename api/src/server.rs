//! Puts the parts together and serves them: the one place for `serve`, `demo` and the tests.

use std::{
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use actix_web::{HttpServer, dev::ServerHandle, web};
use tokio::task::JoinHandle;

use crate::{
    access,
    access_requests::sweeping::{self, Sweeping},
    app::{self, State},
    config::Config,
    db::{Database, Failure},
    http::bearer::BearerVerifier,
    imports,
    role_grants::{
        falling_asleep::{self, FallingAsleep},
        uses::{self, Uses},
    },
    session::{
        self,
        housekeeping::{self, Housekeeping},
    },
    tokens,
};

/// Seconds that requests under way are given when the server is told to stop.
const SECONDS_TO_FINISH: u64 = 10;

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        error: std::io::Error,
    },
    /// A part of it could not be set up.
    #[error("{0}")]
    Part(String),
}

impl From<Failure> for StartError {
    fn from(failure: Failure) -> Self {
        Self::Part(failure.sentence())
    }
}

/// A server that runs.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    handle: ServerHandle,
    running: JoinHandle<std::io::Result<()>>,
    _housekeeping: Housekeeping,
    _sweeping: Sweeping,
    _falling_asleep: FallingAsleep,
    _uses: uses::Writing,
    _importing: imports::worker::Worker,
}

/// Sets up everything that handlers reach.
async fn state(config: Config, database: Database, uses: &Uses) -> Result<State, StartError> {
    let issuer = tokens::Issuer::open(&database, &config).await?;
    let login = session::Login::new(&config, database.clock().clone())
        .map_err(|error| StartError::Part(error.to_string()))?;
    let bearer: BearerVerifier = issuer.verifier();
    Ok(State {
        bearer: web::Data::new(bearer),
        access: web::Data::new(access::Checker::start(&database, uses)),
        tokens: web::Data::new(issuer),
        login: web::Data::new(login),
        imports: web::Data::new(imports::Wake::default()),
        config: web::Data::new(config),
        database: web::Data::new(database),
    })
}

impl Server {
    /// Listens, sets everything up and serves; `extra` adds what only the demo has. Requests are
    /// answered from when this returns until [`Server::stop`] or the process ends.
    ///
    /// # Errors
    /// When the address is taken or a part of it cannot be set up.
    pub async fn start<E>(
        listeners: Vec<TcpListener>,
        config: Config,
        database: Database,
        workers: usize,
        extra: E,
    ) -> Result<Self, StartError>
    where
        E: Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
    {
        let address = config.listen;
        let listen_error = |error| StartError::Listen { address, error };
        let uses = Uses::default();
        let state = state(config, database.clone(), &uses).await?;
        let (limits, wake) = (state.config.imports, state.imports.get_ref().clone());
        let mut server = HttpServer::new(move || app::build(&state, extra.clone()))
            .workers(workers)
            .disable_signals()
            .keep_alive(Duration::from_secs(75))
            .client_request_timeout(Duration::from_secs(10))
            .client_disconnect_timeout(Duration::from_secs(2))
            .shutdown_timeout(SECONDS_TO_FINISH);
        for listener in listeners {
            server = server.listen(listener).map_err(listen_error)?;
        }
        let address = server.addrs().first().copied().unwrap_or(address);
        let server = server.run();
        Ok(Self {
            address,
            handle: server.handle(),
            running: tokio::spawn(server),
            _housekeeping: housekeeping::spawn(database.clone()),
            _sweeping: sweeping::spawn(database.clone()),
            _falling_asleep: falling_asleep::spawn(database.clone()),
            _uses: uses::spawn(database.clone(), uses),
            _importing: imports::worker::spawn(database, limits, wake),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops taking requests, finishes those under way and ends.
    ///
    /// # Errors
    /// What the server ended with.
    pub async fn stop(self) -> std::io::Result<()> {
        self.handle.stop(true).await;
        self.running.await.map_err(std::io::Error::other)?
    }

    /// Stops at once, whatever is under way.
    pub async fn kill(self) {
        self.handle.stop(false).await;
    }
}

/// Listens where the configuration says.
///
/// # Errors
/// When the address is taken or not ours.
pub fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).map_err(|error| StartError::Listen { address, error })
}
