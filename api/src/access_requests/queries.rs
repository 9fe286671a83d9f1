//! Reads of access requests, each through a scope (G12).

use diesel::{
    dsl::sql,
    expression::SqlLiteral,
    prelude::*,
    sql_types::{Bool, Text},
};
use shared::{
    access_request::RequestAction,
    id::{AccessRequestId, OrganisationId, UserId},
    role::Authority,
};

use super::{
    orphans::{Orphans, as_they_are_now, at_desk, powers},
    rows::{AccessRequestRow, Stored},
};
use crate::{
    db::{
        Failure, MultiBackend, ReadTx,
        multi::on_engine,
        schema::{access_requests, organisations, role_rules, roles, users},
    },
    policy::{
        Scope,
        scope::{DecidableScope, Reach, of},
    },
    roles::queries::{Role, RoleRow, columns},
    users::{
        queries::working_in,
        rows::{OrganisationRefRow, User, UserRow},
    },
};

pub(super) type OnRequests =
    Box<dyn BoxableExpression<access_requests::table, MultiBackend, SqlType = Bool>>;

/// Whether a request waits to be decided. The state is written out, not bound: only then do the
/// engines know that the indexes of open requests serve.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn is_undecided() -> _ {
    let open: SqlLiteral<Text> = sql::<Text>("'open'");
    access_requests::state.eq(open)
}

pub(super) fn within(scope: &Scope<of::AccessRequests>) -> OnRequests {
    match scope.reach() {
        Reach::Everything => Box::new(access_requests::id.is_not_null()),
        Reach::Units(home, units) => {
            let own: Vec<_> = scope.own().iter().map(ToString::to_string).collect();
            let theirs = access_requests::subject_id
                .eq_any(working_in(*home, units.clone()))
                .or(access_requests::subject_id.eq_any(own.clone()))
                .or(access_requests::requested_by.eq_any(own));
            Box::new(limited_to(*home, units).or(theirs))
        }
        Reach::Organisations(ids) => {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            let own: Vec<_> = scope.own().iter().map(ToString::to_string).collect();
            Box::new(
                access_requests::holder_organisation_id
                    .eq_any(ids)
                    .or(access_requests::subject_id.eq_any(own.clone()))
                    .or(access_requests::requested_by.eq_any(own)),
            )
        }
    }
}

/// Requests limited to one of these units of an organisation.
fn limited_to(home: OrganisationId, units: &[String]) -> OnRequests {
    Box::new(
        access_requests::organisation_id
            .eq(home.to_string())
            .and(access_requests::holder_organisation_id.eq(home.to_string()))
            .and(access_requests::unit.is_not_null())
            .and(
                access_requests::unit
                    .assume_not_null()
                    .eq_any(units.to_vec()),
            ),
    )
}

/// Whether a request lies with Landssupporten; written out for the sake of its indexes.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn is_at_desk() -> _ {
    let desk: SqlLiteral<Text> = sql::<Text>("'landssupport'");
    access_requests::authority.eq(desk)
}

/// Requests of the organisations of one person or, for an LBA of units alone, of the units.
pub(super) fn of_theirs(scope: &DecidableScope) -> OnRequests {
    let (home, units) = scope.units();
    match units {
        [] => Box::new(access_requests::holder_organisation_id.eq_any(of_mine(scope))),
        units => limited_to(home, units),
    }
}

/// What of it an LBA decides: not what confers something here, for an LBA of units alone.
fn decided_by_lba(scope: &DecidableScope) -> OnRequests {
    let lba = access_requests::authority.eq(Authority::Lba.as_str());
    match scope.units().1 {
        [] => Box::new(lba.and(of_theirs(scope))),
        _ => Box::new(
            lba.and(of_theirs(scope))
                .and(access_requests::role_key.ne_all(powers())),
        ),
    }
}

