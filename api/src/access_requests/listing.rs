//! Lists of access requests: by queue, state, authority, place, person and handler.

use diesel::prelude::*;
use shared::{
    Timestamp,
    access_request::{AccessRequestQuery, ClaimFilter, RequestQueue, RequestState},
    id::{AccessRequestId, UserId},
    page::Page,
};

use super::{
    orphans::{Orphans, as_they_are_now, at_desk},
    queries::{OnRequests, decidable, is_at_desk, is_undecided, of_theirs, within},
    rows::{AccessRequestRow, Stored},
};
use crate::{
    db::{Failure, MultiBackend, ReadTx, cursor, schema::access_requests},
    lookups::view::may_read_of,
    policy::{
        self, Scope,
        scope::{DecidableScope, of},
    },
};

/// The last request of a page: what it is ordered by, and its id.
pub type Key = (Timestamp, AccessRequestId);

type Boxed = access_requests::BoxedQuery<'static, MultiBackend>;

/// What a list begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// Those due first: of what waits.
    DueFirst,
    /// The newest: of all else.
    NewestFirst,
}

impl Order {
    fn of(queue: Option<RequestQueue>) -> Self {
        match queue {
            Some(RequestQueue::ToDecide | RequestQueue::AtDesk) => Self::DueFirst,
            Some(RequestQueue::Mine | RequestQueue::Decided) | None => Self::NewestFirst,
        }
    }

    fn key(self, request: &Stored) -> Key {
        match self {
            Self::DueFirst => (request.due_at, request.id),
            Self::NewestFirst => (request.created_at, request.id),
        }
    }

    /// The first condition of each pair follows from the second; it lets the engines begin at
    /// the row.
    fn onto(self, select: Boxed, after: Option<&Key>) -> Boxed {
        use access_requests::{created_at, due_at, id};
        let after = after.map(|(at, last)| (at.naive(), last.to_string()));
        match (self, after) {
            (Self::DueFirst, None) => select.order((due_at, id)),
            (Self::DueFirst, Some((at, last))) => select
                .order((due_at, id))
                .filter(due_at.ge(at))
                .filter(due_at.gt(at).or(due_at.eq(at).and(id.gt(last)))),
            (Self::NewestFirst, None) => select.order((created_at.desc(), id.desc())),
            (Self::NewestFirst, Some((at, last))) => select
                .order((created_at.desc(), id.desc()))
                .filter(created_at.le(at))
                .filter(created_at.lt(at).or(created_at.eq(at).and(id.lt(last)))),
        }
    }
}

/// What belongs in a queue of the caller's; none when they have no such queue.
fn queued(tx: &ReadTx<'_>, queue: RequestQueue, orphans: &Orphans) -> Option<OnRequests> {
    let waiting = || policy::scope::decidable_requests(tx.caller());
    Some(match queue {
        RequestQueue::Mine => {
            let me = tx.caller().user_id()?.to_string();
            Box::new(
                access_requests::subject_id
                    .eq(me.clone())
                    .or(access_requests::requested_by.eq(me)),
            )
        }
        RequestQueue::ToDecide => decidable(&waiting()?, orphans),
        RequestQueue::AtDesk => Box::new(at_desk_of(&waiting()?, orphans).and(is_undecided())),
        RequestQueue::Decided => Box::new(once_theirs(&waiting()?).and(has_ended())),
    })
}

/// Requests that lie with the desk: for the desk all of them, for others their organisations'.
fn at_desk_of(scope: &DecidableScope, orphans: &Orphans) -> OnRequests {
    if scope.desk() {
        at_desk(orphans)
    } else {
        Box::new(of_theirs(scope).and(at_desk(orphans)))
    }
}

/// Requests that were somebody's to decide: the desk's, and those of their organisations.
fn once_theirs(scope: &DecidableScope) -> OnRequests {
    match (scope.desk(), scope.is_lba()) {
        (true, false) => Box::new(is_at_desk()),
        (true, true) => Box::new(of_theirs(scope).or(is_at_desk())),
        (false, _) => of_theirs(scope),
    }
}

/// Whether a request has ended.
#[diesel::dsl::auto_type(no_type_alias)]
fn has_ended() -> _ {
    let open: &'static str = RequestState::Open.as_str();
    access_requests::state.ne(open)
}

/// Open requests by who handles them at this moment.
fn claimed(filter: ClaimFilter, me: UserId, at: Timestamp) -> OnRequests {
    let (me, at) = (me.to_string(), at.naive());
    let in_effect = access_requests::claimed_until
        .is_not_null()
        .and(access_requests::claimed_until.assume_not_null().gt(at));
    match filter {
        ClaimFilter::Unclaimed => Box::new(
            is_undecided().and(
                access_requests::claimed_until
                    .is_null()
                    .or(access_requests::claimed_until.assume_not_null().le(at)),
            ),
        ),
        ClaimFilter::Mine => Box::new(
            is_undecided()
                .and(access_requests::claimed_by.assume_not_null().eq(me))
                .and(in_effect),
        ),
        ClaimFilter::Others => Box::new(
            is_undecided()
                .and(access_requests::claimed_by.assume_not_null().ne(me))
                .and(in_effect),
        ),
    }
}

fn narrowed(
    mut select: Boxed,
    tx: &ReadTx<'_>,
    query: &AccessRequestQuery,
    orphans: &Orphans,
) -> Option<Boxed> {
    if let Some(queue) = query.queue {
        select = select.filter(queued(tx, queue, orphans)?);
    }
    if let Some(filter) = query.claim {
        select = select.filter(claimed(filter, tx.caller().user_id()?, tx.now()));
    }
    match query.state {
        Some(RequestState::Open) => select = select.filter(is_undecided()),
        Some(state) => select = select.filter(access_requests::state.eq(state.as_str())),
        None => {}
    }
    if let Some(authority) = query.authority {
        select = select.filter(orphans.lies_with(authority));
    }
    if let Some(organisation) = query.organisation_id {
        select =
            select.filter(access_requests::holder_organisation_id.eq(organisation.to_string()));
    }
    if let Some(subject) = query.subject_id {
        select = select.filter(access_requests::subject_id.eq(subject.to_string()));
    }
    Some(select)
}

/// A page of the requests within the scope: those due first of what waits, the newest first of
/// all others.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::AccessRequests>,
    query: &AccessRequestQuery,
    asked: &cursor::Asked<Key>,
) -> Result<Page<Stored>, Failure> {
    may_read_of(tx, query.subject_id)?;
    let select = access_requests::table
        .filter(within(scope))
        .limit(asked.fetch())
        .into_boxed();
    let orphans = Orphans::among(tx, query)?;
    let Some(select) = narrowed(select, tx, query, &orphans) else {
        return Ok(Page {
            items: Vec::new(),
            next_cursor: None,
        });
    };
    let order = Order::of(query.queue);
    let mut requests: Vec<Stored> = order
        .onto(select, asked.after())
        .select(AccessRequestRow::as_select())
        .load::<AccessRequestRow>(tx.connection())?
        .into_iter()
        .map(Stored::try_from)
        .collect::<Result<_, _>>()?;
    as_they_are_now(tx, &mut requests)?;
    asked.page(requests, |request| order.key(request))
}
