//! Who is logged in, and what they may do.

use actix_web::{HttpResponse, get, http::header::CACHE_CONTROL, web};
use shared::{
    Timestamp,
    id::OrganisationId,
    organisation::OrganisationRef,
    problem::Problem,
    session::{AllowedAction, HeldRole, Me, MeUser},
};

use crate::{
    access_requests,
    db::{Database, Failure, ReadTx},
    domain::{
        caller::{Caller, Capability, Home, Person},
        facts::OrganisationFacts,
    },
    http::{allowed::allowed, request::Asker},
    organisations::{self, lbas::Coverage},
    policy::{
        overview::{self, OverviewFacts},
        scope,
    },
    role_grants, roles, users,
};

/// Who is logged in.
///
/// The user, the roles in effect, what they administer, and what they may do at all. Also for
/// a person without any role.
#[utoipa::path(tag = "session", operation_id = "read_me", security(("session" = [])),
    responses(
        (status = 200, description = "Who is logged in", body = Me),
        (status = 401, description = "Nobody is logged in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A program asks", body = Problem, content_type = "application/problem+json"),
    ))]
#[get("/api/v1/me")]
pub(super) async fn read_me(
    asker: Asker,
    database: web::Data<Database>,
) -> Result<HttpResponse, Failure> {
    let me = database.read(asker.0, me).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(me))
}

fn me(tx: &mut ReadTx<'_>) -> Result<Me, Failure> {
    let caller = tx.caller().clone();
    let person = overview::person(&caller)?;
    let home = &person.home;
    let to_decide = match scope::decidable_requests(&caller) {
        Some(scope) => access_requests::queries::count_decidable(tx, &scope)?,
        None => 0,
    };
    let lbas = lbas(tx, home.id)?;
    let allowed_actions = allowed_actions(tx, &caller, home, lbas.count)?;
    let soon = tx.now().plus_days(DAYS_BEFORE_THE_END);
    let (own_expiring, expiring) =
        role_grants::queries::count_expiring(tx, &scope::visible_grants(&caller), soon)?;
    Ok(Me {
        user: user(person),
        roles: roles_of(person),
        administers: person.administers(),
        administers_units: person.administers_units(),
        administration: home.administration,
        landssupport: person.can(Capability::Landssupport),
        may_represent: person.may_represent,
        to_decide,
        organisation_has_lba: lbas.count > 0,
        lbas: lbas.count,
        lbas_until: lbas.until,
        own_expiring,
        expiring,
        allowed_actions,
    })
}

/// The parts of the application, each with whether it is open to the caller.
fn allowed_actions(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    home: &Home,
    lbas: i64,
) -> Result<Vec<AllowedAction>, Failure> {
    let facts = OverviewFacts {
        home: OrganisationFacts {
            id: home.id,
            kind: home.kind,
            active: true,
        },
        roles: roles::queries::list_for(tx, home.kind)?
            .into_iter()
            .map(|role| role.facts)
            .collect(),
        lbas,
    };
    let language = tx.language();
    Ok(overview::actions(caller, &facts)?
        .into_iter()
        .map(|(action, verdict)| allowed(action, verdict, language))
        .collect())
}

/// How many days before its end a grant is told of.
const DAYS_BEFORE_THE_END: i64 = 30;

/// The LBAs of the home organisation.
struct Lbas {
    count: i64,
    until: Option<Timestamp>,
}

fn lbas(tx: &mut ReadTx<'_>, home: OrganisationId) -> Result<Lbas, Failure> {
    let now = tx.now();
    let lbas = users::queries::list_lbas(tx, home, &[], now)?;
    let until = match organisations::lbas::coverage(tx, home)? {
        Coverage::EndsAt(at) => Some(at),
        Coverage::Lasting | Coverage::NotNeeded => None,
    };
    Ok(Lbas {
        count: i64::try_from(lbas.len()).unwrap_or(i64::MAX),
        until,
    })
}

fn user(person: &Person) -> MeUser {
    MeUser {
        id: person.id,
        name: person.name.clone(),
        email: person.email.clone(),
        organisation: OrganisationRef {
            id: person.home.id,
            name: person.home.name.clone(),
            kind: person.home.kind,
            cvr: person.home.cvr.clone(),
        },
    }
}

fn roles_of(person: &Person) -> Vec<HeldRole> {
    person
        .holdings
        .iter()
        .map(|holding| HeldRole {
            role: holding.role.clone(),
            organisation_id: holding.organisation,
            unit: holding.unit.clone(),
        })
        .collect()
}
