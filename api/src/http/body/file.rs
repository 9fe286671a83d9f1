//! Files: a body that is kept as it came, within a bound.

use actix_web::{
    HttpRequest,
    http::header::CONTENT_TYPE,
    web::{Bytes, BytesMut, Payload},
};
use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};
use shared::problem::ProblemKind;

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

use super::{Write, keyed};
use crate::{
    db::Failure,
    http::request::{Asker, IfMatch, header, module, same_origin},
};

/// How many times what is allowed is read and thrown away, so that a client that sends too much
/// has sent it and hears why it is refused.
const DRAINED: usize = 8;

/// A file as it was sent.
#[derive(Clone, Debug)]
pub struct File {
    /// What is in it; none, when that is more than is allowed.
    pub content: Option<Bytes>,
    /// The hash of what is in it.
    pub sha256: String,
    /// What the client says it is, when it says.
    pub media_type: Option<String>,
}

/// The bytes of a file, as openapi.yaml describes them.
#[derive(Debug)]
pub enum FileContent {}

impl PartialSchema for FileContent {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .description(Some("The bytes of a file"))
            .into()
    }
}

impl ToSchema for FileContent {}

/// Reads the write of a file of so many bytes at most; no more of it is ever in memory.
///
/// # Errors
/// `unauthenticated`, `cross-origin`, `malformed-request`, and `too-large` for a body that does
/// not end.
pub async fn receive(
    request: &HttpRequest,
    payload: Payload,
    most: usize,
    dry_run: bool,
) -> Result<Write<File>, Failure> {
    let asker = Asker::of(request)?;
    same_origin(request, &asker.0.credential)?;
    let content = bounded(payload, most).await?;
    let sha256 = format!(
        "{:x}",
        Sha256::digest(content.as_deref().unwrap_or_default())
    );
    let (if_match, module) = (IfMatch::of(request), module(request)?);
    let said = format!("{module:?} {:?} {sha256}", request.query_string());
    Ok(Write {
        idempotency: keyed(request, dry_run, &said)?,
        body: File {
            content,
            sha256,
            media_type: media_type(request),
        },
        if_match,
        asker,
        dry_run,
        module,
    })
}

/// The body, or nothing when it is longer than allowed.
async fn bounded(mut payload: Payload, most: usize) -> Result<Option<Bytes>, Failure> {
    let (mut content, mut received) = (BytesMut::new(), 0_usize);
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.or(Err(ProblemKind::MalformedRequest))?;
        received = received.saturating_add(chunk.len());
        if received <= most {
            content.extend_from_slice(&chunk);
        } else if received <= most.saturating_mul(DRAINED) {
            content = BytesMut::new();
        } else {
            return Err(ProblemKind::TooLarge.into());
        }
    }
    Ok((received <= most).then(|| content.freeze()))
}

fn media_type(request: &HttpRequest) -> Option<String> {
    let said = header(request, CONTENT_TYPE.as_str())?;
    let essence = said.split(';').next().unwrap_or_default();
    Some(essence.trim().to_ascii_lowercase())
}
