//! What a request says of itself: who asks, whether it may write, which version it means.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{AUTHORIZATION, HOST, IF_MATCH, ORIGIN},
    web,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use shared::{
    administration::ADMINISTRATION_HEADER, organisation::Administration, problem::ProblemKind,
};

use super::{bearer::BearerVerifier, speech::Speech};
use crate::db::{Context, Failure, caller::Credential};

/// The session cookie: host-only, secure, for the whole site (RFC 6265bis §4.1.3.2).
pub const SESSION_COOKIE: &str = "__Host-session";

/// The hash under which a secret that a browser or program shows is stored.
pub fn hash_of(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret))
}

/// A header's text, when it is there once and is text.
pub fn header<'r>(request: &'r HttpRequest, name: &str) -> Option<&'r str> {
    let mut values = request.headers().get_all(name);
    let first = values.next()?;
    if values.next().is_some() {
        None
    } else {
        first.to_str().ok()
    }
}

fn credential(request: &HttpRequest) -> Result<Credential, Failure> {
    if request.headers().contains_key(AUTHORIZATION) {
        let token = header(request, AUTHORIZATION.as_str())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or(ProblemKind::Unauthenticated)?;
        let verifier = request
            .app_data::<web::Data<BearerVerifier>>()
            .ok_or_else(|| Failure::Internal("no bearer verifier".to_owned()))?;
        return verifier
            .verify(token)
            .ok_or_else(|| ProblemKind::Unauthenticated.into());
    }
    Ok(request
        .cookie(SESSION_COOKIE)
        .map_or(Credential::None, |cookie| {
            Credential::Session(hash_of(cookie.value()))
        }))
}

/// Who asks to read something.
#[derive(Clone, Debug)]
pub struct Asker(pub Context);

impl Asker {
    /// Reads it off the request.
    ///
    /// # Errors
    /// `unauthenticated` for an `Authorization` header that is no good; what a session is worth
    /// is found out by the transaction that uses it.
    pub fn of(request: &HttpRequest) -> Result<Self, Failure> {
        let Speech { language, trace_id } = Speech::current();
        Ok(Self(Context {
            credential: credential(request)?,
            language,
            trace_id,
        }))
    }
}

impl FromRequest for Asker {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

/// Refuses a browser's write from another site (CSRF). Programs carry no cookie and are let by.
///
/// # Errors
/// `cross-origin`.
pub fn same_origin(request: &HttpRequest, credential: &Credential) -> Result<(), Failure> {
    if !matches!(credential, Credential::Session(_)) {
        return Ok(());
    }
    let site = header(request, "sec-fetch-site");
    let origin = header(request, ORIGIN.as_str());
    let host = header(request, HOST.as_str());
    let own_origin = match (origin, host) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, authority)| authority == host),
        _ => false,
    };
    // A browser says where it writes from in one header or both; none of them is no browser of
    // today, and a cookie without a browser is not ours to trust.
    let good = match site {
        Some("same-origin") => origin.is_none() || own_origin,
        Some(_) => false,
        None => own_origin,
    };
    if good {
        Ok(())
    } else {
        Err(ProblemKind::CrossOrigin.into())
    }
}

/// Refuses what another site has a browser fetch: for reads that leave a trace in the reader's name.
///
/// # Errors
/// `cross-origin`.
pub fn not_from_elsewhere(request: &HttpRequest) -> Result<(), Failure> {
    match header(request, "sec-fetch-site") {
        Some("cross-site" | "same-site") => Err(ProblemKind::CrossOrigin.into()),
        _ => Ok(()),
    }
}

/// The version that a write says it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfMatch {
    /// No `If-Match` was sent.
    Missing,
    /// A version's tag, as its `ETag` had it.
    Version(i64),
    /// Something that is no tag of ours, and so matches nothing.
    Other,
}

impl IfMatch {
    pub(super) fn of(request: &HttpRequest) -> Self {
        if !request.headers().contains_key(IF_MATCH) {
            return Self::Missing;
        }
        header(request, IF_MATCH.as_str())
            .and_then(|value| value.strip_prefix('"')?.strip_suffix('"')?.parse().ok())
            .map_or(Self::Other, Self::Version)
    }

    /// Compares with the version stored. Call it after authorisation: whoever may not change a
    /// thing learns nothing of its version.
    ///
    /// # Errors
    /// `precondition-required` when there is nothing to compare, `stale-version` when they differ.
    pub fn check(self, stored: i64) -> Result<(), Failure> {
        match self {
            Self::Missing => Err(ProblemKind::PreconditionRequired.into()),
            Self::Version(version) if version == stored => Ok(()),
            Self::Version(_) | Self::Other => Err(ProblemKind::StaleVersion.into()),
        }
    }
}

/// The module in which a client says it works (R9).
///
/// # Errors
/// `malformed-request` for one that there is not.
pub(super) fn module(request: &HttpRequest) -> Result<Option<Administration>, Failure> {
    if !request.headers().contains_key(ADMINISTRATION_HEADER) {
        return Ok(None);
    }
    header(request, ADMINISTRATION_HEADER)
        .and_then(|word| word.parse().ok())
        .map(Some)
        .ok_or_else(|| ProblemKind::MalformedRequest.into())
}

/// A client's `Idempotency-Key`: a quoted structured-field string, up to 100 characters.
///
/// # Errors
/// `malformed-request` for anything else.
pub(super) fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, Failure> {
    if !request.headers().contains_key("idempotency-key") {
        return Ok(None);
    }
    let key = header(request, "idempotency-key")
        .map(|value| {
            value
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'))
                .unwrap_or(value)
        })
        .filter(|key| (1..=100).contains(&key.len()))
        .filter(|key| {
            key.bytes()
                .all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\')
        });
    key.map(|key| Some(key.to_owned()))
        .ok_or_else(|| ProblemKind::MalformedRequest.into())
}
