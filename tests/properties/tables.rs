//! The product's tables, read as they are, and compared with the model.

use acceptance::beginning;
use brugeradm::{
    db::{
        DbConnection,
        schema::{access_requests, role_grants, sessions, users},
    },
    http::request::hash_of,
};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::id::{AccessRequestId, RoleGrantId, UserId};

use crate::{
    product::{Product, at},
    world::{Authority, Moment, Request, State, World},
};

/// A session that lasts longer than any world.
pub(crate) fn log_in(connection: &mut DbConnection, user: UserId) {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(hash_of(&user.to_string())),
            sessions::user_id.eq(user.to_string()),
            sessions::issuer.eq("property"),
            sessions::issuer_subject.eq(user.to_string()),
            sessions::assurance.eq("substantial"),
            sessions::may_represent.eq(false),
            sessions::created_at.eq(beginning().naive()),
            sessions::last_seen_at.eq(beginning().naive()),
            sessions::expires_at.eq(beginning().plus_days(36_500).naive()),
        ))
        .execute(connection)
        .unwrap();
}

pub(crate) fn version_of_user(connection: &mut DbConnection, id: UserId) -> i64 {
    users::table
        .filter(users::id.eq(id.to_string()))
        .select(users::version)
        .first(connection)
        .unwrap()
}

pub(crate) fn version_of_grant(connection: &mut DbConnection, id: RoleGrantId) -> i64 {
    role_grants::table
        .filter(role_grants::id.eq(id.to_string()))
        .select(role_grants::version)
        .first(connection)
        .unwrap()
}

pub(crate) fn version_of_request(connection: &mut DbConnection, id: AccessRequestId) -> i64 {
    access_requests::table
        .filter(access_requests::id.eq(id.to_string()))
        .select(access_requests::version)
        .first(connection)
        .unwrap()
}

/// What everybody has been given from the start, in the order of the people.
pub(crate) fn grants_of_the_beginning(
    connection: &mut DbConnection,
    people: &[UserId],
) -> Vec<RoleGrantId> {
    let of = |person: &UserId| -> Option<String> {
        role_grants::table
            .filter(role_grants::user_id.eq(person.to_string()))
            .select(role_grants::id)
            .first(connection)
            .optional()
            .unwrap()
    };
    let ids = people.iter().filter_map(of).collect::<Vec<_>>();
    ids.iter()
        .map(|id| RoleGrantId::new(id.parse().unwrap()))
        .collect()
}

fn moment(at: NaiveDateTime) -> Moment {
    (at - beginning().naive()).num_seconds()
}

type GrantRow = (
    String,
    String,
    String,
    NaiveDateTime,
    Option<NaiveDateTime>,
    Option<NaiveDateTime>,
);

/// Everything that the product and the model say differently of who has what.
fn differing_grants(product: &mut Product, world: &World, found: &mut Vec<String>) {
    let people: Vec<_> = product.users.iter().map(ToString::to_string).collect();
    let rows: Vec<GrantRow> = role_grants::table
        .filter(role_grants::user_id.eq_any(people))
        .select((
            role_grants::id,
            role_grants::user_id,
            role_grants::role_key,
            role_grants::valid_from,
            role_grants::valid_until,
            role_grants::revoked_at,
        ))
        .load(&mut product.connection)
        .unwrap();
    if rows.len() != world.grants.len() {
        found.push(format!("{} grants, not {}", rows.len(), world.grants.len()));
    }
    for (grant, id) in world.grants.iter().zip(&product.grants) {
        let id = id.to_string();
        let expected = (
            id.clone(),
            product.users[grant.holder].to_string(),
            grant.role.key().to_owned(),
            at(grant.from).naive(),
            grant.until.map(|until| at(until).naive()),
            grant.ended.map(|ended| at(ended).naive()),
        );
        if !rows.contains(&expected) {
            let stored = rows.iter().find(|row| row.0 == id);
            found.push(format!("{grant:?} is stored as {stored:?}"));
        }
    }
}

type RequestRow = (
    String,
    String,
    String,
    Option<String>,
    Option<NaiveDateTime>,
);

/// Whether a request is stored as the model says. A claim on what has ended is nobody's business.
fn is_alike(product: &Product, request: &Request, stored: &RequestRow) -> bool {
    let (_, state, authority, by, until) = stored;
    let expected_state = match request.state {
        State::Open => "open",
        State::Approved => "approved",
        State::Rejected => "rejected",
        State::Withdrawn => "withdrawn",
    };
    let expected_authority = match request.authority {
        Authority::Lba => "lba",
        Authority::Desk => "landssupport",
    };
    let claim = by.clone().zip(until.map(moment));
    let expected_claim = request
        .claim
        .map(|(who, until)| (product.users[who].to_string(), until));
    state == expected_state
        && authority == expected_authority
        && (request.state != State::Open || claim == expected_claim)
}

fn differing_requests(product: &mut Product, world: &World, found: &mut Vec<String>) {
    let rows: Vec<RequestRow> = access_requests::table
        .select((
            access_requests::id,
            access_requests::state,
            access_requests::authority,
            access_requests::claimed_by,
            access_requests::claimed_until,
        ))
        .load(&mut product.connection)
        .unwrap();
    if rows.len() != world.requests.len() {
        found.push(format!(
            "{} requests, not {}",
            rows.len(),
            world.requests.len()
        ));
    }
    for (request, id) in world.requests.iter().zip(&product.requests) {
        let stored = rows.iter().find(|row| row.0 == id.to_string());
        if stored.is_none_or(|row| !is_alike(product, request, row)) {
            found.push(format!("{request:?} is stored as {stored:?}"));
        }
    }
}

fn differing_people(product: &mut Product, world: &World, found: &mut Vec<String>) {
    let people: Vec<_> = product.users.iter().map(ToString::to_string).collect();
    let rows: Vec<(String, String)> = users::table
        .filter(users::id.eq_any(&people))
        .select((users::id, users::status))
        .load(&mut product.connection)
        .unwrap();
    for (user, id) in world.users.iter().zip(people) {
        let expected = if user.active { "active" } else { "deactivated" };
        let stored = rows.iter().find(|row| row.0 == id);
        if stored.is_none_or(|row| row.1 != expected) {
            found.push(format!("{user:?} is stored as {stored:?}"));
        }
    }
}

/// Everything that the product has stored otherwise than the model says.
pub(crate) fn differences(product: &mut Product, world: &World) -> Vec<String> {
    let mut found = Vec::new();
    differing_grants(product, world, &mut found);
    differing_requests(product, world, &mut found);
    differing_people(product, world, &mut found);
    found
}
