//! Starting, steering and stopping a simulator.

use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};

use actix_web::{App, HttpServer, dev::ServerHandle, web};

use crate::{
    Fault, KeyError, RegisteredClient, SimulatorConfig, StartError,
    provider::{self, Provider},
};

/// A running simulator. Dropping it stops it.
pub struct Simulator {
    provider: web::Data<Provider>,
    handle: ServerHandle,
}

/// Starts a simulator on loopback. It runs until it is stopped or dropped, or until the tokio
/// runtime that this is called in ends.
///
/// # Errors
/// When the port is taken, or the simulator's keys or HTTP client cannot be made.
pub async fn start(config: SimulatorConfig) -> Result<Simulator, StartError> {
    let listen_error = |source| StartError::Listen {
        port: config.port,
        source,
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).map_err(listen_error)?;
    let port = listener.local_addr().map_err(listen_error)?.port();
    let provider = web::Data::new(Provider::new(format!("http://localhost:{port}"), &config)?);

    let shared = provider.clone();
    let mut server = HttpServer::new(move || {
        App::new()
            .app_data(shared.clone())
            .configure(provider::routes)
    })
    .workers(1)
    .disable_signals()
    .listen(listener)
    .map_err(listen_error)?;
    // `localhost` is ::1 first on many machines; a machine without IPv6 is fine as well.
    if let Ok(second) = TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        server = server.listen(second).map_err(listen_error)?;
    }
    let running = server.run();
    let handle = running.handle();
    tokio::spawn(running);
    Ok(Simulator { provider, handle })
}

impl Simulator {
    /// The issuer: `http://localhost:<port>`.
    pub fn issuer(&self) -> &str {
        self.provider.issuer()
    }

    /// Lets one more client ask for logins, in place of a former one with the same id.
    pub fn register(&self, client: RegisteredClient) {
        self.provider.register(client);
    }

    /// Misbehaves from now on, or stops misbehaving.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.provider.set_fault(fault);
    }

    /// Signs with a new key from now on. The former one stays published until the next
    /// rotation.
    ///
    /// # Errors
    /// When no new key can be made; then the former one stays in use.
    pub fn rotate_keys(&self) -> Result<(), KeyError> {
        self.provider.rotate_keys()
    }

    /// Ends every session of the identity with this key and tells the clients by back-channel
    /// logout. Returns how many clients accepted.
    pub async fn end_session(&self, key: &str) -> usize {
        self.provider.end_sessions_of(key).await
    }

    /// Stops listening: when this returns, no new connection is taken. Open ones are broken
    /// soon after.
    pub async fn stop(&self) {
        self.handle.stop(false).await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // The order to stop is sent by the call itself; awaiting would only wait for the end.
        drop(self.handle.stop(false));
    }
}
