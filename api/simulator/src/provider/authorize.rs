//! The authorisation endpoint.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite},
    http::{StatusCode, header::LOCATION},
    web,
};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Provider, codes::Grant, login_page, sessions::SessionId};
use crate::{Fault, Identity, RegisteredClient, secret};

/// The browser's cookie at the provider. Cookies do not know ports, so its name says whose it is.
pub(super) const COOKIE: &str = "mitid_erhverv_simulator";

/// What a client asks for. What is not named here is ignored, as RFC 6749 asks.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct AuthorizationRequest {
    client_id: Option<String>,
    pub(super) redirect_uri: Option<String>,
    response_type: Option<String>,
    response_mode: Option<String>,
    scope: Option<String>,
    state: Option<String>,
    nonce: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    max_age: Option<i64>,
    request: Option<String>,
    request_uri: Option<String>,
    prompt: Option<String>,
    login_hint: Option<String>,
    /// The page's own cancel button.
    cancel: Option<String>,
}

impl AuthorizationRequest {
    /// The request without what the page's buttons add to it or stand for.
    pub(super) fn without_choice(&self) -> Self {
        Self {
            prompt: None,
            login_hint: None,
            cancel: None,
            ..self.clone()
        }
    }
}

/// A refusal that the client is told of.
#[derive(Debug)]
struct Refusal {
    error: &'static str,
    description: &'static str,
}

const fn refusal(error: &'static str, description: &'static str) -> Refusal {
    Refusal { error, description }
}

/// A request whose client and address are known to belong together.
struct Addressed {
    client: RegisteredClient,
    redirect_uri: Url,
    asked: AuthorizationRequest,
}

/// `GET /authorize`
pub(super) async fn by_query(
    provider: web::Data<Provider>,
    request: HttpRequest,
    query: Result<web::Query<AuthorizationRequest>, actix_web::Error>,
) -> HttpResponse {
    let asked = query.map(web::Query::into_inner);
    asked.map_or_else(
        |_| login_page::unknown_client(),
        |asked| authorize(&provider, &request, asked),
    )
}

/// `POST /authorize`
pub(super) async fn by_form(
    provider: web::Data<Provider>,
    request: HttpRequest,
    form: Result<web::Form<AuthorizationRequest>, actix_web::Error>,
) -> HttpResponse {
    let asked = form.map(web::Form::into_inner);
    asked.map_or_else(
        |_| login_page::unknown_client(),
        |asked| authorize(&provider, &request, asked),
    )
}

fn authorize(
    provider: &Provider,
    request: &HttpRequest,
    asked: AuthorizationRequest,
) -> HttpResponse {
    let Some(addressed) = address(provider, asked) else {
        return login_page::unknown_client();
    };
    let browser = request.cookie(COOKIE);
    match decide(provider, &addressed, browser.as_ref().map(Cookie::value)) {
        Ok(answer) => answer,
        Err(refusal) => addressed.send_back(
            provider,
            &[
                ("error", refusal.error),
                ("error_description", refusal.description),
            ],
        ),
    }
}

/// Nothing is ever sent to an address that is not the client's own.
fn address(provider: &Provider, asked: AuthorizationRequest) -> Option<Addressed> {
    let client = provider.client(asked.client_id.as_deref()?)?;
    let wanted = asked.redirect_uri.as_deref()?;
    let redirect_uri = client.redirect_uris.iter().find(|uri| *uri == wanted)?;
    let redirect_uri = Url::parse(redirect_uri).ok()?;
    Some(Addressed {
        client,
        redirect_uri,
        asked,
    })
}

fn decide(
    provider: &Provider,
    addressed: &Addressed,
    browser: Option<&str>,
) -> Result<HttpResponse, Refusal> {
    let asked = &addressed.asked;
    check(asked)?;
    if asked.cancel.is_some() {
        return Err(refusal("access_denied", "the person chose not to log in"));
    }
    let hinted = asked.login_hint.as_deref();
    if asked.prompt.as_deref() == Some("none") {
        return silently(provider, addressed, browser, hinted);
    }
    Ok(match hinted.and_then(|key| provider.identity(key)) {
        Some(identity) => log_in(provider, addressed, identity, browser),
        None => login_page::choose(&provider.identities, &addressed.client, asked),
    })
}

