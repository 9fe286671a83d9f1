//! `/metrics`: what an operator watches, as Prometheus text. Counts only; nobody is named.

use actix_web::{HttpResponse, get, web};
use diesel::{dsl::exists, dsl::not, prelude::*};
use prometheus::{IntGauge, Registry, TextEncoder};
use shared::{Timestamp, problem::Problem, role::Authority, user::UserStatus};

use crate::{
    access_requests::{orphans::lies_with, queries::is_undecided},
    db::{
        Context, Database, DbConnection, Failure,
        dormancy::awake,
        record,
        schema::{access_requests, role_grants, roles, users},
    },
    domain::caller::Capability,
    http::measured,
};

/// What is counted in the database at each look.
struct Counts {
    undelivered: i64,
    waiting_for_lba: i64,
    waiting_for_desk: i64,
    undecidable: i64,
}

/// Numbers for operators
///
/// Prometheus text: requests by route and how long they took, connections to the database,
/// messages not yet delivered, requests that wait, and requests that nobody may decide, of which
/// there must never be any.
#[utoipa::path(tag = "operations", operation_id = "read_metrics", security(()),
    responses(
        (status = 200, description = "Prometheus text format 0.0.4", body = String, content_type = "text/plain"),
        (status = 503, description = "The database does not answer", body = Problem,
            content_type = "application/problem+json"),
    ))]
#[get("/metrics")]
pub(super) async fn read_metrics(database: web::Data<Database>) -> Result<HttpResponse, Failure> {
    let counts = database
        .read(Context::system("metrics"), |tx| {
            let now = tx.now();
            count(tx.connection(), now)
        })
        .await?;
    let text = text(&counts, &database).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(text))
}

fn text(counts: &Counts, database: &Database) -> prometheus::Result<String> {
    let registry = Registry::new();
    let gauge = |name: &str, help: &str, value: i64| -> prometheus::Result<()> {
        let gauge = IntGauge::new(format!("brugeradm_{name}"), help)?;
        gauge.set(value);
        registry.register(Box::new(gauge))
    };
    let connections = database.connections();
    gauge(
        "database_connections",
        "Connections to the database.",
        i64::from(connections.open),
    )?;
    gauge(
        "database_connections_idle",
        "Connections to the database that nobody uses.",
        i64::from(connections.idle),
    )?;
    gauge(
        "outbox_messages_undelivered",
        "Messages that wait to be delivered.",
        counts.undelivered,
    )?;
    gauge(
        "access_requests_open_lba",
        "Open requests that an LBA decides.",
        counts.waiting_for_lba,
    )?;
    gauge(
        "access_requests_open_landssupport",
        "Open requests that Landssupporten decides.",
        counts.waiting_for_desk,
    )?;
    gauge(
        "access_requests_undecidable",
        "Open requests without anybody who may decide them (G10). Must be 0.",
        counts.undecidable,
    )?;
    let mut families = measured::gathered();
    families.extend(registry.gather());
    TextEncoder::new().encode_to_string(&families)
}

fn count(connection: &mut DbConnection, now: Timestamp) -> Result<Counts, Failure> {
    let mut waiting = |authority: Authority| {
        access_requests::table
            .filter(is_undecided())
            .filter(lies_with(authority, now))
            .count()
            .get_result::<i64>(connection)
    };
    let waiting_for_lba = waiting(Authority::Lba)?;
    let waiting_for_desk = waiting(Authority::Landssupport)?;
    Ok(Counts {
        undelivered: record::count_undelivered(connection)?,
        waiting_for_lba,
        waiting_for_desk,
        undecidable: undecidable(connection, now)?,
    })
}

/// Open requests for which no active person with the right role is neither requester nor subject.
/// What no LBA can decide, Landssupporten can.
fn undecidable(connection: &mut DbConnection, now: Timestamp) -> Result<i64, Failure> {
    let at = now.naive();
    let desk = role_grants::table
        .inner_join(roles::table)
        .inner_join(users::table)
        .filter(roles::confers.eq(Capability::Landssupport.as_str()))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .filter(role_grants::revoked_at.is_null())
        .filter(role_grants::valid_from.le(at))
        .filter(awake(now))
        .filter(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(at)),
        )
        .filter(role_grants::user_id.ne(access_requests::requested_by))
        .filter(role_grants::user_id.ne(access_requests::subject_id));
    Ok(access_requests::table
        .filter(is_undecided())
        .filter(lies_with(Authority::Landssupport, now))
        .filter(not(exists(desk)))
        .count()
        .get_result(connection)?)
}
