//! [`Transport`] over reqwest, for programs and tests.

use crate::administration::ADMINISTRATION_HEADER;

use super::{Body, ClientError, Method, Request, Response, Transport};

/// Talks to one server, with a bearer token or the cookies of the given client.
#[derive(Clone, Debug)]
pub struct OverReqwest {
    http: reqwest::Client,
    base: String,
    bearer: Option<String>,
}

impl OverReqwest {
    /// `base` is the server's address without a trailing slash.
    pub fn new(http: reqwest::Client, base: impl Into<String>, bearer: Option<String>) -> Self {
        Self {
            http,
            base: base.into(),
            bearer,
        }
    }
}

impl Transport for OverReqwest {
    async fn send(&self, request: Request) -> Result<Response, ClientError> {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Patch => reqwest::Method::PATCH,
        };
        let mut call = self
            .http
            .request(method, format!("{}{}", self.base, request.path));
        // A cookie client must say that it writes from the server's own origin.
        call = call
            .header("Origin", &self.base)
            .header("Accept", "application/json");
        if let Some(token) = &self.bearer {
            call = call.bearer_auth(token);
        }
        if let Some(version) = request.version {
            call = call.header("If-Match", format!("\"{version}\""));
        }
        if let Some(key) = request.idempotency_key {
            call = call.header("Idempotency-Key", format!("\"{key}\""));
        }
        if let Some(module) = request.module {
            call = call.header(ADMINISTRATION_HEADER, module.as_str());
        }
        call = match request.body {
            Some(Body::Json(body)) => call.header("Content-Type", "application/json").body(body),
            Some(Body::File {
                media_type,
                content,
            }) => call.header("Content-Type", media_type).body(content),
            None => call,
        };
        let response = call.send().await.or(Err(ClientError::Unreachable))?;
        let status = response.status().as_u16();
        let body = response.text().await.or(Err(ClientError::Unreachable))?;
        Ok(Response { status, body })
    }
}
