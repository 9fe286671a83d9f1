//! Requests that an LBA should decide and no LBA can: a date may have ended the last one's time
//! (G10). Landssupporten decides them from that very moment on, since everybody who reads one is
//! told of the authority that it has now; `sweeping` then writes that down.

use std::collections::HashSet;

use diesel::{dsl::exists, dsl::not, prelude::*};
use shared::{
    Timestamp,
    access_request::{AccessRequestQuery, RequestQueue, RequestState},
    id::OrganisationId,
    role::Authority,
    user::UserStatus,
};

use super::{
    queries::{OnRequests, is_at_desk, is_undecided, of_mine},
    rerouting,
    rows::Stored,
};
use crate::{
    db::{
        Failure, MultiBackend, ReadTx, WriteTx,
        caller::in_effect,
        row,
        schema::{access_requests, organisations, role_grants, roles, users},
    },
    domain::caller::{Caller, Capability},
    policy::{self, scope::DecidableScope},
};

/// Active LBAs of the subject's organisation, or of its units, who are neither subject nor
/// requester at `at`.
#[diesel::dsl::auto_type(no_type_alias)]
fn other_lbas(at: Timestamp) -> _ {
    let live: in_effect = in_effect(at);
    let administers: &'static str = Capability::AdministerOrganisation.as_str();
    let active: &'static str = UserStatus::Active.as_str();
    role_grants::table
        .inner_join(roles::table)
        .inner_join(users::table)
        .inner_join(
            organisations::table.on(organisations::id.eq(role_grants::holder_organisation_id)),
        )
        .filter(organisations::active)
        .filter(roles::confers.eq(administers))
        .filter(users::status.eq(active))
        .filter(live)
        .filter(role_grants::holder_organisation_id.eq(access_requests::holder_organisation_id))
        .filter(role_grants::organisation_id.eq(access_requests::holder_organisation_id))
        .filter(role_grants::user_id.ne(access_requests::requested_by))
        .filter(role_grants::user_id.ne(access_requests::subject_id))
}

/// No LBA who may decide it is neither subject nor requester at `at`: none of the whole
/// organisation, nor, unless the role confers something here, of the unit that it is limited to
/// (`policy::units::decides`).
pub(crate) fn without_lba(at: Timestamp) -> OnRequests {
    let of_the_whole = other_lbas(at).filter(role_grants::unit.is_null());
    let of_its_unit = other_lbas(at)
        .filter(role_grants::unit.is_not_null())
        .filter(
            role_grants::unit
                .assume_not_null()
                .eq(access_requests::unit.assume_not_null()),
        );
    let no_unit = access_requests::unit
        .is_null()
        .or(access_requests::role_key.eq_any(powers()))
        .or(not(exists(of_its_unit)));
    Box::new(not(exists(of_the_whole)).and(no_unit))
}

/// Keys of the roles that confer something in this system itself.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn powers() -> _ {
    roles::table
        .filter(roles::confers.is_not_null())
        .select(roles::key)
}

/// Whom a request lies with at `at`.
pub(crate) fn lies_with(authority: Authority, at: Timestamp) -> OnRequests {
    let written = access_requests::authority.eq(authority.as_str());
    match authority {
        Authority::Landssupport => {
            let lba = access_requests::authority.eq(Authority::Lba.as_str());
            Box::new(written.or(lba.and(is_undecided()).and(without_lba(at))))
        }
        Authority::Lba => Box::new(written.and(not(is_undecided().and(without_lba(at))))),
    }
}

/// Ids of the requests that have become orphans by a date and are not written down as the desk's
/// yet: mostly none. Found before a list is made of them, whose conditions then are as plain as
/// its indexes want them.
#[derive(Debug, Default)]
pub(super) struct Orphans(Vec<String>);

impl Orphans {
    /// Those that somebody may be waiting for: all of them at the desk, else none.
    pub(super) fn before(tx: &mut ReadTx<'_>, scope: &DecidableScope) -> Result<Self, Failure> {
        if scope.desk() {
            Self::find(tx, None)
        } else {
            Ok(Self::default())
        }
    }

    /// Those that a list must know of.
    pub(super) fn among(tx: &mut ReadTx<'_>, query: &AccessRequestQuery) -> Result<Self, Failure> {
        let Some(scope) = policy::scope::decidable_requests(tx.caller()) else {
            return match query.authority {
                Some(_) => Self::find(tx, None),
                None => Ok(Self::default()),
            };
        };
        match (query.queue, query.authority) {
            (Some(RequestQueue::ToDecide), None) => Self::before(tx, &scope),
            (Some(RequestQueue::AtDesk), _) | (_, Some(_)) if scope.desk() => Self::find(tx, None),
            (Some(RequestQueue::AtDesk), _) | (_, Some(_)) => Self::find(tx, Some(of_mine(&scope))),
            _ => Ok(Self::default()),
        }
    }

