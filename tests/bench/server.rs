//! The servers measured: ours, and one bare handler under the same settings.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
};

use actix_web::{App, HttpResponse, HttpServer, dev::ServerHandle, web};
use brugeradm::{
    access::Checker,
    app::{self, State},
    config::Config,
    session::Login,
    tokens::Issuer,
};

use crate::{Fault, world::World};

/// A server that answers.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    handle: ServerHandle,
}

impl Running {
    /// Ends it.
    pub(crate) async fn stop(self) {
        self.handle.stop(false).await;
    }
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, Into::into)
}

/// A handler that does nothing but answer the same JSON.
///
/// # Errors
/// When it cannot listen.
pub(crate) fn bare() -> Result<Running, Fault> {
    async fn answer() -> HttpResponse {
        HttpResponse::Ok().json(serde_json::json!({ "decision": true }))
    }
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = listener.local_addr()?;
    let server = HttpServer::new(|| App::new().route("/", web::get().to(answer)))
        .workers(workers())
        .disable_signals()
        .listen(listener)?
        .run();
    let handle = server.handle();
    tokio::spawn(server);
    Ok(Running { address, handle })
}

/// Ours.
///
/// # Errors
/// When a part of it cannot be set up.
pub(crate) async fn start(world: &World) -> Result<Running, Fault> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = listener.local_addr()?;
    let mut config = Config::read(None, None)?;
    config.public_url = format!("http://{address}").parse()?;
    let database = world.database();
    let tokens = Issuer::open(&database, &config)
        .await
        .map_err(|failure| format!("{failure:?}"))?;
    let verifier: brugeradm::http::bearer::BearerVerifier = tokens.verifier();
    let state = State {
        access: web::Data::new(Checker::start(&database)),
        bearer: web::Data::new(verifier),
        tokens: web::Data::new(tokens),
        login: web::Data::new(Login::new(&config, database.clock().clone())?),
        config: web::Data::new(config),
        database: web::Data::new(database),
    };
    let server = HttpServer::new(move || app::build(&state, |_| {}))
        .workers(workers())
        .disable_signals()
        .listen(listener)?
        .run();
    let handle = server.handle();
    tokio::spawn(server);
    Ok(Running { address, handle })
}

/// One answer's body, over a connection of its own.
///
/// # Errors
/// When it is not 200.
pub(crate) fn ask(running: &Running, request: Vec<u8>) -> Result<String, Fault> {
    let mut stream = TcpStream::connect(running.address)?;
    let text = String::from_utf8(request)?.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    stream.write_all(text.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    match answer.split_once("\r\n\r\n") {
        Some((head, body)) if head.starts_with("HTTP/1.1 200") => Ok(body.to_owned()),
        _ => Err(format!("not 200: {answer}").into()),
    }
}
