//! What must hold of every world, asked of the tables alone: each invariant is a query for what
//! breaks it, which both engines take. All of them are one view of the test's connection, so that
//! the engines read them once and not after every step.

use acceptance::beginning;
use brugeradm::{db::DbConnection, domain::facts::UMBRELLA};
use diesel::{connection::SimpleConnection as _, prelude::*};

use crate::{product::at, world::Moment};

diesel::table! {
    /// What breaks an invariant, whose place in the list stands beside it.
    breaches (id) {
        invariant -> Integer,
        id -> Text,
    }
}

diesel::table! {
    /// The moment that is looked at.
    moments (now) {
        now -> Timestamp,
    }
}

/// An invariant, and the query for the ids of what breaks it.
pub(crate) struct Invariant {
    pub(crate) sentence: &'static str,
    query: fn() -> String,
}

/// Now, in a query.
const NOW: &str = "(SELECT now FROM moments)";

pub(crate) const CAUSE: &str = "no grant without an authorised cause";
pub(crate) const ONESELF: &str = "nobody decides for themself";
pub(crate) const INSIDE: &str = "an LBA's act never leaves their organisation";
pub(crate) const DESK_ALONE: &str =
    "the role of the release note reaches kommuner and a-kasser by Landssupporten alone";
pub(crate) const ONE_OPEN: &str = "at most one open request for the same";
pub(crate) const LAST_LBA: &str = "no organisation loses its last LBA unnoticed";
pub(crate) const DECIDABLE: &str = "an open request has somebody who may decide it";

pub(crate) const INVARIANTS: &[Invariant] = &[
    Invariant {
        sentence: CAUSE,
        query: without_cause,
    },
    Invariant {
        sentence: ONESELF,
        query: for_oneself,
    },
    Invariant {
        sentence: INSIDE,
        query: outside,
    },
    Invariant {
        sentence: DESK_ALONE,
        query: past_the_desk,
    },
    Invariant {
        sentence: ONE_OPEN,
        query: open_twice,
    },
    Invariant {
        sentence: LAST_LBA,
        query: unnoticed,
    },
    Invariant {
        sentence: DECIDABLE,
        query: undecidable,
    },
];

/// Whether a person had what confers `capability` at a moment, being active. `place` narrows where.
fn held(capability: &str, user: &str, at: &str, place: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM role_grants held JOIN roles ON roles.key = held.role_key \
           WHERE held.user_id = {user} AND roles.confers = '{capability}' \
             AND held.valid_from <= {at} AND (held.valid_until IS NULL OR held.valid_until > {at}) \
             AND (held.revoked_at IS NULL OR held.revoked_at > {at}) {place}) \
         AND NOT EXISTS (SELECT 1 FROM user_absences away WHERE away.user_id = {user} \
             AND away.began_at <= {at} AND (away.ended_at IS NULL OR away.ended_at > {at}))"
    )
}

fn lba(user: &str, organisation: &str, at: &str) -> String {
    let place = format!(
        "AND held.organisation_id = {organisation} AND held.holder_organisation_id = {organisation}"
    );
    held("administer_organisation", user, at, &place)
}

fn desk(user: &str, at: &str) -> String {
    held("landssupport", user, at, "")
}

/// Given when the world was set up.
fn from_the_beginning() -> String {
    let beginning = beginning().naive().format("%F %T");
    format!(
        "(g.source IN ('bootstrap', 'import') AND g.granted_by IS NULL \
          AND g.granted_at <= '{beginning}')"
    )
}

/// A giver whom the role's row names, in office at that moment; or a request that such a one has
/// approved; in the place that the row says; and in the log.
fn without_cause() -> String {
    let beginning = from_the_beginning();
    let giver_lba = lba("g.granted_by", "g.holder_organisation_id", "g.granted_at");
    let giver_desk = desk("g.granted_by", "g.granted_at");
    let decider_lba = lba("q.decided_by", "q.holder_organisation_id", "q.decided_at");
    let decider_desk = desk("q.decided_by", "q.decided_at");
    format!(
        "SELECT g.id AS id FROM role_grants g \
         JOIN organisations home ON home.id = g.holder_organisation_id \
         LEFT JOIN role_rules rule ON rule.role_key = g.role_key AND rule.holder_kind = home.kind \
         WHERE NOT {beginning} AND NOT ( \
           rule.role_key IS NOT NULL \
           AND g.organisation_id = CASE rule.target WHEN 'own' THEN home.id ELSE '{UMBRELLA}' END \
           AND EXISTS (SELECT 1 FROM audit_events e WHERE e.organisation_id = home.id \
             AND e.grant_id = g.id AND e.actor_id = g.granted_by AND e.outcome = 'done') \
           AND ((g.source = 'lba' AND rule.granted_by = 'lba' AND {giver_lba}) \
             OR (g.source = 'landssupport' AND rule.granted_by = 'landssupport' AND {giver_desk}) \
             OR (g.source = 'request' AND EXISTS (SELECT 1 FROM access_requests q \
               WHERE q.id = g.request_id AND q.grant_id = g.id AND q.state = 'approved' \
                 AND q.action = 'grant' AND q.subject_id = g.user_id AND q.role_key = g.role_key \
                 AND q.organisation_id = g.organisation_id AND q.decided_by = g.granted_by \
                 AND (rule.granted_by = q.authority OR q.authority = 'landssupport') \
                 AND ((q.authority = 'lba' AND {decider_lba}) \
                   OR (q.authority = 'landssupport' AND {decider_desk}))))))"
    )
}

