//! The operations of the authorisation server.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{
        StatusCode,
        header::{AUTHORIZATION, CACHE_CONTROL, PRAGMA, WWW_AUTHENTICATE},
    },
    post, web,
};
use serde::{Deserialize, Serialize};
use shared::{
    access::{TokenError, TokenResponse},
    problem::{Problem, ProblemKind},
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    Issuer,
    request::{Refusal, TokenRequest},
};
use crate::{db::Failure, domain::caller::ProgramScope, http::speech::Speech};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(create_token)
        .service(read_key_set)
        .service(read_authorization_server);
}

/// A token request (RFC 6749 §4.4.2), sent as a form.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
struct TokenForm {
    /// Always `client_credentials`.
    grant_type: String,
    /// Scopes separated by spaces; all that the program is registered for when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    /// The program, unless HTTP Basic authentication names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    /// Its secret, unless HTTP Basic authentication shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
}

impl Refusal {
    const fn told(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::InvalidRequest(why) => (StatusCode::BAD_REQUEST, "invalid_request", why),
            Self::InvalidClient => (
                StatusCode::UNAUTHORIZED,
                "invalid_client",
                "no such client, or another secret",
            ),
            Self::UnsupportedGrantType => (
                StatusCode::BAD_REQUEST,
                "unsupported_grant_type",
                "only client_credentials",
            ),
            Self::InvalidScope => (
                StatusCode::BAD_REQUEST,
                "invalid_scope",
                "not a scope of this client",
            ),
        }
    }

    fn response(self, request: &HttpRequest) -> HttpResponse {
        let (status, error, description) = self.told();
        let mut response = HttpResponse::build(status);
        if status == StatusCode::UNAUTHORIZED && request.headers().contains_key(AUTHORIZATION) {
            response.insert_header((WWW_AUTHENTICATE, "Basic realm=\"token\", charset=\"UTF-8\""));
        }
        response
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((PRAGMA, "no-cache"))
            .json(TokenError {
                error: error.to_owned(),
                error_description: description.to_owned(),
            })
    }
}

/// A token for a program
///
/// OAuth 2.0 client credentials. The client authenticates with HTTP Basic or in the form. The
/// token is a JWT of type `at+jwt` (RFC 9068), signed with ES256, for this server alone, and
/// lives five minutes.
#[utoipa::path(
    tag = "tokens", operation_id = "create_token", security(()),
    request_body(content = inline(TokenForm), content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "A token", body = TokenResponse),
        (status = 400, description = "Not a token request, or a scope the client does not have", body = TokenError),
        (status = 401, description = "No such client, or another secret", body = TokenError),
        (status = 503, description = "The database does not answer", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/oauth/token")]
async fn create_token(
    request: HttpRequest,
    form: Result<web::Form<Vec<(String, String)>>, actix_web::Error>,
    issuer: web::Data<Issuer>,
) -> Result<HttpResponse, Failure> {
    let read = form
        .map_err(|_unreadable| Refusal::InvalidRequest("the body is no form"))
        .and_then(|form| TokenRequest::read(&request, &form));
    let asked = match read {
        Ok(asked) => asked,
        Err(refusal) => return Ok(refusal.response(&request)),
    };
    match issuer.issue(asked, Speech::current().trace_id).await {
        Ok(token) => Ok(HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((PRAGMA, "no-cache"))
            .json(token)),
        Err(Failure::Denied(denied)) if denied.kind == ProblemKind::InsufficientScope => {
            Ok(Refusal::InvalidScope.response(&request))
        }
        Err(Failure::Denied(_)) => Ok(Refusal::InvalidClient.response(&request)),
        Err(failure) => Err(failure),
    }
}

/// A set of public keys (RFC 7517).
#[derive(Serialize, utoipa::ToSchema)]
struct KeySet {
    /// The keys, newest first.
    #[schema(value_type = Vec<Object>)]
    keys: Vec<jsonwebtoken::jwk::Jwk>,
}

/// The keys that sign tokens
///
/// Public keys (RFC 7517), the one in use first; a former one stays as long as its tokens live.
#[utoipa::path(
    tag = "tokens", operation_id = "read_key_set", security(()),
    responses(
        (status = 200, description = "The key set", body = inline(KeySet)),
        (status = 503, description = "The database does not answer", body = Problem, content_type = "application/problem+json"),
    ))]
#[get("/.well-known/jwks.json")]
async fn read_key_set(issuer: web::Data<Issuer>) -> Result<HttpResponse, Failure> {
    let keys = issuer.published().await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .json(KeySet { keys }))
}

/// Authorisation server metadata (RFC 8414 §2).
#[derive(Serialize, utoipa::ToSchema)]
struct AuthorizationServer {
    /// The issuer of tokens: this server.
    issuer: String,
    /// Where tokens are had.
    token_endpoint: String,
    /// Where the keys are.
    jwks_uri: String,
    /// Grant types there are.
    grant_types_supported: Vec<&'static str>,
    /// None: there is no authorisation endpoint.
    response_types_supported: Vec<&'static str>,
    /// How clients authenticate.
    token_endpoint_auth_methods_supported: Vec<&'static str>,
    /// Scopes there are.
    scopes_supported: Vec<&'static str>,
    /// Where the API is described.
    service_documentation: String,
}

/// What this authorisation server can do
///
/// Metadata by RFC 8414.
#[utoipa::path(
    tag = "tokens", operation_id = "read_authorization_server", security(()),
    responses((status = 200, description = "The metadata", body = inline(AuthorizationServer))))]
#[get("/.well-known/oauth-authorization-server")]
async fn read_authorization_server(issuer: web::Data<Issuer>) -> HttpResponse {
    let own = issuer.own();
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .json(AuthorizationServer {
            issuer: own.to_owned(),
            token_endpoint: format!("{own}/oauth/token"),
            jwks_uri: format!("{own}/.well-known/jwks.json"),
            grant_types_supported: vec!["client_credentials"],
            response_types_supported: Vec::new(),
            token_endpoint_auth_methods_supported: vec![
                "client_secret_basic",
                "client_secret_post",
            ],
            scopes_supported: ProgramScope::ALL
                .iter()
                .map(|scope| scope.as_str())
                .collect(),
            service_documentation: format!("{own}/docs"),
        })
}
