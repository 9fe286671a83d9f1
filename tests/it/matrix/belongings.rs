//! What belongs to whom, read from the tables themselves.

use acceptance::TestApp;
use brugeradm::db::{
    DbConnection,
    schema::{access_requests, organisations, role_grants, units, users},
};
use diesel::prelude::*;

use super::world::{LBA, NO_UNIT, Target, Thing, Wish};

/// What belongs to a user, as it is now.
pub(super) fn belongings(app: &TestApp, user: &str, grant: Option<&str>) -> Target {
    let mut connection = app.connection();
    let (version, home): (i64, String) = users::table
        .find(user)
        .select((users::version, users::organisation_id))
        .first(&mut connection)
        .unwrap();
    let wish = Wish {
        role: LBA,
        place: home.clone(),
    };
    let unit: Option<String> = units::table
        .filter(units::organisation_id.eq(&home))
        .select(units::p_number)
        .first(&mut connection)
        .optional()
        .unwrap();
    Target {
        unit: unit.unwrap_or_else(|| NO_UNIT.to_owned()),
        user: Thing {
            id: user.to_owned(),
            version,
        },
        organisation: Thing {
            version: organisations::table
                .find(&home)
                .select(organisations::version)
                .first(&mut connection)
                .unwrap(),
            id: home,
        },
        grant: grant_of(&mut connection, user, grant),
        request: request_of(&mut connection, user),
        import: None,
        agreement: None,
        lookup: None,
        appointment: None,
        given: wish.clone(),
        asked: wish,
    }
}

fn found(row: Option<(String, i64)>) -> Option<Thing> {
    row.map(|(id, version)| Thing { id, version })
}

/// The wanted grant, else the newest of the user's.
fn grant_of(connection: &mut DbConnection, user: &str, wanted: Option<&str>) -> Option<Thing> {
    let wanted: Vec<_> = wanted.into_iter().collect();
    let row = role_grants::table
        .filter(
            role_grants::id
                .eq_any(wanted.clone())
                .or(role_grants::user_id.eq(user)),
        )
        .order((
            role_grants::id.eq_any(wanted).desc(),
            role_grants::granted_at.desc(),
            role_grants::id.desc(),
        ))
        .select((role_grants::id, role_grants::version))
        .first(connection);
    found(row.optional().unwrap())
}

/// The newest request that the user sent or is about.
fn request_of(connection: &mut DbConnection, user: &str) -> Option<Thing> {
    let row = access_requests::table
        .filter(
            access_requests::subject_id
                .eq(user)
                .or(access_requests::requested_by.eq(user)),
        )
        .order((
            access_requests::created_at.desc(),
            access_requests::id.desc(),
        ))
        .select((access_requests::id, access_requests::version))
        .first(connection);
    found(row.optional().unwrap())
}
