//! Whose rights are in view of whoever works across organisations (G14).

use std::collections::HashSet;

use diesel::{
    dsl::sql,
    expression::SqlLiteral,
    prelude::*,
    sql_types::{Bool, Text},
};
use shared::id::{OrganisationId, UserId};

use crate::{
    db::{
        Failure, MultiBackend, ReadTx, row,
        schema::{access_requests, lookups, users},
    },
    policy::{
        self,
        lookups::{ReadRights, Reasoned, rights_in_view},
    },
};

/// The authority written out, not bound: only then do the engines know that an index serves.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn for_the_desk() -> _ {
    let desk: SqlLiteral<Text> = sql::<Text>("'landssupport'");
    access_requests::authority.eq(desk)
}

/// Whose rights are in view, as a condition on a user's id and home: of the own organisation, and
/// of whom a reason has been given for. The desk's requests and appointments are reasons while they
/// wait, and for a while after they were decided.
macro_rules! in_view {
    ($user:expr, $home:expr, $reasoned:expr, $now:expr) => {{
        use $crate::{
            access_requests::queries::is_undecided,
            db::schema::{access_requests, lba_appointments, lookups},
            lookups::view::for_the_desk,
            policy::lookups::SECONDS_AFTER_A_DECISION,
        };
        let reasoned: &$crate::policy::lookups::Reasoned = $reasoned;
        let me = reasoned.by().to_string();
        let now: shared::Timestamp = $now;
        let live = || {
            lookups::table
                .filter(lookups::looked_up_by.eq(me.clone()))
                .filter(lookups::expires_at.gt(now.naive()))
        };
        let people = live()
            .filter(lookups::user_id.is_not_null())
            .select(lookups::user_id.assume_not_null());
        let organisations = live()
            .filter(lookups::user_id.is_null())
            .select(lookups::organisation_id);
        let given = $user
            .eq(me.clone())
            .or($home.eq(reasoned.home().to_string()))
            .or($user.eq_any(people))
            .or($home.eq_any(organisations));
        let since = now.plus_seconds(-SECONDS_AFTER_A_DECISION).naive();
        let waiting = access_requests::table
            .filter(for_the_desk())
            .filter(is_undecided())
            .select(access_requests::subject_id);
        let decided = access_requests::table
            .filter(for_the_desk())
            .filter(access_requests::decided_at.is_not_null())
            .filter(access_requests::decided_at.assume_not_null().gt(since))
            .select(access_requests::subject_id);
        let appointed = lba_appointments::table
            .filter(
                lba_appointments::decided_at
                    .is_null()
                    .or(lba_appointments::decided_at.assume_not_null().gt(since)),
            )
            .select(lba_appointments::user_id);
        if reasoned.decides() {
            Box::new(
                given
                    .or($user.eq_any(waiting))
                    .or($user.eq_any(decided))
                    .or($user.eq_any(appointed)),
            )
        } else {
            Box::new(given)
        }
    }};
}
pub(crate) use in_view;

type OnUsers = Box<dyn BoxableExpression<users::table, MultiBackend, SqlType = Bool>>;

/// Those of `ids` whose rights are in view.
///
/// # Errors
/// The engine's.
pub fn among(
    tx: &mut ReadTx<'_>,
    reasoned: &Reasoned,
    ids: impl IntoIterator<Item = UserId>,
) -> Result<HashSet<UserId>, Failure> {
    let ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
    let now = tx.now();
    let given: OnUsers = in_view!(users::id, users::organisation_id, reasoned, now);
    let found: Vec<String> = users::table
        .filter(users::id.eq_any(ids))
        .filter(given)
        .select(users::id)
        .load(tx.connection())?;
    found.iter().map(|id| row::id(id)).collect()
}

/// Those of `ids` that the caller has looked up as a whole.
///
/// # Errors
/// The engine's.
pub fn organisations_among(
    tx: &mut ReadTx<'_>,
    reasoned: &Reasoned,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Result<HashSet<OrganisationId>, Failure> {
    let ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
    let now = tx.now().naive();
    let found: Vec<String> = lookups::table
        .filter(lookups::looked_up_by.eq(reasoned.by().to_string()))
        .filter(lookups::expires_at.gt(now))
        .filter(lookups::user_id.is_null())
        .filter(lookups::organisation_id.eq_any(ids))
        .select(lookups::organisation_id)
        .load(tx.connection())?;
    found.iter().map(|id| row::id(id)).collect()
}

/// Refuses to show what `subject`, whom the caller sees, may do, when the caller must say why
/// first (G14).
///
/// # Errors
/// `lookup-reason-needed`; the engine's.
pub fn may_read_rights(
    tx: &mut ReadTx<'_>,
    subject: UserId,
    home: OrganisationId,
) -> Result<(), Failure> {
    let reason_given = match rights_in_view(tx.caller()).reasoned() {
        Some(reasoned) => among(tx, reasoned, [subject])?.contains(&subject),
        None => false,
    };
    let act = ReadRights {
        subject,
        home,
        reason_given,
    };
    policy::lookups::read_rights(tx.caller(), act)?;
    Ok(())
}

/// As [`may_read_rights`], of each of these users as far as there are such.
///
/// # Errors
/// As [`may_read_rights`].
pub fn may_read_of(
    tx: &mut ReadTx<'_>,
    subjects: impl IntoIterator<Item = UserId>,
) -> Result<(), Failure> {
    if rights_in_view(tx.caller()).reasoned().is_none() {
        return Ok(());
    }
    for user in crate::users::queries::by_id(tx, subjects)?.into_values() {
        may_read_rights(tx, user.id, user.home())?;
    }
    Ok(())
}
