//! What a simulator is started with.

use std::fmt;

use crate::{Clock, Identity};

/// What a simulator is started with. It always listens on loopback only.
#[derive(Clone, Debug, Default)]
pub struct SimulatorConfig {
    /// The port; 0 takes any free one.
    pub port: u16,
    /// Who may log in.
    pub identities: Vec<Identity>,
    /// Who may ask for logins. More can be added with [`crate::Simulator::register`].
    pub clients: Vec<RegisteredClient>,
    /// Where the time comes from.
    pub clock: Clock,
}

/// A relying party.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisteredClient {
    /// Its `client_id`.
    pub id: String,
    /// Its `client_secret`.
    pub secret: String,
    /// Where codes may be sent; compared character by character.
    pub redirect_uris: Vec<String>,
    /// Where a browser may be sent after logout; compared character by character.
    pub post_logout_redirect_uris: Vec<String>,
    /// Where logout tokens are sent.
    pub backchannel_logout_uri: Option<String>,
}

impl fmt::Debug for RegisteredClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisteredClient")
            .field("id", &self.id)
            .field("redirect_uris", &self.redirect_uris)
            .finish_non_exhaustive()
    }
}

/// Why a simulator did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port is taken, or loopback is out of reach.
    #[error("the MitID Erhverv simulator cannot listen on port {port} of localhost")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// No HTTP client for sending logout tokens.
    #[error("the MitID Erhverv simulator cannot set up its HTTP client")]
    HttpClient(#[from] reqwest::Error),
    /// No signing key.
    #[error("the MitID Erhverv simulator cannot make a signing key")]
    Key(#[from] KeyError),
}

/// A signing key could not be made or used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It could not be written in the form that the signer reads.
    #[error("the key cannot be encoded")]
    Encoding(#[from] p256::pkcs8::Error),
    /// The signer refused it.
    #[error("the key cannot sign")]
    Signing(#[from] jsonwebtoken::errors::Error),
}
