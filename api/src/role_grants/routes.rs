//! HTTP operations on role grants.

use actix_web::{get, post, web};
use shared::{
    audit::AuditKind,
    id::RoleGrantId,
    page::Page,
    role_grant::{
        NewExtension, NewReactivation, NewRevocation, NewRoleGrant, RoleGrantQuery, RoleGrantView,
    },
    text::Reason,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    commands::{self, Grant},
    extending::{self, Extend},
    queries, views, waking,
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
    lookups::view::may_read_rights,
    policy::{lookups::rights_in_view, scope::visible_grants},
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_role_grants)
        .service(read_role_grant)
        .service(grant_role)
        .service(revoke_role)
        .service(extend_role)
        .service(reactivate_role);
}

/// List role grants.
///
/// Newest first: one's own, those of an LBA's organisation, all of them for Landssupporten and
/// auditors. Ended and revoked grants are listed too, unless `as_of`, `expiring_before` or
/// `dormant_before` says otherwise; with these two the first to end, or to fall asleep, comes first.
#[utoipa::path(tag = "role grants", params(RoleGrantQuery), security(("session" = [])),
    responses(
        (status = 200, description = "A page of grants", body = Page<RoleGrantView>),
        ListProblems,
    ))]
#[get("/api/v1/role-grants")]
async fn list_role_grants(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<RoleGrantQuery>,
) -> Result<Listed<RoleGrantView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let filter = RoleGrantQuery {
            cursor: None,
            limit: None,
            ..query.clone()
        };
        let start = Asked::read(
            query.cursor.as_deref(),
            query.limit,
            &tx.caller().key(),
            &filter,
        )?;
        let view = rights_in_view(tx.caller());
        let page = queries::list(tx, &view, &query, &start)?;
        let items = views::views(tx, &page.items)?;
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}

/// Read a role grant.
///
/// Who holds it, where, from when until when, by whose decision, and how it was taken away.
#[utoipa::path(tag = "role grants", security(("session" = [])),
    params(("id" = RoleGrantId, Path, description = "The grant")),
    responses(
        (status = 200, description = "The grant", body = RoleGrantView),
        ReadProblems,
    ))]
#[get("/api/v1/role-grants/{id}")]
async fn read_role_grant(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<RoleGrantId>,
) -> Result<Found<RoleGrantView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        let scope = visible_grants(tx.caller());
        let grant = queries::get(tx, &scope, *id)?;
        may_read_rights(tx, grant.user, grant.holder_organisation)?;
        views::view(tx, &grant)
    });
    read.await.map(Found)
}

/// Give a role.
///
/// Directly, without a request: by the LBA of the user's organisation when the role's rule says
/// `lba`, by Landssupporten when it says `landssupport`. Never to oneself.
#[utoipa::path(tag = "role grants", security(("session" = [])), request_body = NewRoleGrant,
    params(
        DryRun,
        Idempotent,
    ),
    responses(
        (status = 201, description = "The grant", body = RoleGrantView),
        (status = 200, description = "What would be, on a dry run", body = RoleGrantView),
        CreateProblems,
    ))]
#[post("/api/v1/role-grants")]
async fn grant_role(
    write: Write<NewRoleGrant>,
    database: web::Data<Database>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::RoleGranted);
    let new = Grant::try_from(write.body)?;
    database
        .write(command, move |tx| commands::grant_role(tx, &new))
        .await
}

/// Take a role away.
///
/// By whom the role's rule names, never from oneself, never an organisation's last LBA. The grant
/// stays readable with who took it, when and why.
#[utoipa::path(tag = "role grants", security(("session" = [])), request_body = NewRevocation,
    params(
        ("id" = RoleGrantId, Path, description = "The grant"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The grant, taken away", body = RoleGrantView),
        ChangeProblems,
    ))]
#[post("/api/v1/role-grants/{id}/revocation")]
async fn revoke_role(
    write: Write<NewRevocation>,
    database: web::Data<Database>,
    id: web::Path<RoleGrantId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::RoleRevoked);
    let because =
        Reason::parse(&write.body.reason).map_err(|code| Failure::field("/reason", code))?;
    let if_match = write.if_match;
    database
        .write(command, move |tx| {
            commands::revoke_role(tx, *id, &because, if_match)
        })
        .await
}

/// Give a dated grant a later end.
///
/// By whoever may give the role, never for oneself: the holder asks for it by an access request
/// instead. A new grant takes the place of this one, which stays readable and says by which. Never
/// for longer than the role allows from now on.
#[utoipa::path(tag = "role grants", security(("session" = [])), request_body = NewExtension,
    params(
        ("id" = RoleGrantId, Path, description = "The grant"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 201, description = "The grant that holds from now on", body = RoleGrantView),
        (status = 200, description = "What would be, on a dry run", body = RoleGrantView),
        ChangeProblems,
    ))]
#[post("/api/v1/role-grants/{id}/extension")]
async fn extend_role(
    write: Write<NewExtension>,
    database: web::Data<Database>,
    id: web::Path<RoleGrantId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::RoleExtended);
    let extend = Extend::try_from(write.body)?;
    let if_match = write.if_match;
    database
        .write(command, move |tx| {
            extending::extend_role(tx, *id, &extend, if_match)
        })
        .await
}

/// Wake a role that has fallen asleep.
///
/// A role that says so falls asleep when it is not used for so many days: it is not in effect, and
/// not taken away. Whoever may give the role wakes it, never for oneself.
#[utoipa::path(tag = "role grants", security(("session" = [])), request_body = NewReactivation,
    params(
        ("id" = RoleGrantId, Path, description = "The grant"),
        DryRun,
        Versioned,
        Idempotent,
    ),
    responses(
        (status = 200, description = "The grant, awake", body = RoleGrantView),
        ChangeProblems,
    ))]
#[post("/api/v1/role-grants/{id}/reactivate")]
async fn reactivate_role(
    write: Write<NewReactivation>,
    database: web::Data<Database>,
    id: web::Path<RoleGrantId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::RoleReactivated);
    let because =
        Reason::parse(&write.body.reason).map_err(|code| Failure::field("/reason", code))?;
    let if_match = write.if_match;
    database
        .write(command, move |tx| {
            waking::reactivate_role(tx, *id, &because, if_match)
        })
        .await
}
