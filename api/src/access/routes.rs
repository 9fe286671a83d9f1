//! The operations of access checks.

use actix_web::{Either, get, post, web};
use shared::{
    access::{
        Evaluation, EvaluationContext, EvaluationDecision, EvaluationDecisions, Evaluations,
        EvaluationsSemantic,
    },
    id::UserId,
    page::Page,
    problem::{Problem, ProblemKind},
    role_grant::{EffectiveRole, EffectiveRoleQuery},
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    Checker, effective,
    questions::{filled, question},
};
use crate::{
    db::{Context, Database, Failure, caller::Credential},
    http::{body::Body, reply::Listed, request::Asker},
    lookups::view::may_read_rights,
    policy::{self, scope::visible_users},
    users,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(evaluate_access)
        .service(evaluate_access_list)
        .service(list_effective_roles);
}

fn decided(held: bool) -> EvaluationDecision {
    EvaluationDecision {
        decision: held,
        context: (!held).then(|| EvaluationContext {
            reason: "no-grant".to_owned(),
        }),
    }
}

/// The program that asks, by a token with the scope; its registration is looked at by the
/// statement that answers. Everybody else is told why not.
async fn asking_program(context: Context, database: &Database) -> Result<String, Failure> {
    match context.credential {
        Credential::Program { client, scopes } => {
            policy::programs::may_check(&scopes)?;
            Ok(client)
        }
        Credential::Session(_) | Credential::System(_) | Credential::None => {
            let check = |tx: &mut crate::db::ReadTx<'_>| {
                policy::programs::check_access(tx.caller())?;
                Err(ProblemKind::Unauthenticated.into())
            };
            database.read(context, check).await
        }
    }
}

/// The decisions, as far as the semantics want them. All are asked for at once.
async fn answers(
    checker: &Checker,
    client: &str,
    evaluations: Vec<Evaluation>,
    semantic: EvaluationsSemantic,
) -> Result<Vec<EvaluationDecision>, Failure> {
    let waiting: Vec<_> = evaluations
        .into_iter()
        .map(|one| checker.ask(question(client, one)))
        .collect::<Result<_, _>>()?;
    let mut decisions = Vec::with_capacity(waiting.len());
    for one in waiting {
        let held = one.answer().await?;
        decisions.push(decided(held));
        let last = match semantic {
            EvaluationsSemantic::ExecuteAll => false,
            EvaluationsSemantic::DenyOnFirstDeny => !held,
            EvaluationsSemantic::PermitOnFirstPermit => held,
        };
        if last {
            break;
        }
    }
    Ok(decisions)
}

/// Ask whether a person has a role
///
/// AuthZEN Authorization API 1.0. Subject: type `user`, id a user id or
/// `CVR:<8 digits>-UUID:<professional uuid>`; action `have`; resource: type `role`, id a role key,
/// with `organisation_id` or `cvr` among its properties when it must be held there, and `unit`, a
/// P-number, when it is wanted for that unit: what is limited to a unit is held for it alone, and
/// what is not, for every registered unit of the organisation. The answer is
/// yes when a grant is in effect at this moment and the user is active. A no never tells why.
#[utoipa::path(
    tag = "access", operation_id = "evaluate_access",
    security(("program" = ["access:check"])), request_body = Evaluation,
    responses(
        (status = 200, description = "The decision", body = EvaluationDecision),
        (status = 400, description = "The body cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token does not allow it, or a person asks", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A part is missing or of another type", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The check cannot be made right now", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/access/v1/evaluation")]
async fn evaluate_access(
    asker: Asker,
    database: web::Data<Database>,
    checker: web::Data<Checker>,
    body: Body<Evaluation>,
) -> Result<web::Json<EvaluationDecision>, Failure> {
    let client = asking_program(asker.0, &database).await?;
    let held = checker.ask(question(&client, body.0))?.answer().await?;
    Ok(web::Json(decided(held)))
}

/// Ask several such questions at once
///
/// AuthZEN Authorization API 1.0: up to 50 evaluations, each filled up with what is said once for
/// all of them. Decisions come in the questions' order; with the semantics `deny_on_first_deny`
/// or `permit_on_first_permit` they end with the first such. Without evaluations it is one
/// question, answered as one.
#[utoipa::path(
    tag = "access", operation_id = "evaluate_access_list",
    security(("program" = ["access:check"])), request_body = Evaluations,
    responses(
        (status = 200, description = "The decisions", body = EvaluationDecisions),
        (status = 400, description = "The body cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token does not allow it, or a person asks", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A part is missing, of another type, or there are too many", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The check cannot be made right now", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/access/v1/evaluations")]
async fn evaluate_access_list(
    asker: Asker,
    database: web::Data<Database>,
    checker: web::Data<Checker>,
    body: Body<Evaluations>,
) -> Result<Either<web::Json<EvaluationDecisions>, web::Json<EvaluationDecision>>, Failure> {
    let client = asking_program(asker.0, &database).await?;
    let several = !body.0.evaluations.is_empty();
    let semantic = body.0.options.unwrap_or_default().evaluations_semantic;
    let evaluations = answers(&checker, &client, filled(body.0)?, semantic).await?;
    match evaluations.first() {
        Some(one) if !several => Ok(Either::Right(web::Json(one.clone()))),
        Some(_) | None => Ok(Either::Left(web::Json(EvaluationDecisions { evaluations }))),
    }
}

/// The roles a user has
///
/// Those in effect now, or at the moment `as_of`: begun, not ended, not revoked by then, the user
/// active.
#[utoipa::path(
    tag = "users", operation_id = "list_effective_roles", security(("session" = [])),
    params(("id" = UserId, Path, description = "The user"), EffectiveRoleQuery),
    responses(
        (status = 200, description = "The roles, by key", body = Page<EffectiveRole>),
        (status = 400, description = "The query cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not logged in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such user, or none the caller may see", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A query field is not known", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database does not answer", body = Problem, content_type = "application/problem+json"),
    ))]
#[get("/api/v1/users/{id}/effective-roles")]
async fn list_effective_roles(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<UserId>,
    query: web::Query<EffectiveRoleQuery>,
) -> Result<Listed<EffectiveRole>, Failure> {
    let (id, as_of) = (id.into_inner(), query.as_of);
    let list = database.list(asker.0, move |tx| {
        let scope = visible_users(tx.caller());
        let user = users::queries::get(tx, &scope, id)?;
        may_read_rights(tx, user.id, user.home())?;
        let items = effective::list(tx, &user, as_of)?;
        Ok(Page {
            items,
            next_cursor: None,
        })
    });
    list.await.map(Listed)
}
