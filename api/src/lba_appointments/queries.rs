//! Reads of appointments, each through a scope (G12), and of what they are judged by.

use diesel::{prelude::*, sql_types::Bool};
use shared::{
    Timestamp,
    access_request::RequestAction,
    id::{AccessRequestId, LbaAppointmentId, OrganisationId, UserId},
    lba_appointment::{AppointmentState, LbaAppointmentQuery},
    page::Page,
};

use super::rows::{AppointmentRow, Stored};
use crate::{
    access_requests::queries::is_undecided,
    db::{
        Failure, MultiBackend, ReadTx,
        cursor::Asked,
        row,
        schema::{access_requests, lba_appointments},
    },
    lookups::view::for_the_desk,
    policy::{
        Scope,
        scope::{Reach, of},
    },
};

type OnAppointments =
    Box<dyn BoxableExpression<lba_appointments::table, MultiBackend, SqlType = Bool>>;

/// The last appointment of a page: newest first.
pub type Key = (Timestamp, LbaAppointmentId);

fn within(scope: &Scope<of::LbaAppointments>) -> OnAppointments {
    match scope.reach() {
        Reach::Everything => Box::new(lba_appointments::id.is_not_null()),
        Reach::Units(..) => Box::new(lba_appointments::id.is_null()),
        Reach::Organisations(ids) => {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            Box::new(lba_appointments::organisation_id.eq_any(ids))
        }
    }
}

/// One appointment within the scope.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::LbaAppointments>,
    id: LbaAppointmentId,
) -> Result<Stored, Failure> {
    lba_appointments::table
        .filter(lba_appointments::id.eq(id.to_string()))
        .filter(within(scope))
        .select(AppointmentRow::as_select())
        .first::<AppointmentRow>(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// A page of the appointments within the scope, newest first.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::LbaAppointments>,
    query: &LbaAppointmentQuery,
    asked: &Asked<Key>,
) -> Result<Page<Stored>, Failure> {
    let mut select = lba_appointments::table
        .filter(within(scope))
        .order((
            lba_appointments::proposed_at.desc(),
            lba_appointments::id.desc(),
        ))
        .limit(asked.fetch())
        .select(AppointmentRow::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(state) = query.state {
        select = select.filter(lba_appointments::state.eq(state.as_str()));
    }
    if let Some(organisation) = query.organisation_id {
        select = select.filter(lba_appointments::organisation_id.eq(organisation.to_string()));
    }
    if let Some((at, id)) = asked.after() {
        let at = at.naive();
        // The first condition follows from the second; it lets the engines begin at the row.
        select = select.filter(lba_appointments::proposed_at.le(at)).filter(
            lba_appointments::proposed_at
                .lt(at)
                .or(lba_appointments::proposed_at
                    .eq(at)
                    .and(lba_appointments::id.lt(id.to_string()))),
        );
    }
    let found: Vec<Stored> = select
        .load::<AppointmentRow>(tx.connection())?
        .into_iter()
        .map(Stored::try_from)
        .collect::<Result<_, _>>()?;
    asked.page(found, |one| (one.proposed_at, one.id))
}

/// Whether an appointment waits for a second person.
///
/// # Errors
/// The engine's.
pub fn is_proposed(tx: &mut ReadTx<'_>, organisation: OrganisationId) -> Result<bool, Failure> {
    let waiting = lba_appointments::table
        .filter(lba_appointments::organisation_id.eq(organisation.to_string()))
        .filter(lba_appointments::state.eq(AppointmentState::Proposed.as_str()));
    Ok(diesel::select(diesel::dsl::exists(waiting)).get_result(tx.connection())?)
}

/// The open request by which `user` asked the desk for `role` on their own organisation.
///
/// # Errors
/// The engine's.
pub fn open_request(
    tx: &mut ReadTx<'_>,
    user: UserId,
    role: &str,
    organisation: OrganisationId,
) -> Result<Option<AccessRequestId>, Failure> {
    let found: Option<String> = access_requests::table
        .filter(access_requests::subject_id.eq(user.to_string()))
        .filter(access_requests::role_key.eq(role.to_owned()))
        .filter(access_requests::organisation_id.eq(organisation.to_string()))
        .filter(access_requests::action.eq(RequestAction::Grant.as_str()))
        .filter(for_the_desk())
        .filter(is_undecided())
        .select(access_requests::id)
        .first(tx.connection())
        .optional()?;
    row::optional_id(found.as_deref())
}
