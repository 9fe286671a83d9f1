//! Writes audit events and outbox messages; nobody else does.

use diesel::prelude::*;
use serde_json::Value;
use shared::{
    Timestamp,
    audit::{AuditKind, AuditOutcome},
    id::{AuditEventId, UserId},
};

use super::{
    DbConnection, Failure, dialect,
    multi::insert_all,
    schema::{audit_events, outbox_messages},
};
use crate::{
    clock::new_id,
    domain::{
        caller::Caller,
        change::{About, AuditEntry, Change, Message},
    },
    policy::Denied,
};

#[derive(Insertable)]
#[diesel(table_name = audit_events, treat_none_as_default_value = false)]
struct NewAuditEventRow {
    id: String,
    at: chrono::NaiveDateTime,
    kind: &'static str,
    outcome: &'static str,
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
    trace_id: String,
}

#[derive(Insertable)]
#[diesel(table_name = outbox_messages, treat_none_as_default_value = false)]
struct NewOutboxMessageRow {
    id: String,
    kind: &'static str,
    payload: String,
    created_at: chrono::NaiveDateTime,
    available_at: chrono::NaiveDateTime,
    attempts: i32,
}

/// Who did something, when, and in the course of which request.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'d> {
    /// Who.
    pub caller: &'d Caller,
    /// The person whose deed it is although the caller is a part of the system: a login.
    pub deed_of: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// Names the request in the logs.
    pub trace_id: &'d str,
}

fn row(deed: Deed<'_>, entry: AuditEntry, denied: Option<&Denied>) -> NewAuditEventRow {
    let AuditEntry {
        kind,
        about,
        reason,
        old,
        new,
    } = entry;
    let outcome = if denied.is_some() {
        AuditOutcome::Refused
    } else {
        AuditOutcome::Done
    };
    let home = deed.caller.person().map(|person| person.home.id);
    let actor = deed.caller.user_id().or(deed.deed_of);
    let text = |value: Value| value.to_string();
    NewAuditEventRow {
        id: new_id::<shared::id::kinds::AuditEvent>(deed.at).to_string(),
        at: deed.at.naive(),
        kind: kind.as_str(),
        outcome: outcome.as_str(),
        actor_id: actor.map(|id| id.to_string()),
        actor_system: match (actor, deed.caller) {
            (Some(_), _) | (None, Caller::Person(_)) => None,
            (None, Caller::Program(program)) => Some(program.name.clone()),
            (None, Caller::System(part)) => Some((*part).to_owned()),
        },
        organisation_id: about.organisation.or(home).map(|id| id.to_string()),
        subject_id: about.subject.map(|id| id.to_string()),
        role_key: about.role,
        request_id: about.request.map(|id| id.to_string()),
        grant_id: about.grant.map(|id| id.to_string()),
        reason,
        code: denied.map(|denied| denied.kind.code().to_owned()),
        rule: denied
            .and_then(|denied| denied.rule)
            .map(|rule| rule.as_str().to_owned()),
        old_values: old.map(text),
        new_values: new.map(text),
        trace_id: deed.trace_id.to_owned(),
    }
}

/// Writes what is to be told of a change.
///
/// # Errors
/// The engine's.
pub fn change(
    connection: &mut DbConnection,
    deed: Deed<'_>,
    change: &Change,
) -> Result<AuditEventId, Failure> {
    let event = row(deed, change.audit_entry(), None);
    let id = super::row::id(&event.id)?;
    let event = diesel::insert_into(audit_events::table).values(event);
    let messages = change
        .messages()
        .into_iter()
        .map(|message| message_row(&message, deed.at));
    let mut messages = messages.map(|row| diesel::insert_into(outbox_messages::table).values(row));
    match messages.next() {
        Some(first) => dialect::write_both(connection, event, first)?,
        None => event.execute(connection)?,
    };
    for message in messages {
        message.execute(connection)?;
    }
    Ok(id)
}

/// Writes what is to be told of many changes of one deed.
///
/// # Errors
/// The engine's.
pub fn changes(
    connection: &mut DbConnection,
    deed: Deed<'_>,
    changes: &[Change],
) -> Result<(), Failure> {
    let events: Vec<_> = changes
        .iter()
        .map(|change| row(deed, change.audit_entry(), None))
        .collect();
    insert_all!(connection, audit_events::table, &events)?;
    let messages: Vec<_> = changes
        .iter()
        .flat_map(Change::messages)
        .map(|message| message_row(&message, deed.at))
        .collect();
    insert_all!(connection, outbox_messages::table, &messages)?;
    Ok(())
}

fn message_row(message: &Message, at: Timestamp) -> NewOutboxMessageRow {
    NewOutboxMessageRow {
        id: new_id::<shared::id::kinds::OutboxMessage>(at).to_string(),
        kind: message.kind,
        payload: message.payload.to_string(),
        created_at: at.naive(),
        available_at: at.naive(),
        attempts: 0,
    }
}

/// Writes that an attempt was refused.
///
/// # Errors
/// The engine's.
pub fn refusal(
    connection: &mut DbConnection,
    deed: Deed<'_>,
    attempt: AuditKind,
    about: About,
    denied: &Denied,
) -> Result<(), Failure> {
    let entry = AuditEntry {
        kind: attempt,
        about,
        reason: None,
        old: None,
        new: None,
    };
    let event = row(deed, entry, Some(denied));
    diesel::insert_into(audit_events::table)
        .values(event)
        .execute(connection)?;
    Ok(())
}

/// How many messages wait to be delivered.
///
/// # Errors
/// The engine's.
pub fn count_undelivered(connection: &mut DbConnection) -> Result<i64, Failure> {
    Ok(outbox_messages::table
        .filter(outbox_messages::delivered_at.is_null())
        .count()
        .get_result(connection)?)
}
