//! Logging in: to the login provider and back.

use actix_web::{
    HttpRequest, HttpResponse, ResponseError as _,
    cookie::Cookie,
    get,
    http::header::{ACCEPT, CACHE_CONTROL, LOCATION},
    web,
};
use serde::Deserialize;
use shared::problem::{FieldCode, Problem};

use super::{
    attempts::{self, Attempt},
    claims,
    commands::{self, Arrival},
    cookies,
    exchange::Proved,
    login::Login,
    openid::Refused,
    provider::Provider,
    return_to,
    rows::NewSession,
};
use crate::{
    db::{Context, Database, Failure, caller::Credential},
    http::{
        problem::problem,
        request::{SESSION_COOKIE, hash_of},
        speech::Speech,
    },
    policy::Denied,
};

/// Longest hint that is passed on.
const MAX_HINT: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LoginQuery {
    return_to: Option<String>,
    issuer: Option<String>,
    login_hint: Option<String>,
}

/// What comes back with the browser. Providers may add parameters of their own.
#[derive(Deserialize)]
struct CallbackQuery {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// The login itself acts, since there is nobody yet.
fn as_login() -> Context {
    let Speech { language, trace_id } = Speech::current();
    Context {
        credential: Credential::System("login"),
        language,
        trace_id,
    }
}

fn see_other(to: &str, cookie: Option<Cookie<'_>>) -> HttpResponse {
    let mut response = HttpResponse::SeeOther();
    response
        .insert_header((LOCATION, to))
        .insert_header((CACHE_CONTROL, "no-store"));
    if let Some(cookie) = cookie {
        response.cookie(cookie);
    }
    response.finish()
}

fn is_browser(request: &HttpRequest) -> bool {
    request
        .headers()
        .get_all(ACCEPT)
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.contains("text/html"))
}

/// A login that came to nothing: a page of its own for a browser, else the problem.
fn came_to_nothing(request: &HttpRequest, failure: &Failure) -> HttpResponse {
    let response = failure.error_response();
    if is_browser(request) {
        let code = problem(failure).code.code();
        see_other(&format!("/login-fejl?kode={code}"), None)
    } else {
        response
    }
}

/// Audits a refusal that came before anything was known of the person.
async fn refuse(database: &Database, issuer: &str, refused: Refused) -> Failure {
    let Refused { kind, why } = refused;
    let context = as_login();
    let trace_id = &context.trace_id;
    tracing::warn!(trace_id, issuer, code = kind.code(), why, "login refused");
    let denied = Denied::login(kind);
    let audited = database
        .write_plain::<()>(context, commands::ATTEMPT, move |_| {
            Err(denied.clone().into())
        })
        .await;
    audited.err().unwrap_or_else(|| kind.into())
}

/// Begins a login.
///
/// Sends the browser to the login provider. After login it comes back to `return_to`: a path
/// of this site, or an address of a system that the configuration names.
#[utoipa::path(tag = "session", operation_id = "begin_login", security(()),
    params(
        ("return_to" = Option<String>, Query, description = "Where to go after login; `/` when it is absent or not allowed"),
        ("issuer" = Option<String>, Query, description = "Key of the login provider; the first one when absent"),
        ("login_hint" = Option<String>, Query, description = "Passed on to the login provider"),
    ),
    responses(
        (status = 303, description = "To the login provider, or for a browser to the page that says why not"),
        (status = 422, description = "No such login provider", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The login provider does not answer", body = Problem, content_type = "application/problem+json"),
    ))]
#[get("/auth/login")]
pub(super) async fn begin_login(
    request: HttpRequest,
    query: web::Query<LoginQuery>,
    login: web::Data<Login>,
    database: web::Data<Database>,
) -> HttpResponse {
    begin(&request, query.into_inner(), &login, &database)
        .await
        .unwrap_or_else(|failure| came_to_nothing(&request, &failure))
}

async fn begin(
    request: &HttpRequest,
    query: LoginQuery,
    login: &Login,
    database: &Database,
) -> Result<HttpResponse, Failure> {
    let provider = login.provider(query.issuer.as_deref())?;
    let hint = query.login_hint.filter(|hint| !hint.is_empty());
    if hint
        .as_ref()
        .is_some_and(|hint| hint.len() > MAX_HINT || hint.chars().any(char::is_control))
    {
        return Err(Failure::field("/login_hint", FieldCode::Malformed));
    }
    let begun = match provider.known().await {
        Ok(known) => provider.begin(&known, &login.callback(), hint),
        Err(unreachable) => Err(unreachable.into()),
    };
    let begun = match begun {
        Ok(begun) => begun,
        Err(refused) => return Err(refuse(database, &provider.key, refused).await),
    };
    let url = begun.url.to_string();
    let return_to = return_to::judge(query.return_to.as_deref(), &login.return_origins);
    let secret = cookies::login_secret(request).unwrap_or_else(cookies::new_secret);
    let cookie = cookies::login(secret.clone());
    database
        .keep_books(move |connection, now| {
            let bound = (provider.key.as_str(), secret.as_str(), return_to.as_str());
            attempts::remember(connection, bound, &begun, now)
        })
        .await?;
    Ok(see_other(&url, Some(cookie)))
}

