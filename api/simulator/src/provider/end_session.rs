//! RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0).

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::Cookie,
    http::{StatusCode, header::LOCATION},
    web,
};
use serde::Deserialize;
use url::Url;

use super::{
    Provider,
    authorize::COOKIE,
    login_page::{confirm_logout, logged_out, logout_refused, origins},
    sessions::SessionId,
};

/// What a client asks for.
#[derive(Deserialize)]
pub(super) struct LogoutRequest {
    id_token_hint: Option<String>,
    client_id: Option<String>,
    /// The login's `sid`: unguessable, so it proves as much as an ID token would, and puts
    /// nothing about the person into an address.
    logout_hint: Option<String>,
    post_logout_redirect_uri: Option<String>,
    state: Option<String>,
    /// The page's own button.
    confirmed: Option<String>,
}

/// A request that holds together.
struct Checked {
    /// The session that the client has proved to know.
    session: Option<SessionId>,
    back: Option<Url>,
}

/// `GET /end_session`
pub(super) async fn by_query(
    provider: web::Data<Provider>,
    request: HttpRequest,
    query: Result<web::Query<LogoutRequest>, actix_web::Error>,
) -> HttpResponse {
    let Ok(query) = query else {
        return logout_refused();
    };
    // Nothing that a link can carry may stand for the person's own click.
    let asked = LogoutRequest {
        confirmed: None,
        ..query.into_inner()
    };
    end(&provider, &request, &asked).await
}

/// `POST /end_session`
pub(super) async fn by_form(
    provider: web::Data<Provider>,
    request: HttpRequest,
    form: Result<web::Form<LogoutRequest>, actix_web::Error>,
) -> HttpResponse {
    let Ok(form) = form else {
        return logout_refused();
    };
    end(&provider, &request, &form).await
}

async fn end(provider: &Provider, request: &HttpRequest, asked: &LogoutRequest) -> HttpResponse {
    let Some(checked) = check(provider, asked) else {
        return logout_refused();
    };
    let in_browser = session_of_browser(provider, request);
    let session = match (checked.session, in_browser) {
        (Some(proved), _) => Some(proved),
        (None, Some(_)) if asked.confirmed.is_none() => return ask(asked),
        (None, in_browser) => in_browser,
    };
    if let Some(session) = session {
        provider.end_session(&session).await;
    }
    // A cookie whose session goes on, because another person has logged in since, stays.
    let is_over = session_of_browser(provider, request).is_none();
    leave(checked.back, is_over)
}

fn session_of_browser(provider: &Provider, request: &HttpRequest) -> Option<SessionId> {
    let cookie = request.cookie(COOKIE)?;
    let memory = provider.memory();
    let (id, _) = memory.sessions.of_browser(cookie.value())?;
    Some(id)
}

/// A hint must be a token of ours, and the address one of the client's own.
fn check(provider: &Provider, asked: &LogoutRequest) -> Option<Checked> {
    let hint = match &asked.id_token_hint {
        Some(token) => Some(provider.read_hint(token)?),
        None => None,
    };
    let named = asked.client_id.as_ref();
    let hinted = hint.as_ref().map(|hint| &hint.aud);
    if let (Some(named), Some(hinted)) = (named, hinted)
        && named != hinted
    {
        return None;
    }
    let back = match &asked.post_logout_redirect_uri {
        None => None,
        Some(wanted) => {
            let client = provider.client(hinted.or(named)?)?;
            let known = &client.post_logout_redirect_uris;
            let mut back = Url::parse(known.iter().find(|uri| *uri == wanted)?).ok()?;
            if let Some(state) = &asked.state {
                back.query_pairs_mut().append_pair("state", state);
            }
            Some(back)
        }
    };
    let session = match hint {
        Some(hint) => Some(hint.sid),
        None => hinted_session(provider, asked),
    };
    Some(Checked { session, back })
}

/// The session named by `logout_hint`, when the client takes part in it.
fn hinted_session(provider: &Provider, asked: &LogoutRequest) -> Option<SessionId> {
    let (id, client) = (asked.logout_hint.as_ref()?, asked.client_id.as_ref()?);
    let memory = provider.memory();
    let session = memory.sessions.get(id)?;
    session.clients.contains(client).then(|| id.clone())
}

fn ask(asked: &LogoutRequest) -> HttpResponse {
    let parameters = [
        ("client_id", &asked.client_id),
        ("post_logout_redirect_uri", &asked.post_logout_redirect_uri),
        ("state", &asked.state),
    ];
    let parameters: Vec<(&str, &str)> = parameters
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)))
        .collect();
    confirm_logout(
        &parameters,
        &origins(asked.post_logout_redirect_uri.as_slice()),
    )
}

fn leave(back: Option<Url>, is_over: bool) -> HttpResponse {
    let mut answer = match back {
        Some(back) => HttpResponse::build(StatusCode::SEE_OTHER)
            .insert_header((LOCATION, back.to_string()))
            .insert_header(("Cache-Control", "no-store"))
            .finish(),
        None => logged_out(),
    };
    if is_over {
        let removal = Cookie::build(COOKIE, "").path("/").http_only(true).finish();
        // A constant cookie is always a valid header.
        let _always_valid = answer.add_removal_cookie(&removal);
    }
    answer
}
