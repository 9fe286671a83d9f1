//! Which roles somebody may give to a user, or ask for on their behalf, and why not the others.

use shared::{
    access_request::RequestAction,
    id::OrganisationId,
    problem::ProblemKind,
    role::GrantTarget,
    session::{Action, AllowedAction},
    user::AssignableRole,
};

use diesel::prelude::*;

use super::{
    lbas::{self, Lba},
    rows::User,
};
use crate::{
    access_requests::queries::is_undecided,
    db::{
        Failure, ReadTx,
        dormancy::awake,
        schema::{access_requests, role_grants},
    },
    domain::{
        facts::{RoleFacts, UMBRELLA},
        standing::Standing,
    },
    http::allowed::{allowed, prevented},
    organisations::references,
    policy::{self, granting::GrantRole, requests::SubmitRequest},
    roles::{self, queries::Role},
};

/// What stands in the way of a second of the same: role and organisation.
type Taken = Vec<(String, String)>;

/// A grant: role, organisation and end.
type Held = (String, String, Option<chrono::NaiveDateTime>);

/// Grants of a user that have not ended, with their ends. One that sleeps is in nobody's way: the
/// same given anew takes its place.
fn held(tx: &mut ReadTx<'_>, user: &User) -> Result<Vec<Held>, Failure> {
    let now = tx.now().naive();
    Ok(role_grants::table
        .filter(role_grants::user_id.eq(user.id.to_string()))
        .filter(role_grants::revoked_at.is_null())
        .filter(role_grants::unit.is_null())
        .filter(awake(tx.now()))
        .filter(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(now)),
        )
        .select((
            role_grants::role_key,
            role_grants::organisation_id,
            role_grants::valid_until,
        ))
        .load(tx.connection())?)
}

/// Roles that are asked for already.
fn asked_for(tx: &mut ReadTx<'_>, user: &User) -> Result<Taken, Failure> {
    Ok(access_requests::table
        .filter(access_requests::subject_id.eq(user.id.to_string()))
        .filter(is_undecided())
        .filter(access_requests::action.eq(RequestAction::Grant.as_str()))
        .select((access_requests::role_key, access_requests::organisation_id))
        .load(tx.connection())?)
}

/// What is the same for all roles of a list.
struct Around<'a> {
    user: &'a User,
    held: Vec<Held>,
    asked_for: Taken,
    unit: Option<String>,
    lbas: Vec<Lba>,
}

/// Every role that a user of this kind of organisation may hold, by key.
///
/// # Errors
/// The engine's.
pub fn list(tx: &mut ReadTx<'_>, user: &User) -> Result<Vec<AssignableRole>, Failure> {
    let now = tx.now();
    let roles = roles::queries::list_for(tx, user.home.kind)?;
    let around = Around {
        user,
        held: held(tx, user)?,
        asked_for: asked_for(tx, user)?,
        unit: unit_of_mine(tx, user),
        lbas: lbas::with_units_of(tx, [user.home()], now)?
            .remove(&user.home())
            .unwrap_or_default(),
    };
    let facts: Vec<_> = roles.iter().map(|role| &role.facts).collect();
    let mut standings = roles::standing::of_each(tx, &user.facts(), &facts)?;
    let jobcentres = standings.values().flat_map(|one| one.jobcentres.clone());
    let places = references::by_id(tx, jobcentres.chain([user.home(), UMBRELLA]))?;
    let mut assignable = Vec::new();
    for role in roles {
        let Some(rule) = role.facts.rule else {
            continue;
        };
        let standing = standings.remove(&role.facts.key).unwrap_or_default();
        let (held_at, unit) = held_at(&around, rule.target, &standing);
        for place in held_at {
            let organisation = places
                .get(&place)
                .cloned()
                .ok_or_else(|| Failure::Internal("a place is missing".to_owned()))?;
            let there = (place, unit.clone(), standing.clone());
            assignable.push(AssignableRole {
                allowed_actions: actions(tx, &around, &role, there),
                role: role.facts.key.clone(),
                name: role.name.clone(),
                organisation,
                unit: unit.clone(),
            });
        }
    }
    Ok(assignable)
}

