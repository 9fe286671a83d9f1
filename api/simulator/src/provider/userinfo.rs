//! The userinfo endpoint.

use actix_web::{HttpRequest, HttpResponse, http::header::AUTHORIZATION, web};
use serde_json::{Map, Value, json};

use super::{Provider, claims};
use crate::{Fault, secret};

/// `GET /userinfo` and `POST /userinfo`
pub(super) async fn read(provider: web::Data<Provider>, request: HttpRequest) -> HttpResponse {
    if provider.fault() == Some(Fault::UserinfoDown) {
        return HttpResponse::ServiceUnavailable().finish();
    }
    let header = request.headers().get(AUTHORIZATION);
    let Some(shown) = header.and_then(|value| value.to_str().ok()) else {
        return unauthorised("Bearer");
    };
    match bearer(shown).and_then(|token| claims_for(&provider, token)) {
        Some(claims) => HttpResponse::Ok()
            .insert_header(("Cache-Control", "no-store"))
            .json(claims),
        None => unauthorised("Bearer error=\"invalid_token\""),
    }
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn claims_for(provider: &Provider, token: &str) -> Option<Map<String, Value>> {
    let (key, subject) = {
        let memory = provider.memory();
        let known = memory.access_tokens.get(token)?;
        if known.expires_at <= provider.clock.now() {
            return None;
        }
        let subject = claims::subject(&known.identity, &known.client);
        (known.identity.clone(), subject)
    };
    let subject = match provider.fault() {
        Some(Fault::WrongUserinfoSubject) => secret::random(),
        _ => subject,
    };
    let mut all = claims::about(provider.identity(&key)?);
    all.insert("sub".into(), json!(subject));
    Some(all)
}

fn unauthorised(challenge: &'static str) -> HttpResponse {
    HttpResponse::Unauthorized()
        .insert_header(("WWW-Authenticate", challenge))
        .insert_header(("Cache-Control", "no-store"))
        .finish()
}
