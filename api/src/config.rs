//! Configuration: one TOML file, then the environment, unknown keys refused. Read once, at start.

mod limits;
pub mod lookups;
pub mod requests;

pub use limits::{Attachments, Imports, Sessions};

use std::{collections::BTreeMap, net::SocketAddr, path::Path};

use serde::Deserialize;
use url::Url;

/// Everything that can be set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the server listens.
    #[serde(default = "defaults::listen")]
    pub listen: SocketAddr,
    /// The address people use, without a trailing slash; also the issuer of programs' tokens.
    #[serde(default = "defaults::public_url")]
    pub public_url: Url,
    /// `sqlite:PATH` or `postgres://…`. `DATABASE_URL` in the environment goes before it.
    #[serde(default = "defaults::database_url")]
    pub database_url: String,
    /// Most connections for each use of the database.
    #[serde(default = "defaults::pool_size")]
    pub pool_size: u32,
    /// How long sessions last.
    #[serde(default)]
    pub sessions: Sessions,
    /// How requests are handled.
    #[serde(default)]
    pub requests: requests::Requests,
    /// How look-ups hold.
    #[serde(default)]
    pub lookups: lookups::Lookups,
    /// Login providers; the first is the one used when nobody says which.
    #[serde(default)]
    pub issuers: Vec<Issuer>,
    /// How careful imports are.
    #[serde(default)]
    pub imports: Imports,
    /// What may be attached to requests.
    #[serde(default)]
    pub attachments: Attachments,
    /// Origins, besides our own, to which a login may return.
    #[serde(default)]
    pub return_origins: Vec<Url>,
}

/// A login provider.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// A short name, used in `/auth/login?issuer=`.
    pub key: String,
    /// The issuer identifier: discovery is read below it.
    pub url: Url,
    /// Our client id there.
    pub client_id: String,
    /// The name of the environment variable, or the path of the file, that holds our secret.
    pub client_secret: SecretSource,
    /// How its claims are named.
    #[serde(default)]
    pub profile: ClaimProfile,
    /// Scopes asked for besides `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// Authentication context asked for.
    #[serde(default)]
    pub acr_values: Option<String>,
    /// Parameters of the provider's own, sent along when a login begins.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
}

/// Where a secret is: never in the configuration file itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretSource {
    /// In this environment variable.
    Env(String),
    /// In this file.
    File(std::path::PathBuf),
    /// In memory, made up at start for a provider of our own.
    #[serde(skip)]
    Given(Secret),
}

/// A secret, which no log shows.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl SecretSource {
    /// Reads the secret, without the white space around it.
    ///
    /// # Errors
    /// When there is none where it should be.
    pub fn read(&self) -> Result<Secret, ConfigError> {
        #[expect(
            clippy::disallowed_methods,
            reason = "configuration is the one place that reads the environment"
        )]
        let found = match self {
            Self::Env(name) => {
                std::env::var(name).map_err(|error| (name.clone(), error.to_string()))
            }
            Self::File(path) => std::fs::read_to_string(path)
                .map_err(|error| (path.display().to_string(), error.to_string())),
            Self::Given(secret) => Ok(secret.0.clone()),
        };
        match found {
            Ok(text) if !text.trim().is_empty() => Ok(Secret(text.trim().to_owned())),
            Ok(_) => Err(ConfigError::NoSecret {
                place: format!("{self:?}"),
                error: "it is empty".to_owned(),
            }),
            Err((place, error)) => Err(ConfigError::NoSecret { place, error }),
        }
    }
}

/// How a login provider names its claims (`docs/login.md`).
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum ClaimProfile {
    /// OIOSAML 3 attributes behind a bridge.
    #[default]
    Oiosaml3,
    /// Nets eID Broker.
    Nets,
    /// Idura.
    Idura,
    /// Names of one's own choosing.
    Generic(GenericClaims),
}

/// Claim names of a generic provider.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct GenericClaims {
    /// The professional UUID.
    pub professional_uuid: String,
    /// CVR number.
    pub cvr: String,
    /// The organisation's name.
    pub organisation_name: String,
    /// The person's name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Assurance level.
    pub assurance: String,
    /// CVR numbers that the person may represent.
    #[serde(default)]
    pub may_represent: Option<String>,
}

mod defaults {
    use std::net::{IpAddr, Ipv4Addr, SocketAddr};

    use url::Url;

    pub(super) fn listen() -> SocketAddr {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080)
    }

    #[expect(clippy::expect_used, reason = "a constant address")]
    pub(super) fn public_url() -> Url {
        Url::parse("http://localhost:8080").expect("a constant address")
    }

    pub(super) fn database_url() -> String {
        "sqlite:brugeradm.sqlite".to_owned()
    }

    pub(super) fn pool_size() -> u32 {
        8
    }
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {path}: {error}")]
    Unreadable {
        /// Which file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The file makes no sense.
    #[error("{path}: {error}")]
    Malformed {
        /// Which file.
        path: String,
        /// Where and why.
        error: Box<toml::de::Error>,
    },
    /// A secret is not where the configuration says.
    #[error("there is no secret in {place}: {error}")]
    NoSecret {
        /// The variable or the file.
        place: String,
        /// Why.
        error: String,
    },
}

impl Config {
    /// Reads the file, if one is given, and lets `database_url` go before what it says.
    ///
    /// # Errors
    /// When the file cannot be read or has keys that do not exist.
    pub fn read(path: Option<&Path>, database_url: Option<String>) -> Result<Self, ConfigError> {
        let (name, text) = match path {
            None => (String::new(), String::new()),
            Some(path) => {
                let name = path.display().to_string();
                match std::fs::read_to_string(path) {
                    Ok(text) => (name, text),
                    Err(error) => return Err(ConfigError::Unreadable { path: name, error }),
                }
            }
        };
        let mut config: Self = toml::from_str(&text).map_err(|error| ConfigError::Malformed {
            path: name,
            error: Box::new(error),
        })?;
        if let Some(url) = database_url {
            config.database_url = url;
        }
        Ok(config)
    }

    /// The public address without a trailing slash.
    pub fn base(&self) -> &str {
        self.public_url.as_str().trim_end_matches('/')
    }
}

#[cfg(test)]
mod tests;