/// Finishes a login.
///
/// The login provider sends the browser here. A session begins, and its cookie is set; the
/// session that the browser had before ends.
#[utoipa::path(tag = "session", operation_id = "finish_login", security(()),
    params(
        ("state" = Option<String>, Query, description = "Names the login under way"),
        ("code" = Option<String>, Query, description = "What the login is exchanged for"),
        ("iss" = Option<String>, Query, description = "Who sent the browser here (RFC 9207)"),
        ("error" = Option<String>, Query, description = "Why the login provider logged nobody in"),
    ),
    responses(
        (status = 303, description = "Back to where the login was asked for, or for a browser to the page that says why not"),
        (status = 400, description = "The login expired, was cancelled or was used before", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The login is not accepted", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The login provider does not answer", body = Problem, content_type = "application/problem+json"),
    ))]
#[get("/auth/callback")]
pub(super) async fn finish_login(
    request: HttpRequest,
    query: web::Query<CallbackQuery>,
    login: web::Data<Login>,
    database: web::Data<Database>,
) -> HttpResponse {
    finish(&request, query.into_inner(), &login, &database)
        .await
        .unwrap_or_else(|failure| came_to_nothing(&request, &failure))
}

async fn finish(
    request: &HttpRequest,
    query: CallbackQuery,
    login: &Login,
    database: &Database,
) -> Result<HttpResponse, Failure> {
    let found = take(request, query.state.as_deref(), database).await?;
    let provider = found
        .as_ref()
        .and_then(|attempt| login.provider(Some(&attempt.issuer)).ok());
    let (Some(attempt), Some(provider)) = (found, provider) else {
        let refused = Refused::expired("no such login under way in this browser");
        return Err(refuse(database, "-", refused).await);
    };
    let back_to = attempt.return_to.clone();
    let proof = match prove(&provider, login, attempt, query).await {
        Ok(proof) => proof,
        Err(refused) => return Err(refuse(database, &provider.key, refused).await),
    };
    let token = cookies::new_secret();
    let arrival = arrival(request, login, &provider, &token, proof);
    database
        .write_plain(as_login(), commands::ATTEMPT, move |tx| {
            commands::let_in(tx, &arrival)
        })
        .await?;
    Ok(see_other(&back_to, Some(cookies::session(token))))
}

async fn take(
    request: &HttpRequest,
    state: Option<&str>,
    database: &Database,
) -> Result<Option<Attempt>, Failure> {
    let secret = request.cookie(cookies::LOGIN_COOKIE);
    let (Some(state), Some(secret)) = (state, secret) else {
        return Ok(None);
    };
    let (state, secret) = (state.to_owned(), secret.value().to_owned());
    database
        .keep_books(move |connection, now| attempts::take(connection, (&state, &secret), now))
        .await
}

async fn prove(
    provider: &Provider,
    login: &Login,
    attempt: Attempt,
    query: CallbackQuery,
) -> Result<Proved, Refused> {
    let known = provider.known().await?;
    Provider::check_issuer(&known, query.iss.as_deref())?;
    match (query.error.as_deref(), query.code) {
        (Some("server_error" | "temporarily_unavailable"), _) => {
            Err(Refused::unavailable("the provider says that it fails"))
        }
        (Some(_), _) => Err(Refused::expired("the provider logged nobody in")),
        (None, None) => Err(Refused::rejected("the callback has no code")),
        (None, Some(code)) => {
            let secrets = (attempt.pkce_verifier, attempt.nonce);
            provider
                .finish(known, &login.callback(), code, secrets)
                .await
        }
    }
}

fn arrival(
    request: &HttpRequest,
    login: &Login,
    provider: &Provider,
    token: &str,
    proved: Proved,
) -> Arrival {
    let told = claims::read(&provider.profile, &proved.claims);
    Arrival {
        session: NewSession {
            token_hash: hash_of(token),
            former_hash: request
                .cookie(SESSION_COOKIE)
                .map(|cookie| hash_of(cookie.value())),
            issuer: provider.key.clone(),
            subject: proved.subject,
            issuer_session: proved.session,
            may_represent: told.may_represent,
            limits: login.limits,
        },
        told,
    }
}
