//! HTTP operations on agreements with providers.

use actix_web::{get, post, web};
use shared::{
    agreement::{
        AgreementQuery, AgreementView, NewAgreement, NewAgreementEnd, NewAgreementGrant,
        NewAgreementLimit,
    },
    audit::AuditKind,
    id::AgreementId,
    page::Page,
    role_grant::RoleGrantView,
    text::Reason,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    commands::{self, Record},
    ending::{self, Limit},
    giving::{self, Give},
    queries, views,
};
use crate::{
    db::{Database, Failure, cursor::Asked, idempotency::Answer},
    http::{
        answers::{
            ChangeProblems, CreateProblems, DryRun, Idempotent, ListProblems, ReadProblems,
            Versioned,
        },
        body::Write,
        reply::{Found, Listed},
        request::Asker,
    },
    policy::scope::visible_agreements,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_agreements)
        .service(read_agreement)
        .service(record_agreement)
        .service(end_agreement)
        .service(limit_agreement)
        .service(grant_under_agreement);
}

/// List agreements with providers.
///
/// The newest first: those that an LBA's organisation is a party to; all of them for
/// Landssupporten, auditors and system administrators.
#[utoipa::path(tag = "agreements", params(AgreementQuery), security(("session" = [])),
    responses((status = 200, description = "A page of agreements", body = Page<AgreementView>),
        ListProblems))]
#[get("/api/v1/agreements")]
async fn list_agreements(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<AgreementQuery>,
) -> Result<Listed<AgreementView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let key = tx.caller().key();
        let filter = &query.organisation_id;
        let start = Asked::read(query.cursor.as_deref(), query.limit, &key, filter)?;
        let scope = visible_agreements(tx.caller());
        let page = queries::list(tx, &scope, &query, &start)?;
        let items = views::views(tx, &page.items)?;
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}

/// Read an agreement with a provider.
///
/// Its parties, its dates, and how it was ended. Who holds what under it is in the list of grants.
#[utoipa::path(tag = "agreements", security(("session" = [])),
    params(("id" = AgreementId, Path, description = "The agreement")),
    responses((status = 200, description = "The agreement", body = AgreementView), ReadProblems))]
#[get("/api/v1/agreements/{id}")]
async fn read_agreement(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<AgreementId>,
) -> Result<Found<AgreementView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        let scope = visible_agreements(tx.caller());
        let agreement = queries::get(tx, &scope, *id)?;
        views::view(tx, &agreement)
    });
    read.await.map(Found)
}

/// Record an agreement with a provider.
///
/// By the LBA of the kommune or jobcentre that the provider works for, or by Landssupporten. Roles
/// may then be given to the provider's staff there, until it ends.
#[utoipa::path(tag = "agreements", security(("session" = [])), request_body = NewAgreement,
    params(DryRun, Idempotent),
    responses(
        (status = 201, description = "The agreement", body = AgreementView),
        (status = 200, description = "What would be, on a dry run", body = AgreementView),
        CreateProblems,
    ))]
#[post("/api/v1/agreements")]
async fn record_agreement(
    write: Write<NewAgreement>,
    database: web::Data<Database>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AgreementRecorded);
    let record = Record::try_from(write.body)?;
    let written = database.write(command, move |tx| commands::record_agreement(tx, &record));
    written.await
}

/// End an agreement.
///
/// At this moment, by those who may record it. Every role held under it is taken in the same
/// transaction, and both parties are told.
#[utoipa::path(tag = "agreements", security(("session" = [])), request_body = NewAgreementEnd,
    params(("id" = AgreementId, Path, description = "The agreement"), DryRun, Versioned, Idempotent),
    responses((status = 200, description = "The agreement, ended", body = AgreementView),
        ChangeProblems))]
#[post("/api/v1/agreements/{id}/ending")]
async fn end_agreement(
    write: Write<NewAgreementEnd>,
    database: web::Data<Database>,
    id: web::Path<AgreementId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AgreementEnded);
    let because =
        Reason::parse(&write.body.reason).map_err(|code| Failure::field("/reason", code))?;
    let if_match = write.if_match;
    let written = database.write(command, move |tx| {
        ending::end_agreement(tx, *id, &because, if_match)
    });
    written.await
}

/// Bring an agreement's end forward.
///
/// By those who may record it; it is never put off, which is a new agreement. Roles held under it
/// for longer end with it.
#[utoipa::path(tag = "agreements", security(("session" = [])), request_body = NewAgreementLimit,
    params(("id" = AgreementId, Path, description = "The agreement"), DryRun, Versioned, Idempotent),
    responses((status = 200, description = "The agreement, with its new end", body = AgreementView),
        ChangeProblems))]
#[post("/api/v1/agreements/{id}/limit")]
async fn limit_agreement(
    write: Write<NewAgreementLimit>,
    database: web::Data<Database>,
    id: web::Path<AgreementId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::AgreementLimited);
    let limit = Limit::try_from(write.body)?;
    let if_match = write.if_match;
    let written = database.write(command, move |tx| {
        ending::limit_agreement(tx, *id, &limit, if_match)
    });
    written.await
}

/// Give a role under an agreement.
///
/// To one of the provider's staff, at the kommune or jobcentre that it works for; by whom the
/// role's rule names there. It begins and ends within the agreement.
#[utoipa::path(tag = "agreements", security(("session" = [])), request_body = NewAgreementGrant,
    params(("id" = AgreementId, Path, description = "The agreement"), DryRun, Idempotent),
    responses(
        (status = 201, description = "The grant", body = RoleGrantView),
        (status = 200, description = "What would be, on a dry run", body = RoleGrantView),
        CreateProblems,
    ))]
#[post("/api/v1/agreements/{id}/role-grants")]
async fn grant_under_agreement(
    write: Write<NewAgreementGrant>,
    database: web::Data<Database>,
    id: web::Path<AgreementId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::RoleGranted);
    let give = Give::try_from(write.body)?;
    let written = database.write(command, move |tx| {
        giving::grant_under_agreement(tx, *id, &give)
    });
    written.await
}
