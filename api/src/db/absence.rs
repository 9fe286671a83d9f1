//! When users and organisations were out of use, so that it can be asked what was in effect on a
//! past day.
//!
//! INVARIANT: whatever changes `users.status` or `organisations.active` of a row that is there
//! says so here, in the same transaction.

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{OrganisationId, UserId, kinds},
};

use super::{
    DbConnection,
    schema::{organisation_absences, role_grants, user_absences},
};
use crate::clock::new_id;

/// Whether somebody or something is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// In use.
    Present,
    /// Out of use.
    Absent,
}

impl Presence {
    /// In use or not.
    pub fn of(in_use: bool) -> Self {
        if in_use { Self::Present } else { Self::Absent }
    }
}

/// Says that a user is in use, or not, from `at` on.
///
/// # Errors
/// The engine's.
pub fn note_user(
    connection: &mut DbConnection,
    user: UserId,
    presence: Presence,
    at: Timestamp,
) -> QueryResult<()> {
    let open = user_absences::table
        .filter(user_absences::user_id.eq(user.to_string()))
        .filter(user_absences::ended_at.is_null());
    if presence == Presence::Present {
        diesel::update(open)
            .set(user_absences::ended_at.eq(at.naive()))
            .execute(connection)?;
    } else if !diesel::select(diesel::dsl::exists(open)).get_result(connection)? {
        diesel::insert_into(user_absences::table)
            .values((
                user_absences::id.eq(new_id::<kinds::User>(at).to_string()),
                user_absences::user_id.eq(user.to_string()),
                user_absences::began_at.eq(at.naive()),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Says that an organisation is in use, or not, from `at` on.
///
/// # Errors
/// The engine's.
pub fn note_organisation(
    connection: &mut DbConnection,
    organisation: OrganisationId,
    presence: Presence,
    at: Timestamp,
) -> QueryResult<()> {
    let open = organisation_absences::table
        .filter(organisation_absences::organisation_id.eq(organisation.to_string()))
        .filter(organisation_absences::ended_at.is_null());
    if presence == Presence::Present {
        diesel::update(open)
            .set(organisation_absences::ended_at.eq(at.naive()))
            .execute(connection)?;
    } else if !diesel::select(diesel::dsl::exists(open)).get_result(connection)? {
        diesel::insert_into(organisation_absences::table)
            .values((
                organisation_absences::id.eq(new_id::<kinds::Organisation>(at).to_string()),
                organisation_absences::organisation_id.eq(organisation.to_string()),
                organisation_absences::began_at.eq(at.naive()),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Whether the holder of a grant, and the holder's organisation, were in use at `at`.
#[diesel::dsl::auto_type]
pub(crate) fn holder_in_use(at: Timestamp) -> _ {
    let at: chrono::NaiveDateTime = at.naive();
    let user = user_absences::table
        .filter(user_absences::user_id.eq(role_grants::user_id))
        .filter(user_absences::began_at.le(at))
        .filter(
            user_absences::ended_at
                .is_null()
                .or(user_absences::ended_at.assume_not_null().gt(at)),
        );
    let organisation = organisation_absences::table
        .filter(organisation_absences::organisation_id.eq(role_grants::holder_organisation_id))
        .filter(organisation_absences::began_at.le(at))
        .filter(
            organisation_absences::ended_at
                .is_null()
                .or(organisation_absences::ended_at.assume_not_null().gt(at)),
        );
    diesel::dsl::not(diesel::dsl::exists(user))
        .and(diesel::dsl::not(diesel::dsl::exists(organisation)))
}
