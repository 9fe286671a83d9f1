//! What the provider says about itself, and its public keys.

use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Provider, claims};
use crate::Fault;

#[derive(Serialize)]
struct Metadata {
    #[serde(flatten)]
    endpoints: Value,
    #[serde(flatten)]
    abilities: Value,
}

/// `GET /.well-known/openid-configuration`
pub(super) async fn read(provider: web::Data<Provider>) -> HttpResponse {
    HttpResponse::Ok().json(Metadata {
        endpoints: endpoints(&provider),
        abilities: abilities(),
    })
}

fn endpoints(provider: &Provider) -> Value {
    let at = |path: &str| format!("{}{path}", provider.issuer());
    json!({
        "issuer": provider.issuer(),
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "end_session_endpoint": at("/end_session"),
    })
}

fn abilities() -> Value {
    let standard = [
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "nonce",
        "auth_time",
        "sid",
        "acr",
    ];
    let levels = ["Low", "Substantial", "High"];
    let context_classes =
        levels.map(|level| format!("https://data.gov.dk/concept/core/nsis/loa/{level}"));
    json!({
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "scopes_supported": ["openid"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "select_account"],
        "acr_values_supported": context_classes,
        "claims_supported": standard.iter().chain(&claims::NAMES).collect::<Vec<_>>(),
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "authorization_response_iss_parameter_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "ui_locales_supported": ["da"],
    })
}

/// `GET /jwks`
pub(super) async fn keys(provider: web::Data<Provider>) -> HttpResponse {
    if provider.fault() == Some(Fault::KeysDown) {
        return HttpResponse::ServiceUnavailable().finish();
    }
    let keys = provider.memory().keys.published();
    HttpResponse::Ok()
        .insert_header(("Cache-Control", "public, max-age=60"))
        .json(json!({ "keys": keys }))
}