fn for_oneself() -> String {
    "SELECT id FROM role_grants WHERE user_id = granted_by OR user_id = revoked_by \
     UNION ALL SELECT id FROM access_requests WHERE state IN ('approved', 'rejected') \
       AND decided_by IN (subject_id, requested_by) \
     UNION ALL SELECT id FROM access_requests WHERE claimed_by IN (subject_id, requested_by) \
     UNION ALL SELECT id FROM audit_events WHERE outcome = 'done' AND actor_id = subject_id \
       AND kind IN ('role_granted', 'role_revoked', 'role_extended', 'user_changed', \
         'user_deactivated', 'user_reactivated', 'access_request_approved', \
         'access_request_rejected')"
        .to_owned()
}

/// Only the desk does anything outside the own organisation.
fn outside() -> String {
    let (actor, giver) = (
        desk("e.actor_id", "e.at"),
        desk("g.granted_by", "g.granted_at"),
    );
    let taker = desk("g.revoked_by", "g.revoked_at");
    let decider = desk("q.decided_by", "q.decided_at");
    format!(
        "SELECT e.id AS id FROM audit_events e JOIN users u ON u.id = e.actor_id \
           WHERE e.outcome = 'done' AND e.organisation_id <> u.organisation_id AND NOT ({actor}) \
         UNION ALL SELECT g.id FROM role_grants g JOIN users u ON u.id = g.granted_by \
           WHERE g.holder_organisation_id <> u.organisation_id AND NOT ({giver}) \
         UNION ALL SELECT g.id FROM role_grants g JOIN users u ON u.id = g.revoked_by \
           WHERE g.holder_organisation_id <> u.organisation_id AND NOT ({taker}) \
         UNION ALL SELECT g.id FROM role_grants g WHERE g.source = 'lba' \
           AND g.organisation_id NOT IN (g.holder_organisation_id, '{UMBRELLA}') \
         UNION ALL SELECT q.id FROM access_requests q JOIN users u ON u.id = q.requested_by \
           WHERE q.holder_organisation_id <> u.organisation_id \
         UNION ALL SELECT q.id FROM access_requests q JOIN users u ON u.id = q.decided_by \
           WHERE q.holder_organisation_id <> u.organisation_id AND NOT ({decider})"
    )
}

fn past_the_desk() -> String {
    let beginning = from_the_beginning();
    let (giver, taker) = (
        desk("g.granted_by", "g.granted_at"),
        desk("g.revoked_by", "g.revoked_at"),
    );
    format!(
        "SELECT g.id AS id FROM role_grants g \
         JOIN organisations home ON home.id = g.holder_organisation_id \
         WHERE g.role_key = 'JobAG.Virksomhedsbruger' AND home.kind <> 'virksomhed' \
           AND ((NOT {beginning} AND NOT (g.granted_by IS NOT NULL AND {giver})) \
             OR (g.revoked_at IS NOT NULL AND NOT (g.revoked_by IS NOT NULL AND {taker})))"
    )
}

fn open_twice() -> String {
    "SELECT max(id) AS id FROM access_requests WHERE state = 'open' \
     GROUP BY subject_id, role_key, organisation_id, action HAVING count(*) > 1"
        .to_owned()
}

/// Had an LBA, has none now, and Landssupporten was not told that it would be so.
fn unnoticed() -> String {
    let now = NOW;
    let is_lba = lba("u.id", "o.id", now);
    format!(
        "SELECT o.id AS id FROM organisations o WHERE o.active \
           AND EXISTS (SELECT 1 FROM role_grants g JOIN roles ON roles.key = g.role_key \
             WHERE roles.confers = 'administer_organisation' \
               AND g.holder_organisation_id = o.id AND g.valid_from <= {now}) \
           AND NOT EXISTS (SELECT 1 FROM users u WHERE u.organisation_id = o.id AND {is_lba}) \
           AND NOT EXISTS (SELECT 1 FROM desk_tasks t WHERE t.organisation_id = o.id \
             AND t.settled_at IS NULL AND t.due_at <= {now})"
    )
}

/// What no LBA can decide is the desk's, which has somebody who is neither of the two.
fn undecidable() -> String {
    let now = NOW;
    let decides = format!(
        "({} OR {})",
        lba("u.id", "q.holder_organisation_id", now),
        desk("u.id", now)
    );
    format!(
        "SELECT q.id AS id FROM access_requests q WHERE q.state = 'open' AND NOT EXISTS ( \
           SELECT 1 FROM users u WHERE u.id NOT IN (q.subject_id, q.requested_by) AND {decides})"
    )
}

/// Lets a connection look for breaches.
pub(crate) fn look_out(connection: &mut DbConnection) {
    let queries: Vec<_> = INVARIANTS
        .iter()
        .enumerate()
        .map(|(at, one)| {
            format!(
                "SELECT {at} AS invariant, id FROM ({}) found_{at}",
                (one.query)()
            )
        })
        .collect();
    let now = beginning().naive().format("%F %T");
    let view = format!(
        "CREATE TEMP TABLE moments (now TIMESTAMP NOT NULL); \
         INSERT INTO moments VALUES ('{now}'); CREATE TEMP VIEW breaches AS {}",
        queries.join(" UNION ALL ")
    );
    connection.batch_execute(&view).unwrap();
}

/// Every breach of an invariant there is at a moment, by its sentence.
pub(crate) fn breaches(connection: &mut DbConnection, now: Moment) -> Vec<(&'static str, String)> {
    diesel::update(moments::table)
        .set(moments::now.eq(at(now).naive()))
        .execute(connection)
        .unwrap();
    let found: Vec<(i32, String)> = breaches::table.load(connection).unwrap();
    found
        .into_iter()
        .map(|(at, id)| (INVARIANTS[usize::try_from(at).unwrap()].sentence, id))
        .collect()
}
