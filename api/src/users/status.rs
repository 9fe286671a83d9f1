//! Stopping a user, and letting them act again.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    id::UserId,
    problem::ProblemKind,
    text::Reason,
    user::{UserStatus, UserView},
};

use super::{commands::load, lbas::has_power, rows::User, views};
use crate::{
    db::{
        Failure, Recorded, WriteTx,
        absence::{self, Presence},
        schema::{sessions, users},
    },
    domain::change::{Change, What},
    http::request::IfMatch,
    organisations,
    policy::users as rules,
};

/// Stops a user: their sessions end and their roles count no more (G1, G4, G9).
///
/// # Errors
/// `not-found`; the policy's refusals; `already-in-state`; a missing or stale version.
pub fn deactivate_user(
    tx: &mut WriteTx<'_>,
    id: UserId,
    because: &Reason,
    if_match: IfMatch,
) -> Result<Recorded<UserView>, Failure> {
    let (user, about) = load(tx, id)?;
    let act = views::facts_for_stopping(tx, &user)?;
    rules::deactivate(tx.caller(), act)?;
    if user.status == UserStatus::Deactivated {
        return Err(ProblemKind::AlreadyInState.into());
    }
    if_match.check(user.version)?;
    diesel::delete(sessions::table.filter(sessions::user_id.eq(id.to_string())))
        .execute(tx.connection())?;
    let (old, new) = (
        json!({ "status": user.status }),
        json!({ "status": UserStatus::Deactivated }),
    );
    let stopped = set_status(tx, user, UserStatus::Deactivated)?;
    // Also of somebody who is LBA from a later date on, whom others' time may have relied on.
    organisations::lbas::have_changed(tx, stopped.home())?;
    let view = views::view(tx, &stopped)?;
    let change = Change::new(What::UserDeactivated { old, new }, about);
    tx.record(&change.because(because.as_str()), view)
}

/// Lets a user act again, with the roles that have not ended meanwhile (G1, G4).
///
/// # Errors
/// As [`deactivate_user`].
pub fn reactivate_user(
    tx: &mut WriteTx<'_>,
    id: UserId,
    because: &Reason,
    if_match: IfMatch,
) -> Result<Recorded<UserView>, Failure> {
    let (user, about) = load(tx, id)?;
    let act = rules::ReactivateUser {
        subject: user.facts(),
        has_power: has_power(tx, user.id)?,
    };
    rules::reactivate(tx.caller(), act)?;
    if user.status == UserStatus::Active {
        return Err(ProblemKind::AlreadyInState.into());
    }
    if_match.check(user.version)?;
    let (old, new) = (
        json!({ "status": user.status }),
        json!({ "status": UserStatus::Active }),
    );
    let active = set_status(tx, user, UserStatus::Active)?;
    organisations::lbas::have_changed(tx, active.home())?;
    let view = views::view(tx, &active)?;
    let change = Change::new(What::UserReactivated { old, new }, about);
    tx.record(&change.because(because.as_str()), view)
}

fn set_status(tx: &mut WriteTx<'_>, user: User, status: UserStatus) -> Result<User, Failure> {
    let now = tx.now();
    let version = user.version + 1;
    diesel::update(users::table.filter(users::id.eq(user.id.to_string())))
        .set((
            users::status.eq(status.as_str()),
            users::changed_at.eq(now.naive()),
            users::version.eq(version),
        ))
        .execute(tx.connection())?;
    let presence = Presence::of(status == UserStatus::Active);
    absence::note_user(tx.connection(), user.id, presence, now)?;
    Ok(User {
        status,
        changed_at: now,
        version,
        ..user
    })
}