fn check(asked: &AuthorizationRequest) -> Result<(), Refusal> {
    if asked.request.is_some() {
        return Err(refusal("request_not_supported", "no request objects"));
    }
    if asked.request_uri.is_some() {
        return Err(refusal("request_uri_not_supported", "no request objects"));
    }
    if asked.response_type.as_deref() != Some("code") {
        return Err(refusal("unsupported_response_type", "only code"));
    }
    if asked.response_mode.as_deref().unwrap_or("query") != "query" {
        return Err(refusal("invalid_request", "only response_mode query"));
    }
    let scope = asked.scope.as_deref().unwrap_or_default();
    if !scope.split(' ').any(|word| word == "openid") {
        return Err(refusal("invalid_scope", "scope must contain openid"));
    }
    let challenge = asked.code_challenge.as_deref().unwrap_or_default();
    if asked.code_challenge_method.as_deref() != Some("S256") || !is_s256(challenge) {
        return Err(refusal("invalid_request", "PKCE with S256 is required"));
    }
    Ok(())
}

/// 256 bits in base64url.
fn is_s256(challenge: &str) -> bool {
    let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    challenge.len() == 43 && challenge.bytes().all(is_base64url)
}

/// Goes on with the browser's session without showing anything.
fn silently(
    provider: &Provider,
    addressed: &Addressed,
    browser: Option<&str>,
    hinted: Option<&str>,
) -> Result<HttpResponse, Refusal> {
    const NOBODY: Refusal = refusal("login_required", "nobody fitting is logged in");
    let now = provider.clock.now();
    let (id, identity, auth_time) = {
        let mut memory = provider.memory();
        memory.sessions.forget_old(now);
        let found = browser.and_then(|cookie| memory.sessions.of_browser(cookie));
        let (id, session) = found.ok_or(NOBODY)?;
        (id, session.identity.clone(), session.auth_time)
    };
    let age = now - auth_time;
    let too_old = addressed.asked.max_age.is_some_and(|limit| age > limit);
    if too_old || hinted.is_some_and(|key| key != identity) {
        return Err(NOBODY);
    }
    let client = &addressed.client.id;
    provider.memory().sessions.join(&id, client);
    Ok(give_code(provider, addressed, &identity, id, auth_time))
}

fn log_in(
    provider: &Provider,
    addressed: &Addressed,
    identity: &Identity,
    browser: Option<&str>,
) -> HttpResponse {
    let now = provider.clock.now();
    let client = &addressed.client.id;
    let (session, secret) = provider
        .memory()
        .sessions
        .log_in(browser, &identity.key, client, now);
    let mut answer = give_code(provider, addressed, &identity.key, session, now);
    let cookie = Cookie::build(COOKIE, secret)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .finish();
    // A cookie made of base64url is always a valid header.
    let _always_valid = answer.add_cookie(&cookie);
    answer
}

fn give_code(
    provider: &Provider,
    addressed: &Addressed,
    identity: &str,
    session: SessionId,
    auth_time: i64,
) -> HttpResponse {
    let asked = &addressed.asked;
    let grant = Grant {
        client: addressed.client.id.clone(),
        redirect_uri: asked.redirect_uri.clone().unwrap_or_default(),
        code_challenge: asked.code_challenge.clone().unwrap_or_default(),
        nonce: asked.nonce.clone(),
        scope: "openid".to_owned(),
        identity: identity.to_owned(),
        session,
        auth_time,
    };
    let now = provider.clock.now();
    let code = provider.memory().codes.issue(grant, now);
    addressed.send_back(provider, &[("code", &code)])
}

impl Addressed {
    /// Back to the client with these parameters, `state` and `iss` (RFC 9207).
    fn send_back(&self, provider: &Provider, parameters: &[(&str, &str)]) -> HttpResponse {
        let fault = provider.fault();
        let mut back = self.redirect_uri.clone();
        back.query_pairs_mut().extend_pairs(parameters);
        if let Some(state) = &self.asked.state {
            let other = (fault == Some(Fault::WrongState)).then(secret::random);
            let state = other.as_ref().unwrap_or(state);
            back.query_pairs_mut().append_pair("state", state);
        }
        let issuer = match fault {
            Some(Fault::WrongCallbackIssuer) => "https://anden-udsteder.example",
            _ => provider.issuer(),
        };
        back.query_pairs_mut().append_pair("iss", issuer);
        HttpResponse::build(StatusCode::SEE_OTHER)
            .insert_header((LOCATION, back.to_string()))
            .insert_header(("Cache-Control", "no-store"))
            .insert_header(("Referrer-Policy", "no-referrer"))
            .finish()
    }
}
