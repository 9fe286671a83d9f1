//! Logging in at JobAG, and out again.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite},
    http::{StatusCode, header::LOCATION},
    web,
};
use serde::Deserialize;

use super::{HOME, Jobag, door::Hint, pages::Pages};
use crate::secret;

/// The browser's session.
pub(super) const SESSION: &str = "jobag_session";
/// The browser's login under way.
const LOGIN: &str = "jobag_login";

/// How the provider sends the browser back.
#[derive(Deserialize)]
pub(super) struct Callback {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// A back-channel logout.
#[derive(Deserialize)]
pub(super) struct Logout {
    logout_token: String,
}

/// `GET /jobag/login`
pub(super) async fn begin(jobag: web::Data<Jobag>, hint: Option<web::Query<Hint>>) -> HttpResponse {
    let (nonce, verifier) = (secret::random(), secret::random());
    let now = jobag.config.clock.now();
    let state = jobag.sessions.begin(nonce.clone(), verifier.clone(), now);
    let hinted = hint.as_ref().and_then(|hint| hint.login_hint.as_deref());
    let url = jobag.openid.login_url(&state, (&nonce, &verifier), hinted);
    match url.await {
        Ok(url) => to(url.as_str(), &[cookie(&jobag, LOGIN, state)]),
        Err(error) => {
            tracing::warn!(?error, "a login could not begin");
            Pages::new(&jobag.config).login_failed()
        }
    }
}

/// `GET /jobag/callback`
pub(super) async fn finish(
    jobag: web::Data<Jobag>,
    request: HttpRequest,
    callback: Result<web::Query<Callback>, actix_web::Error>,
) -> HttpResponse {
    let pages = Pages::new(&jobag.config);
    let Ok(callback) = callback else {
        return pages.login_failed();
    };
    let begun = request.cookie(LOGIN);
    let same_browser = begun.is_some_and(|begun| callback.state.as_deref() == Some(begun.value()));
    if !same_browser || callback.iss.as_deref() != Some(&jobag.config.issuer) {
        return pages.login_failed();
    }
    if callback.error.as_deref() == Some("access_denied") {
        return pages.login_cancelled();
    }
    match log_in(&jobag, &callback).await {
        Some(session) => to(
            HOME,
            &[cookie(&jobag, SESSION, session), removal(&jobag, LOGIN)],
        ),
        None => pages.login_failed(),
    }
}

async fn log_in(jobag: &Jobag, callback: &Callback) -> Option<String> {
    let now = jobag.config.clock.now();
    let pending = jobag
        .sessions
        .take_pending(callback.state.as_deref()?, now)?;
    let proved = jobag
        .openid
        .prove(callback.code.as_deref()?, &pending)
        .await;
    let proved = proved
        .inspect_err(|error| tracing::warn!(?error, "a login was refused"))
        .ok()?;
    let (hint, sid) = (proved.login_hint, proved.sid);
    Some(jobag.sessions.open(proved.visitor, hint, sid, now))
}

/// `POST /jobag/logout`. Another site's form does not carry the cookie, which is
/// `SameSite=Lax`, and so ends nothing.
pub(super) async fn log_out(jobag: web::Data<Jobag>, request: HttpRequest) -> HttpResponse {
    let cookie = request.cookie(SESSION);
    let closed = cookie.and_then(|cookie| jobag.sessions.close(cookie.value()));
    let away = match closed {
        Some(session) => jobag.openid.logout_url(&session.sid).await.ok(),
        None => None,
    };
    let away = away.as_ref().map_or(HOME, url::Url::as_str);
    to(away, &[removal(&jobag, SESSION)])
}

/// `POST /jobag/backchannel-logout`
pub(super) async fn log_out_by_provider(
    jobag: web::Data<Jobag>,
    form: Option<web::Form<Logout>>,
) -> HttpResponse {
    let token = form.map(|form| form.into_inner().logout_token);
    let token = token.unwrap_or_default();
    let status = match jobag.openid.ended_session(&token).await {
        Ok(session) => {
            jobag.sessions.close_provider_session(&session);
            StatusCode::OK
        }
        Err(error) => {
            tracing::warn!(?error, "a logout token was refused");
            StatusCode::BAD_REQUEST
        }
    };
    HttpResponse::build(status)
        .insert_header(("Cache-Control", "no-store"))
        .finish()
}

fn to(address: &str, cookies: &[Cookie<'_>]) -> HttpResponse {
    let mut answer = HttpResponse::build(StatusCode::SEE_OTHER);
    answer
        .insert_header((LOCATION, address))
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("Referrer-Policy", "no-referrer"));
    for cookie in cookies {
        answer.cookie(cookie.clone());
    }
    answer.finish()
}

fn cookie(jobag: &Jobag, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value)
        .path(HOME)
        .http_only(true)
        .secure(jobag.config.is_https())
        .same_site(SameSite::Lax)
        .finish()
}

fn removal(jobag: &Jobag, name: &'static str) -> Cookie<'static> {
    let mut cookie = cookie(jobag, name, String::new());
    cookie.make_removal();
    cookie
}
