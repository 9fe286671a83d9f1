//! The HTTP client with which this crate calls others.

use std::time::Duration;

/// A client that follows no redirect and does not wait long.
pub(crate) fn client() -> Result<reqwest::Client, reqwest::Error> {
    // The process may have chosen its TLS provider already; then that one stays.
    let _already_chosen = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(5))
        .build()
}

/// The same where there is nobody to tell of a failure yet; it shows when the client is used.
pub(crate) fn client_or_none() -> Option<reqwest::Client> {
    client()
        .inspect_err(|error| tracing::error!(%error, "no HTTP client"))
        .ok()
}
