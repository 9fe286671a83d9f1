//! HTTP operations that give an organisation its first LBA (G11).

use actix_web::{get, post, web};
use shared::{
    audit::AuditKind,
    id::{LbaAppointmentId, OrganisationId},
    lba_appointment::{
        LbaAppointmentQuery, LbaAppointmentView, NewAppointmentRejection, NewLbaAppointment,
    },
    page::Page,
    role_grant::RoleGrantView,
    text::Reason,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    by_law,
    commands::{self, Proposal},
    decisions, queries, views,
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
    policy::scope::visible_appointments,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(claim_lba_role)
        .service(list_lba_appointments)
        .service(read_lba_appointment)
        .service(propose_lba_appointment)
        .service(confirm_lba_appointment)
        .service(reject_lba_appointment)
        .service(withdraw_lba_appointment);
}

/// Become the first LBA of one's own company.
///
/// When the login proves the right to represent the company, and it has no LBA. The only way in
/// which somebody gives themself a right: everybody who may represent the company is told.
#[utoipa::path(tag = "first LBA", security(("session" = [])),
    params(
        ("id" = OrganisationId, Path, description = "The company"),
        DryRun,
        Idempotent,
    ),
    responses(
        (status = 201, description = "The grant", body = RoleGrantView),
        (status = 200, description = "What would be, on a dry run", body = RoleGrantView),
        CreateProblems,
    ))]
#[post("/api/v1/organisations/{id}/lba-claim")]
async fn claim_lba_role(
    write: Write<Nothing>,
    database: web::Data<Database>,
    id: web::Path<OrganisationId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::LbaRoleClaimed);
    database
        .write(command, move |tx| by_law::claim_lba_role(tx, *id))
        .await
}

/// List appointments of first LBAs.
///
/// Newest first, for Landssupporten and auditors.
#[utoipa::path(tag = "first LBA", params(LbaAppointmentQuery), security(("session" = [])),
    responses(
        (status = 200, description = "A page of appointments", body = Page<LbaAppointmentView>),
        ListProblems,
    ))]
#[get("/api/v1/lba-appointments")]
async fn list_lba_appointments(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<LbaAppointmentQuery>,
) -> Result<Listed<LbaAppointmentView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let filter = (query.state, query.organisation_id);
        let (cursor, caller) = (query.cursor.as_deref(), tx.caller().key());
        let start = Asked::read(cursor, query.limit, &caller, &filter)?;
        let scope = visible_appointments(tx.caller());
        let page = queries::list(tx, &scope, &query, &start)?;
        Ok(Page {
            items: views::views(tx, &page.items)?,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}

/// Read the appointment of a first LBA.
///
/// Who proposed whom, on what evidence, and how it ended.
#[utoipa::path(tag = "first LBA", security(("session" = [])),
    params(("id" = LbaAppointmentId, Path, description = "The appointment")),
    responses(
        (status = 200, description = "The appointment", body = LbaAppointmentView),
        ReadProblems,
    ))]
#[get("/api/v1/lba-appointments/{id}")]
async fn read_lba_appointment(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<LbaAppointmentId>,
) -> Result<Found<LbaAppointmentView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        let scope = visible_appointments(tx.caller());
        let appointment = queries::get(tx, &scope, *id)?;
        views::view(tx, &appointment)
    });
    read.await.map(Found)
}

/// Propose an organisation's first LBA.
///
/// By one of Landssupporten's, of a user of an organisation that has no LBA, with the evidence.
/// Nothing is given before another of Landssupporten's has confirmed it.
#[utoipa::path(tag = "first LBA", security(("session" = [])), request_body = NewLbaAppointment,
    params(DryRun, Idempotent),
    responses(
        (status = 201, description = "The appointment", body = LbaAppointmentView),
        (status = 200, description = "What would be, on a dry run", body = LbaAppointmentView),
        CreateProblems,
    ))]
#[post("/api/v1/lba-appointments")]
async fn propose_lba_appointment(
    write: Write<NewLbaAppointment>,
    database: web::Data<Database>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::LbaAppointmentProposed);
    let proposal = Proposal::try_from(write.body)?;
    database
        .write(command, move |tx| commands::propose(tx, &proposal))
        .await
}

/// Confirm an organisation's first LBA.
///
/// By one of Landssupporten's who did not propose it and whom it is not about. The role is given in
/// the same transaction; the user's own request for it, if there is one, is approved.
#[utoipa::path(tag = "first LBA", security(("session" = [])),
    params(
        ("id" = LbaAppointmentId, Path, description = "The appointment"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The confirmed appointment", body = LbaAppointmentView),
        ChangeProblems,
    ))]
#[post("/api/v1/lba-appointments/{id}/confirmation")]
async fn confirm_lba_appointment(
    write: Write<Nothing>,
    database: web::Data<Database>,
    id: web::Path<LbaAppointmentId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::LbaAppointmentConfirmed);
    let if_match = write.if_match;
    database
        .write(command, move |tx| decisions::confirm(tx, *id, if_match))
        .await
}

/// Reject an organisation's first LBA.
///
/// By one of Landssupporten's who did not propose it, with a reason for who did. The user's own
/// request, if there is one, stays open.
#[utoipa::path(tag = "first LBA", security(("session" = [])),
    request_body = NewAppointmentRejection,
    params(
        ("id" = LbaAppointmentId, Path, description = "The appointment"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The rejected appointment", body = LbaAppointmentView),
        ChangeProblems,
    ))]
#[post("/api/v1/lba-appointments/{id}/rejection")]
async fn reject_lba_appointment(
    write: Write<NewAppointmentRejection>,
    database: web::Data<Database>,
    id: web::Path<LbaAppointmentId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::LbaAppointmentRejected);
    let if_match = write.if_match;
    let because =
        Reason::parse(&write.body.reason).map_err(|code| Failure::field("/reason", code))?;
    database
        .write(command, move |tx| {
            decisions::reject(tx, *id, &because, if_match)
        })
        .await
}

/// Take the proposal of a first LBA back.
///
/// By who made it, while it waits.
#[utoipa::path(tag = "first LBA", security(("session" = [])),
    params(
        ("id" = LbaAppointmentId, Path, description = "The appointment"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The withdrawn appointment", body = LbaAppointmentView),
        ChangeProblems,
    ))]
#[post("/api/v1/lba-appointments/{id}/withdrawal")]
async fn withdraw_lba_appointment(
    write: Write<Nothing>,
    database: web::Data<Database>,
    id: web::Path<LbaAppointmentId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::LbaAppointmentWithdrawn);
    let if_match = write.if_match;
    database
        .write(command, move |tx| decisions::withdraw(tx, *id, if_match))
        .await
}
