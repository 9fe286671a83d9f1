//! Bodies of writes: read once, strictly, with everything that decides what the write does.

use std::pin::Pin;

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{Method, header::CONTENT_TYPE},
    web,
};
use futures_util::StreamExt as _;
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use shared::{
    audit::AuditKind,
    problem::{FieldCode, ProblemKind},
};

use super::request::{Asker, IfMatch, header, idempotency_key, same_origin};
use crate::db::{Command, Failure, idempotency::IdempotencyKey};

/// Bytes a body may have.
pub const MAX_BODY: usize = 64 * 1024;

/// A write: its body, the version it changes, and everything a [`Command`] needs.
#[derive(Clone, Debug)]
pub struct Write<T> {
    /// The body, read strictly.
    pub body: T,
    /// The version it says it changes.
    pub if_match: IfMatch,
    asker: Asker,
    idempotency: Option<IdempotencyKey>,
    dry_run: bool,
}

impl<T> Write<T> {
    /// The command that carries this write out, audited as `attempt`.
    pub fn command(&self, attempt: AuditKind) -> Command {
        Command {
            context: self.asker.0.clone(),
            attempt,
            idempotency: self.idempotency.clone(),
            dry_run: self.dry_run,
        }
    }
}

/// What every write takes in its query.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WriteQuery {
    #[serde(default)]
    dry_run: bool,
}

/// Reads JSON strictly: unknown and repeated members are refused.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(bytes).map_err(|error| {
        let message = error.to_string();
        let named = message.split('`').nth(1);
        match (error.classify(), named) {
            (serde_json::error::Category::Data, named) => {
                let code = if message.starts_with("unknown field") {
                    FieldCode::UnknownField
                } else if message.starts_with("missing field") {
                    FieldCode::Required
                } else if message.starts_with("unknown variant") {
                    FieldCode::Unknown
                } else {
                    FieldCode::Malformed
                };
                Failure::field(
                    named.map(|name| format!("/{name}")).unwrap_or_default(),
                    code,
                )
            }
            _ => ProblemKind::MalformedRequest.into(),
        }
    })
}

async fn read_body(payload: &mut Payload) -> Result<web::BytesMut, Failure> {
    let mut bytes = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.or(Err(ProblemKind::MalformedRequest))?;
        if bytes.len() + chunk.len() > MAX_BODY {
            return Err(ProblemKind::TooLarge.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn is_json(request: &HttpRequest) -> bool {
    header(request, CONTENT_TYPE.as_str())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json"))
}

async fn write_of<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: &mut Payload,
) -> Result<Write<T>, Failure> {
    let asker = Asker::of(request)?;
    same_origin(request, &asker.0.credential)?;
    let WriteQuery { dry_run } = web::Query::<WriteQuery>::from_query(request.query_string())
        .or(Err(ProblemKind::MalformedRequest))?
        .into_inner();
    let bytes = read_body(payload).await?;
    let body = if bytes.is_empty() {
        parse(b"{}")?
    } else if is_json(request) {
        parse(&bytes)?
    } else {
        return Err(ProblemKind::UnsupportedMediaType.into());
    };
    let if_match = IfMatch::of(request);
    let key = if request.method() == Method::POST {
        idempotency_key(request)?
    } else {
        None
    };
    let idempotency = key.filter(|_| !dry_run).map(|key| IdempotencyKey {
        key,
        operation: format!("{} {}", request.method(), request.path()),
        body_hash: super::request::hash_of(&format!("{if_match:?} {:x}", Sha256::digest(&bytes))),
    });
    Ok(Write {
        body,
        if_match,
        asker,
        idempotency,
        dry_run,
    })
}

impl<T: DeserializeOwned + 'static> FromRequest for Write<T> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move { write_of(&request, &mut payload).await })
    }
}

/// The body of a question: JSON, of which only what is asked for is read.
#[derive(Clone, Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = is_json(request);
        let mut payload = payload.take();
        Box::pin(async move {
            if !json {
                return Err(ProblemKind::UnsupportedMediaType.into());
            }
            parse(&read_body(&mut payload).await?).map(Self)
        })
    }
}

/// The body of an action that needs nothing said.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}
