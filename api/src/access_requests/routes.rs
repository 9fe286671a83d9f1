//! HTTP operations on access requests.

mod attachments;
mod handling;

use actix_web::{get, post, web};
use shared::{
    access_request::{
        AccessRequestQuery, AccessRequestView, NewAccessRequest, NewApproval, NewRejection,
    },
    audit::AuditKind,
    id::AccessRequestId,
    page::Page,
    text::Reason,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    approval::Approval,
    commands::{self, Submit},
    decisions, listing, queries, views,
};
use crate::{
    db::{Database, Failure, cursor::Asked, idempotency::Answer},
    http::{
        answers::{
            ChangeProblems, CreateProblems, DryRun, Idempotent, ListProblems, ReadProblems,
            Versioned,
        },
        body::{Nothing, Write},
        reply::{Found, Listed},
        request::Asker,
    },
    policy::scope::visible_requests,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_access_requests)
        .service(read_access_request)
        .service(submit_access_request)
        .service(approve_access_request)
        .service(reject_access_request)
        .service(withdraw_access_request)
        .service(handling::claim_access_request)
        .service(handling::release_access_request)
        .service(handling::hand_over_access_request)
        .service(handling::list_access_request_messages)
        .service(handling::send_access_request_message)
        .service(attachments::list_attachments)
        .service(attachments::add_attachment)
        .service(attachments::read_attachment)
        .service(attachments::withdraw_attachment);
}

/// List access requests.
///
/// One's own and those about oneself, those of an LBA's organisation, all of them for
/// Landssupporten and auditors. `queue=to_decide` gives those that wait for the caller and
/// `queue=at_desk` those of an LBA's organisation that wait for Landssupporten, those due first
/// first; all other lists begin with the newest.
#[utoipa::path(tag = "access requests", params(AccessRequestQuery), security(("session" = [])),
    responses(
        (status = 200, description = "A page of requests", body = Page<AccessRequestView>),
        ListProblems,
    ))]
#[get("/api/v1/access-requests")]
async fn list_access_requests(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<AccessRequestQuery>,
) -> Result<Listed<AccessRequestView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let filter = AccessRequestQuery {
            cursor: None,
            limit: None,
            ..query.clone()
        };
        let (cursor, caller) = (query.cursor.as_deref(), tx.caller().key());
        let start = Asked::read(cursor, query.limit, &caller, &filter)?;
        let scope = visible_requests(tx.caller());
        let page = listing::list(tx, &scope, &query, &start)?;
        let items = views::views(tx, &page.items)?;
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}

/// Read an access request.
///
/// What was asked, by whom and why, who can decide it and by when, and how it ended.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    params(("id" = AccessRequestId, Path, description = "The request")),
    responses(
        (status = 200, description = "The request", body = AccessRequestView),
        ReadProblems,
    ))]
#[get("/api/v1/access-requests/{id}")]
async fn read_access_request(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<AccessRequestId>,
) -> Result<Found<AccessRequestView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        let scope = visible_requests(tx.caller());
        let request = queries::get(tx, &scope, *id)?;
        views::view(tx, &request)
    });
    read.await.map(Found)
}

/// Ask for a role.
///
/// For oneself, as LBA for a user of one's organisation (a support request, when the role is
/// Landssupporten's to give), or as a program for the user it names. Who decides follows from the
/// role's rule.
#[utoipa::path(tag = "access requests", request_body = NewAccessRequest,
    security(("session" = []), ("program" = ["requests:create"])),
    params(
        DryRun,
        Idempotent,
    ),
    responses(
        (status = 201, description = "The request", body = AccessRequestView),
        (status = 200, description = "What would be, on a dry run", body = AccessRequestView),
        CreateProblems,
    ))]
#[post("/api/v1/access-requests")]
async fn submit_access_request(
    write: Write<NewAccessRequest>,
    database: web::Data<Database>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AccessRequestSubmitted);
    let submit = Submit::try_from(write.body)?;
    database
        .write(command, move |tx| {
            commands::submit_access_request(tx, &submit)
        })
        .await
}

/// Approve an access request.
///
/// As asked for or for a shorter time, never for more. The role is given (or taken) in the same
/// transaction. Never by who asked or whom it is about.
#[utoipa::path(tag = "access requests", security(("session" = [])), request_body = NewApproval,
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The approved request", body = AccessRequestView),
        ChangeProblems,
    ))]
#[post("/api/v1/access-requests/{id}/approval")]
async fn approve_access_request(
    write: Write<NewApproval>,
    database: web::Data<Database>,
    id: web::Path<AccessRequestId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AccessRequestApproved);
    let if_match = write.if_match;
    let approval = Approval::try_from(write.body)?;
    database
        .write(command, move |tx| {
            decisions::approve_access_request(tx, *id, &approval, if_match)
        })
        .await
}

/// Reject an access request.
///
/// With a reason that the requester reads. Never by who asked or whom it is about.
#[utoipa::path(tag = "access requests", security(("session" = [])), request_body = NewRejection,
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The rejected request", body = AccessRequestView),
        ChangeProblems,
    ))]
#[post("/api/v1/access-requests/{id}/rejection")]
async fn reject_access_request(
    write: Write<NewRejection>,
    database: web::Data<Database>,
    id: web::Path<AccessRequestId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AccessRequestRejected);
    let if_match = write.if_match;
    let because =
        Reason::parse(&write.body.reason).map_err(|code| Failure::field("/reason", code))?;
    database
        .write(command, move |tx| {
            decisions::reject_access_request(tx, *id, &because, if_match)
        })
        .await
}

/// Take an access request back.
///
/// By who sent it or whom it is about, while it is open.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The withdrawn request", body = AccessRequestView),
        ChangeProblems,
    ))]
#[post("/api/v1/access-requests/{id}/withdrawal")]
async fn withdraw_access_request(
    write: Write<Nothing>,
    database: web::Data<Database>,
    id: web::Path<AccessRequestId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AccessRequestWithdrawn);
    let if_match = write.if_match;
    database
        .write(command, move |tx| {
            decisions::withdraw_access_request(tx, *id, if_match)
        })
        .await
}
