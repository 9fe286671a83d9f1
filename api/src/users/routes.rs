//! HTTP operations on users.

use actix_web::{get, patch, post, web};
use shared::{
    audit::AuditKind,
    id::UserId,
    page::Page,
    text::Reason,
    user::{AssignableRole, ChangeUser, ChangeUserStatus, NewUser, UserQuery, UserView},
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    assignable,
    commands::{self, Amend, Create},
    listing, queries, status, views,
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
    policy::scope::visible_users,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_users)
        .service(read_user)
        .service(list_assignable_roles)
        .service(create_user)
        .service(change_user)
        .service(deactivate_user)
        .service(reactivate_user);
}

/// List users.
///
/// By name, as Danes sort: the users of an LBA's organisation, all of them for Landssupporten and
/// auditors, otherwise just oneself.
#[utoipa::path(tag = "users", params(UserQuery), security(("session" = [])),
    responses((status = 200, description = "A page of users", body = Page<UserView>), ListProblems))]
#[get("/api/v1/users")]
async fn list_users(
    asker: Asker,
    database: web::Data<Database>,
    query: web::Query<UserQuery>,
) -> Result<Listed<UserView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let filter = UserQuery {
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
        let scope = visible_users(tx.caller());
        listing::list(tx, &scope, &query, &start)
    });
    list.await.map(Listed)
}

/// Read a user.
///
/// Who they are, which roles are in effect, and what the caller may do with them.
#[utoipa::path(tag = "users", security(("session" = [])),
    params(("id" = UserId, Path, description = "The user")),
    responses((status = 200, description = "The user", body = UserView), ReadProblems))]
#[get("/api/v1/users/{id}")]
async fn read_user(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<UserId>,
) -> Result<Found<UserView>, Failure> {
    let read = database.read(asker.0, move |tx| {
        let scope = visible_users(tx.caller());
        let user = queries::get(tx, &scope, *id)?;
        may_read_rights(tx, user.id, user.home())?;
        views::view(tx, &user)
    });
    read.await.map(Found)
}

/// List a user's assignable roles.
///
/// Every role that a user of this kind of organisation may hold, each with whether the caller may
/// give it or ask for it, and if not, why and what to do instead.
#[utoipa::path(tag = "users", security(("session" = [])),
    params(("id" = UserId, Path, description = "The user")),
    responses((status = 200, description = "The roles, on one page", body = Page<AssignableRole>),
        ReadProblems))]
#[get("/api/v1/users/{id}/assignable-roles")]
async fn list_assignable_roles(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<UserId>,
) -> Result<Listed<AssignableRole>, Failure> {
    let list = database.list(asker.0, move |tx| {
        let scope = visible_users(tx.caller());
        let user = queries::get(tx, &scope, *id)?;
        may_read_rights(tx, user.id, user.home())?;
        Ok(Page {
            items: assignable::list(tx, &user)?,
            next_cursor: None,
        })
    });
    list.await.map(Listed)
}

/// Create a user.
///
/// In one's own organisation, as its LBA. Without a professional UUID the user is recognised at
/// the first login by CVR number and e-mail address.
#[utoipa::path(tag = "users", security(("session" = [])), request_body = NewUser,
    params(DryRun, Idempotent),
    responses(
        (status = 201, description = "The user", body = UserView),
        (status = 200, description = "What would be, on a dry run", body = UserView),
        CreateProblems,
    ))]
#[post("/api/v1/users")]
async fn create_user(
    write: Write<NewUser>,
    database: web::Data<Database>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::UserCreated);
    let create = Create::try_from(write.body)?;
    database
        .write(command, move |tx| commands::create_user(tx, &create))
        .await
}

/// Change a user's name or e-mail address.
///
/// As LBA of the user's organisation, never one's own.
#[utoipa::path(tag = "users", security(("session" = [])), request_body = ChangeUser,
    params(("id" = UserId, Path, description = "The user"), DryRun, Versioned),
    responses((status = 200, description = "The changed user", body = UserView), ChangeProblems))]
#[patch("/api/v1/users/{id}")]
async fn change_user(
    write: Write<ChangeUser>,
    database: web::Data<Database>,
    id: web::Path<UserId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::UserChanged);
    let if_match = write.if_match;
    let amend = Amend::try_from(write.body)?;
    database
        .write(command, move |tx| {
            commands::change_user(tx, *id, &amend, if_match)
        })
        .await
}

/// Deactivate a user.
///
/// Their sessions end and their roles count no more, until they are reactivated. Never oneself,
/// never an organisation's last LBA.
#[utoipa::path(tag = "users", security(("session" = [])), request_body = ChangeUserStatus,
    params(("id" = UserId, Path, description = "The user"), DryRun, Versioned, Idempotent),
    responses((status = 200, description = "The deactivated user", body = UserView),
        ChangeProblems))]
#[post("/api/v1/users/{id}/deactivation")]
async fn deactivate_user(
    write: Write<ChangeUserStatus>,
    database: web::Data<Database>,
    id: web::Path<UserId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::UserDeactivated);
    let (because, if_match) = (reason(&write.body)?, write.if_match);
    database
        .write(command, move |tx| {
            status::deactivate_user(tx, *id, &because, if_match)
        })
        .await
}

/// Reactivate a user.
///
/// With the roles that have not ended meanwhile.
#[utoipa::path(tag = "users", security(("session" = [])), request_body = ChangeUserStatus,
    params(("id" = UserId, Path, description = "The user"), DryRun, Versioned, Idempotent),
    responses((status = 200, description = "The reactivated user", body = UserView),
        ChangeProblems))]
#[post("/api/v1/users/{id}/reactivation")]
async fn reactivate_user(
    write: Write<ChangeUserStatus>,
    database: web::Data<Database>,
    id: web::Path<UserId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::UserReactivated);
    let (because, if_match) = (reason(&write.body)?, write.if_match);
    database
        .write(command, move |tx| {
            status::reactivate_user(tx, *id, &because, if_match)
        })
        .await
}

fn reason(change: &ChangeUserStatus) -> Result<Reason, Failure> {
    Reason::parse(&change.reason).map_err(|code| Failure::field("/reason", code))
}
