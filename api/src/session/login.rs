//! What logging people in needs: the providers, the limits of sessions, where to return to.

use std::{fmt, sync::Arc};

use shared::problem::FieldCode;
use url::Url;

use super::{
    outbound::{Outbound, OutboundError},
    presence::Presence,
    provider::Provider,
};
use crate::{
    clock::Clock,
    config::{Config, ConfigError, Sessions},
    db::Failure,
    policy::Denied,
};

/// Logs people in.
#[derive(Clone)]
pub struct Login {
    pub(super) base: String,
    pub(super) limits: Sessions,
    pub(super) return_origins: Vec<Url>,
    pub(super) providers: Vec<Arc<Provider>>,
    pub(super) presence: Arc<Presence>,
    pub(super) clock: Clock,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<_> = self.providers.iter().map(|one| &one.key).collect();
        f.debug_struct("Login")
            .field("providers", &keys)
            .finish_non_exhaustive()
    }
}

/// Why nobody can be logged in with this configuration.
#[derive(Debug, thiserror::Error)]
pub enum LoginSetupError {
    /// A secret is missing.
    #[error(transparent)]
    Secret(#[from] ConfigError),
    /// The HTTP client cannot be set up.
    #[error("the HTTP client for login providers cannot be set up")]
    Outbound(#[from] OutboundError),
    /// A provider is to be reached without TLS.
    #[error("issuer `{0}` must have an https address, unless it is on this machine")]
    NotHttps(String),
    /// Two providers with one name.
    #[error("there are two issuers with the key `{0}`")]
    KeyTwice(String),
    /// A parameter that the protocol itself needs.
    #[error("the parameter `{0}` cannot be set by configuration")]
    ReservedParameter(String),
}

impl Login {
    /// Sets up the login providers of `config`; they are asked when first needed.
    ///
    /// # Errors
    /// When the configuration of a provider cannot be used.
    pub fn new(config: &Config, clock: Clock) -> Result<Self, LoginSetupError> {
        let outbound = Outbound::new()?;
        let mut providers: Vec<Arc<Provider>> = Vec::new();
        for issuer in &config.issuers {
            if providers.iter().any(|other| other.key == issuer.key) {
                return Err(LoginSetupError::KeyTwice(issuer.key.clone()));
            }
            let provider = Provider::new(issuer, outbound.clone(), clock.clone())?;
            providers.push(Arc::new(provider));
        }
        Ok(Self {
            base: config.base().to_owned(),
            limits: config.sessions,
            return_origins: config.return_origins.clone(),
            providers,
            presence: Arc::default(),
            clock,
        })
    }

    /// Where providers send browsers back to.
    pub(super) fn callback(&self) -> String {
        format!("{}/auth/callback", self.base)
    }

    /// Where providers send browsers after logout.
    pub(super) fn after_logout(&self) -> String {
        format!("{}/", self.base)
    }

    /// The provider with this key, or the first one when none is named.
    pub(super) fn provider(&self, key: Option<&str>) -> Result<Arc<Provider>, Failure> {
        let found = match key {
            None => self.providers.first(),
            Some(key) => self.providers.iter().find(|one| one.key == key),
        };
        match (found, key) {
            (Some(provider), _) => Ok(Arc::clone(provider)),
            (None, Some(_)) => Err(Failure::field("/issuer", FieldCode::Unknown)),
            (None, None) => {
                Err(Denied::login(shared::problem::ProblemKind::LoginUnavailable).into())
            }
        }
    }
}
