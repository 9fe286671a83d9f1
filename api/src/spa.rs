//! The SPA, embedded in the binary: hashed assets for ever, the page for every other path.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, HeaderValue, VARY},
};
use rust_embed::RustEmbed;

use crate::db::Failure;

/// What `cargo run -p bundle` made; empty when it has not been run.
#[derive(RustEmbed)]
#[folder = "../web/dist"]
#[allow_missing = true]
struct Dist;

/// Media types of the files there are; a bundle of ours has no others.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("woff") => "font/woff",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

fn accepts(request: &HttpRequest, coding: &str) -> bool {
    request
        .headers()
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value.split(',').any(|part| {
                let mut fields = part.split(';').map(str::trim);
                fields.next() == Some(coding) && fields.next() != Some("q=0")
            })
        })
}

/// The smallest form of a file that the browser takes.
fn find(
    request: &HttpRequest,
    path: &str,
) -> Option<(rust_embed::EmbeddedFile, Option<&'static str>)> {
    for (coding, suffix) in [("br", "br"), ("gzip", "gz")] {
        if accepts(request, coding)
            && let Some(file) = Dist::get(&format!("{path}.{suffix}"))
        {
            return Some((file, Some(coding)));
        }
    }
    Dist::get(path).map(|file| (file, None))
}

fn send(request: &HttpRequest, path: &str, caching: &'static str) -> Option<HttpResponse> {
    let (file, coding) = find(request, path)?;
    let mut response = HttpResponse::Ok();
    response
        .content_type(media_type(path))
        .insert_header((CACHE_CONTROL, caching))
        .insert_header((VARY, HeaderValue::from_static("Accept-Encoding")));
    if let Some(coding) = coding {
        response.insert_header((CONTENT_ENCODING, coding));
    }
    Some(response.body(file.data.into_owned()))
}

/// Serves a file of the bundle, or the page that opens the SPA.
///
/// # Errors
/// `not-found` for a missing asset, and for everything when the SPA is not in this binary.
pub fn serve(request: &HttpRequest) -> Result<HttpResponse, Failure> {
    let path = request.path().trim_start_matches('/');
    let asset = path.starts_with("assets/");
    let found = if asset {
        send(request, path, "public, max-age=31536000, immutable")
    } else {
        (!path.is_empty())
            .then(|| send(request, path, "no-cache"))
            .flatten()
            .or_else(|| send(request, "index.html", "no-cache"))
    };
    found.ok_or(Failure::NotFound)
}

/// Whether the SPA is in this binary.
pub fn is_embedded() -> bool {
    Dist::get("index.html").is_some()
}