/// The organisations of one person, as rows name them.
pub(super) fn of_mine(scope: &DecidableScope) -> Vec<String> {
    let (home, units) = scope.units();
    let home = (!units.is_empty()).then_some(home);
    let organisations = scope.organisations().iter().chain(&home);
    organisations.map(ToString::to_string).collect()
}

/// Open requests that wait for one person (G4, G10).
pub(super) fn decidable(scope: &DecidableScope, orphans: &Orphans) -> OnRequests {
    let me = scope.not_about().to_string();
    let mine = decided_by_lba(scope);
    let others = is_undecided()
        .and(access_requests::subject_id.ne(me.clone()))
        .and(access_requests::requested_by.ne(me));
    match (scope.desk(), scope.is_lba()) {
        (true, false) => Box::new(others.and(at_desk(orphans))),
        (true, true) => Box::new(others.and(mine.or(at_desk(orphans)))),
        (false, _) => Box::new(others.and(mine)),
    }
}

/// How many open requests wait for one person.
///
/// # Errors
/// The engine's.
pub fn count_decidable(tx: &mut ReadTx<'_>, scope: &DecidableScope) -> Result<i64, Failure> {
    let orphans = Orphans::before(tx, scope)?;
    Ok(access_requests::table
        .filter(decidable(scope, &orphans))
        .count()
        .get_result(tx.connection())?)
}

/// One request within the scope.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::AccessRequests>,
    id: AccessRequestId,
) -> Result<Stored, Failure> {
    let mut request: Stored = access_requests::table
        .filter(access_requests::id.eq(id.to_string()))
        .filter(within(scope))
        .select(AccessRequestRow::as_select())
        .first(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()?;
    as_they_are_now(tx, std::slice::from_mut(&mut request))?;
    Ok(request)
}

/// One request within the scope, its subject, and its role with the rule for the subject's kind
/// of organisation; one statement, always of the same text.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub(super) fn get_with_subject_and_role(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::AccessRequests>,
    id: AccessRequestId,
) -> Result<(Stored, User, Role), Failure> {
    let of_its_kind = role_rules::role_key
        .eq(roles::key)
        .and(role_rules::holder_kind.eq(organisations::kind));
    let found: Option<(AccessRequestRow, UserRow, OrganisationRefRow, RoleRow)> = on_engine!(
        tx.connection(),
        engine => access_requests::table
            .inner_join(users::table.on(users::id.eq(access_requests::subject_id)))
            .inner_join(organisations::table.on(organisations::id.eq(users::organisation_id)))
            .inner_join(roles::table.on(roles::key.eq(access_requests::role_key)))
            .left_join(role_rules::table.on(of_its_kind))
            .filter(access_requests::id.eq(id.to_string()))
            .select((
                AccessRequestRow::as_select(),
                UserRow::as_select(),
                OrganisationRefRow::as_select(),
                columns(),
            ))
            .first(engine)
            .optional()?
    );
    let (request, subject, home, role) = found.ok_or(Failure::NotFound)?;
    let request = Stored::try_from(request)?;
    let people = [request.subject, request.requested_by];
    let units = [request.unit.as_deref(), subject.unit()];
    if !scope.covers_in(request.holder_organisation, &units, &people) {
        return Err(Failure::NotFound);
    }
    let language = tx.language();
    Ok((
        request,
        (subject, home).try_into()?,
        Role::new(role, language)?,
    ))
}

/// Whether the same thing is asked for already.
///
/// # Errors
/// The engine's.
pub fn is_open(
    tx: &mut ReadTx<'_>,
    subject: UserId,
    role: &str,
    organisation: OrganisationId,
    action: RequestAction,
) -> Result<bool, Failure> {
    let same = access_requests::table
        .filter(access_requests::subject_id.eq(subject.to_string()))
        .filter(access_requests::role_key.eq(role.to_owned()))
        .filter(access_requests::organisation_id.eq(organisation.to_string()))
        .filter(access_requests::action.eq(action.as_str()))
        .filter(is_undecided());
    Ok(diesel::select(diesel::dsl::exists(same)).get_result(tx.connection())?)
}
