//! The OpenID provider.

mod authorize;
mod backchannel;
mod claims;
mod client_authentication;
mod codes;
mod discovery;
mod end_session;
mod keys;
mod login_page;
mod sessions;
mod signed_tokens;
mod token;
mod userinfo;

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use actix_web::{HttpResponse, web};

use self::{
    codes::Codes,
    keys::KeyRing,
    sessions::{SessionId, Sessions},
};
use crate::{Clock, Fault, Identity, KeyError, RegisteredClient, SimulatorConfig, StartError};

/// The name in the header of the provider's pages.
const SITE: &str = "MitID Erhverv (simulator)";
const STYLE_PATH: &str = "/style.css";

/// All that a simulator knows.
pub(crate) struct Provider {
    issuer: String,
    clock: Clock,
    identities: Vec<Identity>,
    http: reqwest::Client,
    memory: Mutex<Memory>,
}

/// What changes. Never locked across an await.
struct Memory {
    clients: HashMap<String, RegisteredClient>,
    keys: KeyRing,
    fault: Option<Fault>,
    codes: Codes,
    access_tokens: HashMap<String, AccessToken>,
    sessions: Sessions,
}

/// What an access token stands for.
struct AccessToken {
    identity: String,
    client: String,
    session: SessionId,
    expires_at: i64,
}

impl Provider {
    pub(crate) fn new(issuer: String, config: &SimulatorConfig) -> Result<Self, StartError> {
        let clients = config.clients.iter().cloned();
        Ok(Self {
            issuer,
            clock: config.clock.clone(),
            identities: config.identities.clone(),
            http: crate::outbound::client()?,
            memory: Mutex::new(Memory {
                clients: clients.map(|client| (client.id.clone(), client)).collect(),
                keys: KeyRing::generate()?,
                fault: None,
                codes: Codes::default(),
                access_tokens: HashMap::new(),
                sessions: Sessions::default(),
            }),
        })
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(crate) fn register(&self, client: RegisteredClient) {
        self.memory().clients.insert(client.id.clone(), client);
    }

    pub(crate) fn set_fault(&self, fault: Option<Fault>) {
        self.memory().fault = fault;
    }

    pub(crate) fn rotate_keys(&self) -> Result<(), KeyError> {
        self.memory().keys.rotate()
    }

    fn fault(&self) -> Option<Fault> {
        self.memory().fault
    }

    fn client(&self, id: &str) -> Option<RegisteredClient> {
        self.memory().clients.get(id).cloned()
    }

    fn identity(&self, key: &str) -> Option<&Identity> {
        self.identities.iter().find(|identity| identity.key == key)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        // Every change of the memory is whole before anything can panic.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Every address of the provider.
pub(crate) fn routes(config: &mut web::ServiceConfig) {
    let both = |path: &str| web::resource(path.to_owned());
    config
        .service(both("/.well-known/openid-configuration").route(web::get().to(discovery::read)))
        .service(both("/jwks").route(web::get().to(discovery::keys)))
        .service(
            both("/authorize")
                .route(web::get().to(authorize::by_query))
                .route(web::post().to(authorize::by_form)),
        )
        .service(both("/token").route(web::post().to(token::exchange)))
        .service(
            both("/userinfo")
                .route(web::get().to(userinfo::read))
                .route(web::post().to(userinfo::read)),
        )
        .service(
            both("/end_session")
                .route(web::get().to(end_session::by_query))
                .route(web::post().to(end_session::by_form)),
        )
        .service(both(STYLE_PATH).route(web::get().to(crate::html::style)))
        .service(both("/favicon.ico").route(web::get().to(HttpResponse::NoContent)));
}