    fn find(tx: &mut ReadTx<'_>, of: Option<Vec<String>>) -> Result<Self, Failure> {
        let now = tx.now();
        let mut select = access_requests::table
            .filter(is_undecided())
            .filter(access_requests::authority.eq(Authority::Lba.as_str()))
            .filter(somebody_s_time_is_over(now))
            .filter(without_lba(now))
            .select(access_requests::id)
            .into_boxed::<MultiBackend>();
        if let Some(of) = of {
            select = select.filter(access_requests::holder_organisation_id.eq_any(of));
        }
        Ok(Self(select.load(tx.connection())?))
    }

    /// Requests that lie with an authority now.
    pub(super) fn lies_with(&self, authority: Authority) -> OnRequests {
        match authority {
            Authority::Landssupport => at_desk(self),
            Authority::Lba => Box::new(
                access_requests::authority
                    .eq(authority.as_str())
                    .and(access_requests::id.ne_all(self.0.clone())),
            ),
        }
    }
}

/// Requests that lie with the desk now.
pub(super) fn at_desk(orphans: &Orphans) -> OnRequests {
    match orphans.0.as_slice() {
        [] => Box::new(is_at_desk()),
        ids => Box::new(is_at_desk().or(access_requests::id.eq_any(ids.to_vec()))),
    }
}

/// A date has ended some grant in the organisation, or put one to sleep: only then can a date have
/// left it without an LBA. All other ways write it down themselves; see `organisations::lbas`.
fn somebody_s_time_is_over(at: Timestamp) -> OnRequests {
    let ended = role_grants::table
        .filter(role_grants::holder_organisation_id.eq(access_requests::holder_organisation_id))
        .filter(role_grants::valid_until.is_not_null())
        .filter(role_grants::valid_until.assume_not_null().le(at.naive()))
        .filter(role_grants::revoked_at.is_null());
    let asleep = role_grants::table
        .filter(role_grants::holder_organisation_id.eq(access_requests::holder_organisation_id))
        .filter(role_grants::dormant_from.is_not_null())
        .filter(role_grants::dormant_from.assume_not_null().le(at.naive()))
        .filter(role_grants::revoked_at.is_null());
    Box::new(exists(ended).or(exists(asleep)))
}

/// Nobody asks for what the caller themself could decide.
fn may_be_orphaned(caller: &Caller, request: &Stored) -> bool {
    let decides = caller.person().is_some_and(|person| {
        person.is_lba_of(request.holder_organisation)
            && person.id != request.subject
            && person.id != request.requested_by
    });
    request.state == RequestState::Open && request.authority == Authority::Lba && !decides
}

/// Gives requests the authority that they have at this moment.
///
/// # Errors
/// The engine's.
pub(super) fn as_they_are_now(tx: &mut ReadTx<'_>, requests: &mut [Stored]) -> Result<(), Failure> {
    let in_doubt = requests
        .iter()
        .filter(|one| may_be_orphaned(tx.caller(), one));
    let ids: Vec<_> = in_doubt.map(|one| one.id.to_string()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let orphans: Vec<String> = access_requests::table
        .filter(access_requests::id.eq_any(ids))
        .filter(without_lba(now))
        .select(access_requests::id)
        .load(tx.connection())?;
    let orphans: HashSet<_> = orphans.into_iter().collect();
    for request in requests {
        if orphans.contains(&request.id.to_string()) {
            request.authority = Authority::Landssupport;
            // Whoever handled it cannot decide it any more.
            request.claim = None;
        }
    }
    Ok(())
}

/// Hands a request to the desk when it is the desk that acts and no LBA could any more.
///
/// # Errors
/// The engine's.
pub(super) fn hand_over(tx: &mut WriteTx<'_>, request: &mut Stored) -> Result<(), Failure> {
    let desk = tx
        .caller()
        .person()
        .is_some_and(|person| person.can(Capability::Landssupport));
    if !desk {
        return Ok(());
    }
    let written = request.authority;
    as_they_are_now(tx, std::slice::from_mut(request))?;
    if request.authority == written {
        return Ok(());
    }
    rerouting::note_hand_over(tx, request)
}

/// Organisations with open requests that their LBAs cannot decide, a hundred at most.
///
/// # Errors
/// The engine's.
pub(super) fn organisations_with_some(tx: &mut ReadTx<'_>) -> Result<Vec<OrganisationId>, Failure> {
    let now = tx.now();
    let found: Vec<String> = access_requests::table
        .filter(is_undecided())
        .filter(access_requests::authority.eq(Authority::Lba.as_str()))
        .filter(without_lba(now))
        .select(access_requests::holder_organisation_id)
        .distinct()
        .limit(100)
        .load(tx.connection())?;
    found.iter().map(|id| row::id(id)).collect()
}
