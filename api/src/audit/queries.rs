//! Reads of the audit log, each through a scope (G12).

use diesel::{prelude::*, sql_types::Bool};
use shared::{audit::AuditEventQuery, id::AuditEventId, page::Page};

use super::rows::{AuditEvent, AuditEventRow};
use crate::{
    db::{Failure, MultiBackend, ReadTx, cursor::Asked, schema::audit_events},
    lookups::view::may_read_of,
    policy::{
        Scope,
        scope::{Reach, of},
    },
    users::queries::working_in,
};

type OnEvents = Box<dyn BoxableExpression<audit_events::table, MultiBackend, SqlType = Bool>>;

fn within(scope: &Scope<of::AuditEvents>) -> OnEvents {
    let own: Vec<_> = scope.own().iter().map(ToString::to_string).collect();
    match scope.reach() {
        Reach::Everything => Box::new(audit_events::id.is_not_null()),
        Reach::Units(home, units) => {
            let theirs = audit_events::subject_id.is_not_null().and(
                audit_events::subject_id
                    .assume_not_null()
                    .eq_any(working_in(*home, units.clone())),
            );
            Box::new(theirs.or(by_or_about(own)))
        }
        Reach::Organisations(ids) => {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            let theirs = audit_events::organisation_id
                .is_not_null()
                .and(audit_events::organisation_id.assume_not_null().eq_any(ids));
            Box::new(theirs.or(by_or_about(own)))
        }
    }
}

/// Done by or about one of these people.
fn by_or_about(own: Vec<String>) -> OnEvents {
    let about = audit_events::subject_id.is_not_null().and(
        audit_events::subject_id
            .assume_not_null()
            .eq_any(own.clone()),
    );
    let by = audit_events::actor_id
        .is_not_null()
        .and(audit_events::actor_id.assume_not_null().eq_any(own));
    Box::new(about.or(by))
}

type Boxed = audit_events::BoxedQuery<'static, MultiBackend>;

fn narrowed(mut select: Boxed, query: &AuditEventQuery) -> Boxed {
    if let Some(organisation) = query.organisation_id {
        select = select.filter(audit_events::organisation_id.eq(organisation.to_string()));
    }
    if let Some(actor) = query.actor_id {
        select = select.filter(audit_events::actor_id.eq(actor.to_string()));
    }
    if let Some(subject) = query.subject_id {
        select = select.filter(audit_events::subject_id.eq(subject.to_string()));
    }
    if let Some(kind) = query.kind {
        select = select.filter(audit_events::kind.eq(kind.as_str()));
    }
    if let Some(outcome) = query.outcome {
        select = select.filter(audit_events::outcome.eq(outcome.as_str()));
    }
    if let Some(role) = &query.role {
        select = select.filter(audit_events::role_key.eq(role.clone()));
    }
    if let Some(from) = query.from {
        select = select.filter(audit_events::at.ge(from.naive()));
    }
    if let Some(until) = query.until {
        select = select.filter(audit_events::at.lt(until.naive()));
    }
    select
}

/// A page of the events within the scope, newest first.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::AuditEvents>,
    query: &AuditEventQuery,
    asked: &Asked<AuditEventId>,
) -> Result<Page<AuditEvent>, Failure> {
    may_read_of(tx, query.subject_id.into_iter().chain(query.actor_id))?;
    let select = audit_events::table
        .filter(within(scope))
        .limit(asked.fetch())
        .into_boxed();
    // Ids are of the moment they were made in, so that they order by time.
    let mut select = narrowed(select, query).order(audit_events::id.desc());
    if let Some(last) = asked.after() {
        select = select.filter(audit_events::id.lt(last.to_string()));
    }
    let events: Vec<AuditEvent> = select
        .select(AuditEventRow::as_select())
        .load::<AuditEventRow>(tx.connection())?
        .into_iter()
        .map(AuditEvent::try_from)
        .collect::<Result<_, _>>()?;
    asked.page(events, |event| event.id)
}
