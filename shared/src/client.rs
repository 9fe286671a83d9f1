//! The typed client: one method an operation, over a transport of the caller's choice.

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    organisation::Administration,
    problem::{Problem, ProblemKind},
    session::{LoggedOut, Me},
};

mod access_requests;
pub mod administrations;
mod agreements;
mod attachments;
mod attributes;
mod desk;
mod imports;
mod organisations;
#[cfg(feature = "client-reqwest")]
pub mod over_reqwest;
mod reading;
mod role_grants;
mod roles;
mod units;
mod users;

/// An HTTP method the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Changes.
    Patch,
}

/// What a transport is asked to send.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Path and query, from the root.
    pub path: String,
    /// The body.
    pub body: Option<Body>,
    /// `If-Match`: the version that is being changed.
    pub version: Option<i64>,
    /// `Idempotency-Key`: the same for every try of one act.
    pub idempotency_key: Option<String>,
    /// `Administration`: the module in which the client works, on writes.
    pub module: Option<Administration>,
}

/// What is sent along.
#[derive(Clone, Debug)]
pub enum Body {
    /// JSON.
    Json(String),
    /// A file, as it is.
    File {
        /// What it says it is.
        media_type: String,
        /// What is in it.
        content: Vec<u8>,
    },
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
}

/// Why a call gave no answer of the right kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientError {
    /// The server refused, and said why.
    Problem(Box<Problem>),
    /// The server could not be reached.
    Unreachable,
    /// The answer was not understood.
    Unintelligible,
}

impl ClientError {
    /// The problem's kind, when the server gave one.
    pub fn kind(&self) -> Option<ProblemKind> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::Unreachable | Self::Unintelligible => None,
        }
    }
}

/// Sends requests; the only part that differs between browser and server.
#[expect(async_fn_in_trait, reason = "the browser's transport is not Send")]
pub trait Transport {
    /// Sends one request and waits for the answer.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`] when there is none.
    async fn send(&self, request: Request) -> Result<Response, ClientError>;
}

/// The API, over a transport.
#[derive(Clone, Debug)]
pub struct Client<T> {
    transport: T,
    module: Option<Administration>,
}

/// What most calls return.
pub type Answer<T> = Result<T, ClientError>;

fn query_string<Q: Serialize>(query: &Q) -> String {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(query) else {
        return String::new();
    };
    fields
        .iter()
        .map(|(name, value)| match value {
            serde_json::Value::String(text) => format!("{name}={}", escape(text)),
            other => format!("{name}={}", escape(&other.to_string())),
        })
        .reduce(|all, next| format!("{all}&{next}"))
        .map_or_else(String::new, |all| format!("?{all}"))
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
pub fn escape(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut out, byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                // INVARIANT: writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
            out
        })
}

impl<T: Transport> Client<T> {
    /// A client over `transport`.
    pub const fn new(transport: T) -> Self {
        Self {
            transport,
            module: None,
        }
    }

    /// The same client, saying with every write in which module it works; the writes are refused
    /// once the organisation concerned is administered in the other one.
    #[must_use]
    pub fn working_in(self, module: Option<Administration>) -> Self {
        Self { module, ..self }
    }

    async fn call<O: DeserializeOwned>(&self, request: Request) -> Answer<O> {
        let response = self.transport.send(request).await?;
        if (200..300).contains(&response.status) {
            serde_json::from_str(&response.body).or(Err(ClientError::Unintelligible))
        } else {
            match serde_json::from_str::<Problem>(&response.body) {
                Ok(problem) => Err(ClientError::Problem(Box::new(problem))),
                Err(_) => Err(ClientError::Unintelligible),
            }
        }
    }

    async fn get<O: DeserializeOwned>(&self, path: String) -> Answer<O> {
        let method = Method::Get;
        self.call(Request {
            method,
            path,
            body: None,
            version: None,
            idempotency_key: None,
            module: None,
        })
        .await
    }

    async fn send<I: Serialize, O: DeserializeOwned>(
        &self,
        method: Method,
        path: String,
        body: &I,
        version: Option<i64>,
        key: Option<&str>,
    ) -> Answer<O> {
        let body = serde_json::to_string(body).or(Err(ClientError::Unintelligible))?;
        let idempotency_key = key.map(str::to_owned);
        self.call(Request {
            method,
            path,
            body: Some(Body::Json(body)),
            version,
            idempotency_key,
            module: self.module,
        })
        .await
    }

    /// `GET /api/v1/me`
    ///
    /// # Errors
    /// The server's problem, or why there was no answer; so for every method here.
    pub async fn me(&self) -> Answer<Me> {
        self.get("/api/v1/me".into()).await
    }

    /// `POST /auth/logout`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn log_out(&self) -> Answer<LoggedOut> {
        let (path, body) = ("/auth/logout".into(), serde_json::json!({}));
        self.send(Method::Post, path, &body, None, None).await
    }
}
