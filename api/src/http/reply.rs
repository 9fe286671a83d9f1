//! Answers: versions as `ETag`, pages with `Link`, nothing kept by caches.

use crate::db::{Resource, WrittenPage, idempotency::Answer};
use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, ETAG, LINK, LOCATION},
    },
};

const JSON: &str = "application/json";

fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

impl Responder for Answer {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = HttpResponse::build(status);
        response
            .insert_header((CACHE_CONTROL, "no-store"))
            .content_type(JSON);
        if let Some(version) = self.version {
            response.insert_header((ETAG, tag(version)));
        }
        if let Some(location) = self.location {
            response.insert_header((LOCATION, location));
        }
        if self.replayed {
            response.insert_header(("Idempotent-Replayed", "true"));
        }
        response.body(self.body)
    }
}

/// One thing, with its version.
#[derive(Debug)]
pub struct Found<T>(pub T);

impl<T: Resource> Responder for Found<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((ETAG, tag(self.0.version())))
            .json(self.0)
    }
}

/// One page of a list, with a link to the next.
#[derive(Debug)]
pub struct Listed<T>(pub WrittenPage<T>);

/// This request's own address with another cursor.
fn next_link(request: &HttpRequest, cursor: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(request.query_string().as_bytes()) {
        if name != "cursor" {
            query.append_pair(&name, &value);
        }
    }
    query.append_pair("cursor", cursor);
    format!("<{}?{}>; rel=\"next\"", request.path(), query.finish())
}

impl<T> Responder for Listed<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        response.insert_header((CACHE_CONTROL, "no-store"));
        if let Some(cursor) = &self.0.next_cursor {
            response.insert_header((LINK, next_link(request, cursor)));
        }
        response.content_type(JSON).body(self.0.json)
    }
}
