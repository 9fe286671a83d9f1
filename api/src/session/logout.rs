//! Logging out: here, and when the login provider says so.

use actix_web::{
    HttpRequest, HttpResponse, ResponseError as _, http::header::CACHE_CONTROL, post, web,
};
use serde::Deserialize;
use shared::{
    audit::AuditKind,
    problem::{Problem, ProblemKind},
    session::LoggedOut,
};
use utoipa::ToSchema;

use super::{
    commands::{self, Elsewhere, Ended},
    cookies,
    login::Login,
    logout_token::{self, NoLogout},
    return_to::FRONT_PAGE,
};
use crate::{
    db::{Context, Database, Failure, caller::Credential},
    http::{
        request::{Asker, same_origin},
        speech::Speech,
    },
};

/// A login provider's message.
#[derive(Deserialize, ToSchema)]
pub(super) struct LogoutNotice {
    /// The logout token (OpenID Connect Back-Channel Logout 1.0 §2.4).
    logout_token: String,
}

/// Ends the session.
///
/// Takes the cookie away even when the session had ended already. The answer says where the
/// browser goes next, so that the session at the login provider ends too.
#[utoipa::path(tag = "session", operation_id = "log_out", security(("session" = [])),
    responses(
        (status = 200, description = "Logged out", body = LoggedOut),
        (status = 403, description = "Asked from another site", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/auth/logout")]
pub(super) async fn log_out(
    request: HttpRequest,
    asker: Asker,
    login: web::Data<Login>,
    database: web::Data<Database>,
) -> Result<HttpResponse, Failure> {
    same_origin(&request, &asker.0.credential)?;
    let redirect_to = match end_session(asker.0, &database).await? {
        Some(ended) => provider_logout(&login, ended).await,
        None => None,
    };
    let redirect_to = redirect_to.unwrap_or_else(|| FRONT_PAGE.to_owned());
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .cookie(cookies::no_session())
        .json(LoggedOut { redirect_to }))
}

/// Ends the session that was shown; none when it had ended before.
async fn end_session(context: Context, database: &Database) -> Result<Option<Ended>, Failure> {
    let Credential::Session(token_hash) = context.credential.clone() else {
        return Ok(None);
    };
    let ended = database
        .write_plain(context, AuditKind::LoggedOut, move |tx| {
            commands::log_out(tx, &token_hash)
        })
        .await;
    match ended {
        Ok(ended) => Ok(Some(ended)),
        Err(Failure::Problem(ProblemKind::Unauthenticated)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// The login provider's own logout (OpenID Connect RP-Initiated Logout 1.0 §2). The session is
/// hinted at by its number there, never by anything of the person.
async fn provider_logout(login: &Login, ended: Ended) -> Option<String> {
    let provider = login.provider(Some(&ended.issuer)).ok()?;
    let known = provider.known().await.ok()?;
    let mut url = known.additional_metadata().end_session_endpoint.clone()?;
    url.query_pairs_mut()
        .append_pair("client_id", provider.client_id.as_str())
        .append_pair("post_logout_redirect_uri", &login.after_logout());
    if let Some(session) = &ended.issuer_session {
        url.query_pairs_mut().append_pair("logout_hint", session);
    }
    Some(url.into())
}

/// Ends sessions that ended at the login provider.
///
/// For login providers (OpenID Connect Back-Channel Logout 1.0): the logout token's signature,
/// issuer, audience, times, event and number are checked; each token counts once.
#[utoipa::path(tag = "session", operation_id = "log_out_by_provider", security(()),
    request_body(content = LogoutNotice, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The sessions have ended, or there were none"),
        (status = 400, description = "The logout token is not accepted", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The login provider's keys cannot be had; to be sent again", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/auth/backchannel-logout")]
pub(super) async fn log_out_by_provider(
    notice: web::Form<LogoutNotice>,
    login: web::Data<Login>,
    database: web::Data<Database>,
) -> HttpResponse {
    match heed(&notice.logout_token, &login, &database).await {
        Ok(()) => HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-store"))
            .finish(),
        Err(failure) => failure.error_response(),
    }
}

async fn heed(token: &str, login: &Login, database: &Database) -> Result<(), Failure> {
    let elsewhere = checked(token, login).await.map_err(|no| match no {
        NoLogout::Unreachable => ProblemKind::LoginUnavailable,
        NoLogout::Invalid(why) => {
            tracing::warn!(why, "logout token refused");
            ProblemKind::MalformedRequest
        }
    })?;
    let Speech { language, trace_id } = Speech::current();
    let context = Context {
        credential: Credential::System("backchannel-logout"),
        language,
        trace_id,
    };
    let named = elsewhere.clone();
    let ended = database
        .write_plain(context, AuditKind::LoggedOut, move |tx| {
            commands::log_out_elsewhere(tx, &named)
        })
        .await;
    match ended {
        // There was no session, so nothing to audit; the token is used up all the same.
        Err(Failure::NotFound) => {
            database
                .keep_books(move |connection, _| logout_token::use_up(connection, &elsewhere))
                .await
        }
        other => other,
    }
}

/// Several providers may be one issuer that knows us under several names.
async fn checked(token: &str, login: &Login) -> Result<Elsewhere, NoLogout> {
    let issuer = logout_token::named_issuer(token).ok_or(NoLogout::Invalid("no token"))?;
    let mut result = Err(NoLogout::Invalid("of an unknown issuer"));
    for provider in &login.providers {
        if provider.is_called(&issuer) {
            result = logout_token::check(token, provider).await;
            if result.is_ok() {
                break;
            }
        }
    }
    result
}
