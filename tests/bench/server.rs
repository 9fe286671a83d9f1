//! The servers measured: ours, and one bare handler under the same settings.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    time::Duration,
};

use actix_web::{App, HttpResponse, HttpServer, dev::ServerHandle, web};
use brugeradm::{config::Config, server::Server};

use crate::{Fault, world::World};

/// Our server, with what the requests need to know of it.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    server: Server,
}

impl Running {
    /// Ours, as `brugeradm serve` starts it.
    ///
    /// # Errors
    /// When a part of it cannot be set up.
    pub(crate) async fn start(world: &World) -> Result<Self, Fault> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let mut config = Config::read(None, None)?;
        config.public_url = format!("http://{address}").parse()?;
        let database = world.database();
        let server = Server::start(vec![listener], config, database, workers(), |_| {}).await?;
        Ok(Self { address, server })
    }

    /// Ends it.
    ///
    /// # Errors
    /// What it ended with.
    pub(crate) async fn stop(self) -> Result<(), Fault> {
        Ok(self.server.stop().await?)
    }

    /// One answer's body, over a connection of its own.
    ///
    /// # Errors
    /// When it is not 200.
    pub(crate) fn ask(&self, request: Vec<u8>) -> Result<String, Fault> {
        let mut stream = TcpStream::connect(self.address)?;
        let text = String::from_utf8(request)?.replacen("\r\n", "\r\nConnection: close\r\n", 1);
        stream.write_all(text.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        match answer.split_once("\r\n\r\n") {
            Some((head, body)) if head.starts_with("HTTP/1.1 200") => Ok(body.to_owned()),
            _ => Err(format!("not 200: {answer}").into()),
        }
    }
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, Into::into)
}

/// A handler that does nothing but answer the same JSON.
pub(crate) struct Bare {
    pub(crate) address: SocketAddr,
    handle: ServerHandle,
}

impl Bare {
    /// Starts it.
    ///
    /// # Errors
    /// When it cannot listen.
    pub(crate) fn start() -> Result<Self, Fault> {
        async fn answer() -> HttpResponse {
            HttpResponse::Ok().json(serde_json::json!({ "decision": true }))
        }
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let server = HttpServer::new(|| App::new().route("/", web::get().to(answer)))
            .workers(workers())
            .disable_signals()
            .keep_alive(Duration::from_secs(75))
            .client_request_timeout(Duration::from_secs(10))
            .client_disconnect_timeout(Duration::from_secs(2))
            .listen(listener)?
            .run();
        let handle = server.handle();
        tokio::spawn(server);
        Ok(Self { address, handle })
    }

    /// Ends it.
    pub(crate) async fn stop(self) {
        self.handle.stop(false).await;
    }
}
