//! HTTP operations on a request that is being handled: claims and the thread.

use actix_web::{get, post, web};
use shared::{
    access_request::{AccessRequestView, NewHandover},
    audit::AuditKind,
    id::AccessRequestId,
    page::Page,
    request_message::{NewRequestMessage, RequestMessageQuery, RequestMessageView},
    text::MessageText,
};

use crate::{
    access_requests::{
        claims::{self, Lasting},
        thread,
    },
    config::Config,
    db::{Database, Failure, cursor::Asked, idempotency::Answer},
    http::{
        answers::{ChangeProblems, CreateProblems, DryRun, Idempotent, ListProblems, Versioned},
        body::{Nothing, Write},
        reply::Listed,
        request::Asker,
    },
    policy::scope::visible_requests,
};

fn lasting(config: &Config) -> Lasting {
    Lasting(config.requests.claim_seconds())
}

/// Claim an access request.
///
/// Tells the other deciders that one handles it, and keeps them from deciding it until the claim
/// times out, is let go of or is handed over. One's own claim is renewed.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The claimed request", body = AccessRequestView),
        ChangeProblems,
    ))]
#[post("/api/v1/access-requests/{id}/claim")]
pub(super) async fn claim_access_request(
    write: Write<Nothing>,
    database: web::Data<Database>,
    config: web::Data<Config>,
    id: web::Path<AccessRequestId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AccessRequestClaimed);
    let (if_match, lasting) = (write.if_match, lasting(&config));
    database
        .write(command, move |tx| {
            claims::claim_access_request(tx, *id, lasting, if_match)
        })
        .await
}

/// Let go of an access request.
///
/// By who claimed it; others need not wait for the claim to time out then.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The request, which nobody handles", body = AccessRequestView),
        ChangeProblems,
    ))]
#[post("/api/v1/access-requests/{id}/release")]
pub(super) async fn release_access_request(
    write: Write<Nothing>,
    database: web::Data<Database>,
    id: web::Path<AccessRequestId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AccessRequestReleased);
    let if_match = write.if_match;
    database
        .write(command, move |tx| {
            claims::release_access_request(tx, *id, if_match)
        })
        .await
}

/// Hand an access request over.
///
/// By whoever may decide it, to another who may; to oneself, to take it over from who handles it.
#[utoipa::path(tag = "access requests", security(("session" = [])), request_body = NewHandover,
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The request with its new handler", body = AccessRequestView),
        ChangeProblems,
    ))]
#[post("/api/v1/access-requests/{id}/handover")]
pub(super) async fn hand_over_access_request(
    write: Write<NewHandover>,
    database: web::Data<Database>,
    config: web::Data<Config>,
    id: web::Path<AccessRequestId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AccessRequestHandedOver);
    let (if_match, lasting, to) = (write.if_match, lasting(&config), write.body.to);
    database
        .write(command, move |tx| {
            claims::hand_over_access_request(tx, *id, to, lasting, if_match)
        })
        .await
}

/// List the thread of an access request.
///
/// What its deciders asked and those who asked answered, the oldest first, for everybody who sees
/// the request.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        RequestMessageQuery,
    ),
    responses(
        (status = 200, description = "A page of messages", body = Page<RequestMessageView>),
        (status = 404, description = "There is no such request in sight of the caller",
            body = shared::problem::Problem, content_type = "application/problem+json"),
        ListProblems,
    ))]
#[get("/api/v1/access-requests/{id}/messages")]
pub(super) async fn list_access_request_messages(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<AccessRequestId>,
    query: web::Query<RequestMessageQuery>,
) -> Result<Listed<RequestMessageView>, Failure> {
    let list = database.list(asker.0, move |tx| {
        let (cursor, limit) = (query.cursor.as_deref(), query.limit);
        let start = Asked::read(cursor, limit, &tx.caller().key(), &id.to_string())?;
        let scope = visible_requests(tx.caller());
        thread::queries::list(tx, &scope, *id, &start)
    });
    list.await.map(Listed)
}

/// Ask about an access request, or answer.
///
/// By who may decide it, and by who asked, whom it is about or, for a request at Landssupporten,
/// the LBAs of the subject's organisation. Then it is the other side's turn. Not once the request
/// has ended.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    request_body = NewRequestMessage,
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        DryRun,
        Idempotent,
    ),
    responses(
        (status = 201, description = "The message", body = RequestMessageView),
        (status = 200, description = "What would be, on a dry run", body = RequestMessageView),
        CreateProblems,
    ))]
#[post("/api/v1/access-requests/{id}/messages")]
pub(super) async fn send_access_request_message(
    write: Write<NewRequestMessage>,
    database: web::Data<Database>,
    id: web::Path<AccessRequestId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AccessRequestMessageSent);
    let text =
        MessageText::parse(&write.body.text).map_err(|code| Failure::field("/text", code))?;
    database
        .write(command, move |tx| {
            thread::commands::send_access_request_message(tx, *id, &text)
        })
        .await
}
