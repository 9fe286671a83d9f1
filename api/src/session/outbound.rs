//! Requests to login providers: never redirected, bounded in time and size.

use std::{pin::Pin, time::Duration};

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

/// Time for a whole answer.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Time to be connected.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// Bytes an answer may have.
const MAX_ANSWER: usize = 512 * 1024;

/// Asks login providers.
#[derive(Clone, Debug)]
pub(super) struct Outbound(reqwest::Client);

/// Why there is no answer. Holds no address, since that may hold a secret.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// Not sent, not answered, or broken off.
    #[error("no whole answer came")]
    NoAnswer(#[source] reqwest::Error),
    /// More than is read.
    #[error("the answer is too long")]
    TooLong,
    /// The provider says that it cannot answer now.
    #[error("the provider failed with status {0}")]
    Failed(u16),
}

impl From<reqwest::Error> for OutboundError {
    fn from(error: reqwest::Error) -> Self {
        Self::NoAnswer(error.without_url())
    }
}

impl Outbound {
    /// Sets the client up.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub(super) fn new() -> Result<Self, OutboundError> {
        // Whoever comes first chooses; the choice is the same everywhere.
        let _chosen = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .user_agent(concat!("brugeradm/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self(client))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, OutboundError> {
        let mut response = self.0.execute(request.try_into()?).await?;
        let status = response.status();
        if status.is_server_error() {
            return Err(OutboundError::Failed(status.as_u16()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if body.len() + chunk.len() > MAX_ANSWER {
                return Err(OutboundError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        let mut answer = HttpResponse::new(body);
        *answer.status_mut() = status;
        *answer.headers_mut() = response.headers().clone();
        Ok(answer)
    }
}

impl<'c> AsyncHttpClient<'c> for Outbound {
    type Error = OutboundError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, OutboundError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
