//! The token endpoint.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    AccessToken, Provider,
    client_authentication::{authenticate, refused},
    codes::{Grant, Presented, Refused},
};
use crate::{Fault, KeyError, secret};

/// Seconds that an access token lives.
const LIFE: i64 = 3600;

/// RFC 6749 §4.1.3 with RFC 7636 §4.5.
#[derive(Deserialize)]
pub(super) struct TokenRequest {
    grant_type: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
}

#[derive(Serialize)]
struct Tokens {
    access_token: String,
    token_type: &'static str,
    expires_in: i64,
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<String>,
}

/// Why there is no token.
#[derive(Debug)]
pub(super) enum TokenError {
    Client,
    Request(&'static str),
    GrantType,
    Grant(&'static str),
    Internal,
}

impl From<KeyError> for TokenError {
    fn from(error: KeyError) -> Self {
        tracing::error!(%error, "a token could not be signed");
        Self::Internal
    }
}

/// `POST /token`
pub(super) async fn exchange(
    provider: web::Data<Provider>,
    request: HttpRequest,
    form: Result<web::Form<TokenRequest>, actix_web::Error>,
) -> HttpResponse {
    match provider.fault() {
        Some(Fault::TokenEndpointDown) => return HttpResponse::ServiceUnavailable().finish(),
        Some(Fault::SlowToken(delay)) => tokio::time::sleep(delay).await,
        _ => {}
    }
    let asked = form.map_or(
        Err(TokenError::Request("no form, or a field twice")),
        |form| tokens(&provider, &request, &form),
    );
    match asked {
        Ok(tokens) => HttpResponse::Ok()
            .insert_header(("Cache-Control", "no-store"))
            .json(tokens),
        Err(error) => error.answer(),
    }
}

fn tokens(
    provider: &Provider,
    request: &HttpRequest,
    form: &TokenRequest,
) -> Result<Tokens, TokenError> {
    let (id, shown) = (form.client_id.as_deref(), form.client_secret.as_deref());
    let client = authenticate(provider, request, id, shown)?;
    if form.grant_type.as_deref() != Some("authorization_code") {
        return Err(TokenError::GrantType);
    }
    let presented = Presented {
        code: required(form.code.as_deref(), "code is missing")?,
        client: &client,
        redirect_uri: required(form.redirect_uri.as_deref(), "redirect_uri is missing")?,
        code_verifier: required(form.code_verifier.as_deref(), "code_verifier is missing")?,
    };
    let access_token = secret::random();
    let grant = redeem(provider, &presented, &access_token)?;
    let identity = provider
        .identity(&grant.identity)
        .ok_or(TokenError::Grant("nobody"))?;
    let id_token = match provider.fault() {
        Some(Fault::MissingIdToken) => None,
        _ => Some(provider.id_token(identity, &grant, &access_token)?),
    };
    Ok(Tokens {
        access_token,
        token_type: "Bearer",
        expires_in: LIFE,
        scope: grant.scope,
        id_token,
    })
}

fn required<'a>(value: Option<&'a str>, missing: &'static str) -> Result<&'a str, TokenError> {
    value.ok_or(TokenError::Request(missing))
}

/// Exchanges the code; a replayed one takes its access token with it (RFC 6749 §4.1.2).
fn redeem(
    provider: &Provider,
    presented: &Presented<'_>,
    access_token: &str,
) -> Result<Grant, TokenError> {
    let now = provider.clock.now();
    let mut memory = provider.memory();
    memory
        .access_tokens
        .retain(|_, token| token.expires_at > now);
    match memory.codes.redeem(presented, access_token, now) {
        Ok(grant) => {
            let token = AccessToken {
                identity: grant.identity.clone(),
                client: grant.client.clone(),
                session: grant.session.clone(),
                expires_at: now + LIFE,
            };
            memory.access_tokens.insert(access_token.to_owned(), token);
            Ok(grant)
        }
        Err(Refused::Replayed { access_token }) => {
            if let Some(access_token) = access_token {
                memory.access_tokens.remove(&access_token);
            }
            Err(TokenError::Grant("the code was used before"))
        }
        Err(Refused::Invalid(why)) => Err(TokenError::Grant(why)),
    }
}

impl TokenError {
    fn answer(&self) -> HttpResponse {
        let (error, description) = match self {
            Self::Client => return refused(),
            Self::Internal => return HttpResponse::InternalServerError().finish(),
            Self::Request(why) => ("invalid_request", *why),
            Self::GrantType => ("unsupported_grant_type", "only authorization_code"),
            Self::Grant(why) => ("invalid_grant", *why),
        };
        HttpResponse::BadRequest()
            .insert_header(("Cache-Control", "no-store"))
            .json(json!({ "error": error, "error_description": description }))
    }
}
