//! Bodies of writes: read once, strictly, with everything that decides what the write does.

pub mod file;

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
    organisation::Administration,
    problem::{FieldCode, ProblemKind},
};

use super::request::{Asker, IfMatch, header, idempotency_key, module, same_origin};
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
    module: Option<Administration>,
}

impl<T> Write<T> {
    /// The command that carries this write out, audited as `attempt`.
    pub fn command(&self, attempt: AuditKind) -> Command {
        Command {
            context: self.asker.0.clone(),
            attempt,
            idempotency: self.idempotency.clone(),
            dry_run: self.dry_run,
            module: self.module,
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
    // Where something stands is followed only when there is something wrong to tell of.
    if let Ok(body) = serde_json::from_slice(bytes) {
        return Ok(body);
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let body = serde_path_to_error::deserialize(&mut json).map_err(|error| misread(&error))?;
    json.end().or(Err(ProblemKind::MalformedRequest))?;
    Ok(body)
}

/// What cannot be read, by the JSON pointer of where it is.
fn misread(error: &serde_path_to_error::Error<serde_json::Error>) -> Failure {
    if error.inner().classify() != serde_json::error::Category::Data {
        return ProblemKind::MalformedRequest.into();
    }
    let message = error.inner().to_string();
    let mut path: Vec<String> = error
        .path()
        .iter()
        .map(ToString::to_string)
        .map(|segment| segment.trim_matches(['[', ']']).to_owned())
        .collect();
    let code = match message.split('`').next() {
        Some("unknown field ") => FieldCode::UnknownField,
        Some("missing field ") => FieldCode::Required,
        Some("unknown variant ") => FieldCode::Unknown,
        _ => FieldCode::Malformed,
    };
    let member = message.split('`').nth(1).map(str::to_owned);
    // A member that should be there, or should not, may not be part of the path yet.
    if matches!(code, FieldCode::UnknownField | FieldCode::Required)
        && path.last() != member.as_ref()
    {
        path.extend(member);
    }
    let pointer = path.iter().fold(String::new(), |pointer, part| {
        pointer + "/" + &part.replace('~', "~0").replace('/', "~1")
    });
    Failure::field(pointer, code)
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

/// The client's key for this write, bound to all that it says.
fn keyed(
    request: &HttpRequest,
    dry_run: bool,
    said: &str,
) -> Result<Option<IdempotencyKey>, Failure> {
    let key = if request.method() == Method::POST {
        idempotency_key(request)?
    } else {
        None
    };
    Ok(key.filter(|_| !dry_run).map(|key| IdempotencyKey {
        key,
        operation: format!("{} {}", request.method(), request.path()),
        body_hash: super::request::hash_of(said),
    }))
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
    let module = module(request)?;
    let said = format!("{if_match:?} {module:?} {:x}", Sha256::digest(&bytes));
    Ok(Write {
        body,
        if_match,
        asker,
        idempotency: keyed(request, dry_run, &said)?,
        dry_run,
        module,
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

#[cfg(test)]
mod tests {
    use shared::{problem::FieldCode, user::NewUser};

    use super::parse;
    use crate::db::Failure;

    #[test]
    fn what_cannot_be_read_is_told_by_its_pointer() {
        let home = "\"organisation_id\":\"01977000-0000-7000-8000-000000000018\"";
        for (body, pointer, code) in [
            ("{}".to_owned(), "/name", FieldCode::Required),
            (
                format!("{{\"name\":7,\"email\":\"\",{home}}}"),
                "/name",
                FieldCode::Malformed,
            ),
            (
                format!("{{\"a/b\":7,{home}}}"),
                "/a~1b",
                FieldCode::UnknownField,
            ),
            (
                "{\"organisation_id\":\"x\"}".to_owned(),
                "/organisation_id",
                FieldCode::Malformed,
            ),
            (
                "{\"kind\":\"robot\"}".to_owned(),
                "/kind",
                FieldCode::Unknown,
            ),
            ("[]".to_owned(), "", FieldCode::Malformed),
        ] {
            let Err(Failure::Invalid(fields)) = parse::<NewUser>(body.as_bytes()) else {
                panic!("{body} was read");
            };
            assert_eq!(
                (fields[0].pointer.as_ref(), fields[0].code),
                (pointer, code),
                "{body}"
            );
        }
    }

    #[test]
    fn what_is_no_json_and_what_comes_after_json_is_malformed() {
        for body in ["", "{", "{} {}", "{,}", "\u{7}"] {
            let read = parse::<super::Nothing>(body.as_bytes());
            assert!(matches!(read, Err(Failure::Problem(_))), "{body}");
        }
    }
}