/// Where the role is held, and the unit it is limited to there.
fn held_at(
    around: &Around<'_>,
    target: GrantTarget,
    standing: &Standing,
) -> (Vec<OrganisationId>, Option<String>) {
    match target {
        GrantTarget::Own => (vec![around.user.home()], around.unit.clone()),
        GrantTarget::Umbrella => (vec![UMBRELLA], around.unit.clone()),
        // The unit is one of the home's.
        GrantTarget::Jobcentre => (standing.jobcentres.clone(), None),
        // Given under the agreement itself, which says where.
        GrantTarget::Agreement => (Vec::new(), None),
    }
}

/// Whether the role may be given, and whether it may be asked for.
fn actions(
    tx: &ReadTx<'_>,
    around: &Around<'_>,
    role: &Role,
    (place, unit, standing): (OrganisationId, Option<String>, Standing),
) -> Vec<AllowedAction> {
    let user = around.user;
    let key = (role.facts.key.clone(), place.to_string());
    let is_held = has(&around.held, &key, false);
    let given = (place, unit.clone(), standing.clone());
    let grant = grant_role(tx, user, role, given, is_held);
    let deciders = count_deciders(tx, user, &around.lbas, (unit.as_deref(), &role.facts));
    // Who has it until a day asks for its extension by asking for it.
    let taken = (
        has(&around.held, &key, true),
        around.asked_for.contains(&key),
    );
    let asked = Wish {
        place,
        unit,
        standing,
        deciders,
    };
    vec![grant, submit_request(tx, user, role, asked, taken)]
}

/// Whether the user has the role there; only without an end when it is asked `for_good`.
fn has(held: &[Held], (role, place): &(String, String), for_good: bool) -> bool {
    held.iter()
        .any(|(key, on, until)| key == role && on == place && !(for_good && until.is_some()))
}

/// Active LBAs who could decide what the caller asks for (G10).
fn count_deciders(
    tx: &ReadTx<'_>,
    user: &User,
    lbas: &[Lba],
    (unit, role): (Option<&str>, &RoleFacts),
) -> i64 {
    let mut deciders = lbas::deciders(lbas, unit, role);
    deciders.retain(|one| one.id != user.id && Some(one.id) != tx.caller().user_id());
    i64::try_from(deciders.len()).unwrap_or(i64::MAX)
}

/// The unit that the caller, being LBA of units alone, would limit a role to: where the user
/// works.
fn unit_of_mine(tx: &ReadTx<'_>, user: &User) -> Option<String> {
    let person = tx.caller().person()?;
    user.unit
        .clone()
        .filter(|_| person.id != user.id && person.is_unit_lba_of(user.home()))
}

/// What could be asked for.
struct Wish {
    place: OrganisationId,
    unit: Option<String>,
    standing: Standing,
    deciders: i64,
}

fn grant_role(
    tx: &ReadTx<'_>,
    user: &User,
    role: &Role,
    (organisation, unit, standing): (OrganisationId, Option<String>, Standing),
    is_held: bool,
) -> AllowedAction {
    let language = tx.language();
    let act = GrantRole {
        subject: user.facts(),
        role: role.facts.clone(),
        organisation,
        unit,
        agreement: None,
        standing,
    };
    match policy::granting::grant_role(tx.caller(), act) {
        Ok(_) if is_held => prevented(Action::GrantRole, ProblemKind::AlreadyGranted, language),
        verdict => allowed(Action::GrantRole, verdict, language),
    }
}

fn submit_request(
    tx: &ReadTx<'_>,
    user: &User,
    role: &Role,
    wish: Wish,
    (is_held, is_asked_for): (bool, bool),
) -> AllowedAction {
    let language = tx.language();
    let act = SubmitRequest {
        action: RequestAction::Grant,
        subject: user.facts(),
        role: role.facts.clone(),
        organisation: wish.place,
        unit: wish.unit,
        lba_deciders: wish.deciders,
        standing: wish.standing,
    };
    let action = Action::SubmitAccessRequest;
    match policy::requests::submit(tx.caller(), act) {
        Ok(_) if is_held => prevented(action, ProblemKind::AlreadyGranted, language),
        Ok(_) if is_asked_for => prevented(action, ProblemKind::AlreadyRequested, language),
        verdict => allowed(action, verdict, language),
    }
}
