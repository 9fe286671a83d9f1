//! What the product wrote down: the audit log and the outbox, read from the tables themselves.

use std::collections::HashSet;

use brugeradm::db::{
    DbConnection,
    schema::{audit_events, outbox_messages},
};
use diesel::prelude::*;
use serde_json::Value;
use shared::{
    audit::{AuditKind, AuditOutcome},
    problem::ProblemKind,
    rule::Rule,
};

use crate::app::TestApp;

/// What has been looked at before.
#[derive(Debug, Default)]
pub(crate) struct Seen(HashSet<String>);

impl Seen {
    /// Everything that is there.
    pub(crate) fn of(connection: &mut DbConnection) -> Self {
        let mut seen = Self::default();
        for row in rows(connection) {
            seen.0.insert(row.id);
        }
        seen
    }
}

/// An audit event, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: AuditKind,
    /// How it went.
    pub outcome: AuditOutcome,
    /// Who did it.
    pub actor_id: Option<String>,
    /// Which program or part of the system did it.
    pub actor_system: Option<String>,
    /// Whose log it belongs to.
    pub organisation_id: Option<String>,
    /// Whom it is about.
    pub subject_id: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// The request.
    pub request_id: Option<String>,
    /// The grant.
    pub grant_id: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The refusal's code.
    pub code: Option<ProblemKind>,
    /// The refusal's rule.
    pub rule: Option<Rule>,
    /// What it was.
    pub old: Option<Value>,
    /// What it became.
    pub new: Option<Value>,
}

/// A message of the outbox, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its stable name.
    pub kind: String,
    /// Ids of what it is about.
    pub payload: Value,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_events)]
struct EventRow {
    id: String,
    kind: String,
    outcome: String,
    actor_id: Option<String>,
    actor_system: Option<String>,
    organisation_id: Option<String>,
    subject_id: Option<String>,
    role_key: Option<String>,
    request_id: Option<String>,
    grant_id: Option<String>,
    reason: Option<String>,
    code: Option<String>,
    rule: Option<String>,
    old_values: Option<String>,
    new_values: Option<String>,
}

fn rows(connection: &mut DbConnection) -> Vec<EventRow> {
    audit_events::table
        .order((audit_events::at, audit_events::id))
        .select(EventRow::as_select())
        .load(connection)
        .expect("audit events")
}

impl From<EventRow> for Event {
    fn from(row: EventRow) -> Self {
        let json = |text: Option<String>| {
            text.map(|text| serde_json::from_str(&text).expect("stored JSON"))
        };
        Self {
            kind: row.kind.parse().expect("a kind"),
            outcome: row.outcome.parse().expect("an outcome"),
            actor_id: row.actor_id,
            actor_system: row.actor_system,
            organisation_id: row.organisation_id,
            subject_id: row.subject_id,
            role: row.role_key,
            request_id: row.request_id,
            grant_id: row.grant_id,
            reason: row.reason,
            code: row.code.as_deref().and_then(ProblemKind::from_code),
            rule: row.rule.map(|rule| rule.parse().expect("a rule")),
            old: json(row.old_values),
            new: json(row.new_values),
        }
    }
}

impl TestApp {
    /// The audit events since this was last asked; at first, since the product started.
    pub fn audit_events(&self) -> Vec<Event> {
        let mut seen = self.0.seen.lock().expect("the books");
        rows(&mut self.connection())
            .into_iter()
            .filter(|row| seen.0.insert(row.id.clone()))
            .map(Event::from)
            .collect()
    }

    /// The messages to the outside since this was last asked.
    pub fn outbox(&self) -> Vec<Message> {
        let mut seen = self.0.seen.lock().expect("the books");
        let stored: Vec<(String, String, String)> = outbox_messages::table
            .order((outbox_messages::created_at, outbox_messages::id))
            .select((
                outbox_messages::id,
                outbox_messages::kind,
                outbox_messages::payload,
            ))
            .load(&mut self.connection())
            .expect("messages");
        stored
            .into_iter()
            .filter(|(id, _, _)| seen.0.insert(id.clone()))
            .map(|(_, kind, payload)| Message {
                kind,
                payload: serde_json::from_str(&payload).expect("stored JSON"),
            })
            .collect()
    }

    /// Takes what has been written down so far as read.
    pub fn forget(&self) {
        self.audit_events();
        self.outbox();
    }

    /// The one audit event since last asked, apart from logins; fails the test when there are
    /// more or fewer.
    #[track_caller]
    pub fn only_event(&self) -> Event {
        let mut events = self.audit_events();
        events.retain(|event| event.kind != AuditKind::LoggedIn);
        assert_eq!(events.len(), 1, "{events:#?}");
        events.remove(0)
    }
}
