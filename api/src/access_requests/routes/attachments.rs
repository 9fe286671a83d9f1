//! HTTP operations on files attached to requests.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{CACHE_CONTROL, HeaderValue},
    post, web,
};
use shared::{
    access_request::AccessRequestView,
    attachment::{AttachmentList, AttachmentView, NewAttachment},
    audit::AuditKind,
    id::{AccessRequestId, AttachmentId},
    problem::Problem,
};

use super::super::{
    attachments::{commands, new_file::NewFile, queries as attached},
    queries,
};
use crate::{
    config::Config,
    db::{Database, Failure, idempotency::Answer},
    http::{
        answers::{CreateProblems, DryRun, Idempotent, ReadProblems},
        body::{
            Nothing, Write,
            file::{self, FileContent},
        },
        download::Download,
        request::{Asker, not_from_elsewhere},
    },
    policy::scope::visible_requests,
};

/// List the files attached to an access request.
///
/// Without their content, for everybody who sees the request; and how much may be attached.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    params(("id" = AccessRequestId, Path, description = "The request")),
    responses((status = 200, description = "The files, on one page", body = AttachmentList),
        ReadProblems))]
#[get("/api/v1/access-requests/{id}/attachments")]
pub(super) async fn list_attachments(
    asker: Asker,
    database: web::Data<Database>,
    config: web::Data<Config>,
    id: web::Path<AccessRequestId>,
) -> Result<HttpResponse, Failure> {
    let limits = config.attachments;
    let list = database.read(asker.0, move |tx| {
        let scope = visible_requests(tx.caller());
        attached::list(tx, &scope, *id, limits)
    });
    let no_store = (CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(HttpResponse::Ok().insert_header(no_store).json(list.await?))
}

/// Attach a file to an access request.
///
/// The file is the body as it is: a PDF, PNG or JPEG by its content and its name, of the size that
/// the list of files tells. By those who write in the request's thread, while it is open and lies
/// with Landssupporten.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        NewAttachment,
        Idempotent,
    ),
    request_body(description = "The file", content(
        (FileContent = "application/pdf"),
        (FileContent = "image/png"),
        (FileContent = "image/jpeg"),
    )),
    responses(
        (status = 201, description = "The file's description", body = AttachmentView),
        (status = 200, description = "What would be, on a dry run", body = AttachmentView),
        CreateProblems,
    ))]
#[post("/api/v1/access-requests/{id}/attachments")]
pub(super) async fn add_attachment(
    (request, payload): (HttpRequest, web::Payload),
    query: web::Query<NewAttachment>,
    (database, config): (web::Data<Database>, web::Data<Config>),
    id: web::Path<AccessRequestId>,
) -> Result<Answer, Failure> {
    in_sight(&database, Asker::of(&request)?, *id).await?;
    let (new, limits) = (query.into_inner(), config.attachments);
    let most = limits.bytes_in_memory();
    let write = file::receive(&request, payload, most, new.dry_run).await?;
    let command = write.command(AuditKind::AttachmentAdded);
    let file = NewFile::parse(&new.filename, write.body, limits)?;
    database
        .write(command, move |tx| {
            commands::add_attachment(tx, *id, &file, limits)
        })
        .await
}

/// Nobody has us take in a file for a request that they do not see.
async fn in_sight(database: &Database, asker: Asker, id: AccessRequestId) -> Result<(), Failure> {
    let seen = database.read(asker.0, move |tx| {
        let scope = visible_requests(tx.caller());
        queries::get(tx, &scope, id).map(drop)
    });
    seen.await
}

/// Download a file attached to an access request.
///
/// By everybody who sees the request. The audit log of the subject's organisation tells who did.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        ("attachment_id" = AttachmentId, Path, description = "The file"),
    ),
    responses(
        (status = 200, description = "The file, to be kept and not shown", content(
            (FileContent = "application/pdf"),
            (FileContent = "image/png"),
            (FileContent = "image/jpeg"),
        )),
        (status = 403, description = "The login is too weak, or another site had the browser ask",
            body = Problem, content_type = "application/problem+json"),
        ReadProblems,
    ))]
#[get("/api/v1/access-requests/{id}/attachments/{attachment_id}")]
pub(super) async fn read_attachment(
    request: HttpRequest,
    asker: Asker,
    database: web::Data<Database>,
    path: web::Path<(AccessRequestId, AttachmentId)>,
) -> Result<Download, Failure> {
    not_from_elsewhere(&request)?;
    let (id, attachment) = path.into_inner();
    database
        .write_plain(asker.0, AuditKind::AttachmentRead, move |tx| {
            commands::read_attachment(tx, id, attachment)
        })
        .await
}

/// Take a file back.
///
/// By who attached it, while the request is open and no other handles it. The content is deleted;
/// the audit log keeps that there was a file, and its hash.
#[utoipa::path(tag = "access requests", security(("session" = [])),
    params(
        ("id" = AccessRequestId, Path, description = "The request"),
        ("attachment_id" = AttachmentId, Path, description = "The file"),
        DryRun,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The request without the file", body = AccessRequestView),
        CreateProblems,
    ))]
#[post("/api/v1/access-requests/{id}/attachments/{attachment_id}/withdrawal")]
pub(super) async fn withdraw_attachment(
    write: Write<Nothing>,
    database: web::Data<Database>,
    path: web::Path<(AccessRequestId, AttachmentId)>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AttachmentTakenBack);
    let (id, attachment) = path.into_inner();
    database
        .write(command, move |tx| {
            commands::withdraw_attachment(tx, id, attachment)
        })
        .await
}
