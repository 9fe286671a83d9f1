//! Audit events as the API shows them.

use std::collections::HashMap;

use chrono::Datelike as _;
use serde_json::Value;
use shared::{Timestamp, audit::AuditEventView, id::UserId, language::Language};

use super::{
    rows::AuditEvent,
    sentences::{Named, sentence},
};
use crate::{
    db::{Failure, ReadTx},
    domain::working_days::danish_day,
    organisations::references,
    roles::lookup::Lookup,
    users::{self, rows::User},
};

const MONTHS_DA: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as people read it, on Danish clocks.
fn date(at: Timestamp, language: Language) -> String {
    let day = danish_day(at);
    let month = usize::try_from(day.month0()).unwrap_or(0);
    let name = |months: &[&'static str; 12]| months.get(month).copied().unwrap_or_default();
    match language {
        Language::Da => format!("{}. {} {}", day.day(), name(&MONTHS_DA), day.year()),
        Language::En => format!("{} {} {}", day.day(), name(&MONTHS_EN), day.year()),
    }
}

fn plain(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

/// Old and new values of the fields that changed.
fn changes(event: &AuditEvent) -> Vec<(String, String)> {
    let (Some(Value::Object(old)), Some(Value::Object(new))) = (&event.old, &event.new) else {
        return Vec::new();
    };
    new.iter()
        .filter(|(field, value)| old.get(*field) != Some(value))
        .map(|(field, value)| (plain(old.get(field)), plain(Some(value))))
        .collect()
}

/// Events as the caller sees them, with a fixed number of statements however many there are.
///
/// # Errors
/// The engine's.
pub fn views(tx: &mut ReadTx<'_>, events: Vec<AuditEvent>) -> Result<Vec<AuditEventView>, Failure> {
    let people = events
        .iter()
        .flat_map(|event| [event.actor, event.subject])
        .flatten();
    let people = users::queries::by_id(tx, people)?;
    let organisations =
        references::by_id(tx, events.iter().filter_map(|event| event.organisation))?;
    let lookup = Lookup::load(tx)?;
    let language = tx.language();
    let view = |event: AuditEvent| {
        let person = |id: Option<UserId>| reference(&people, id);
        let (actor, subject) = (person(event.actor), person(event.subject));
        let organisation = event.organisation.and_then(|id| organisations.get(&id));
        let role_name = event.role.as_deref().and_then(|key| lookup.name(key).ok());
        let field = |name: &str| event.new.as_ref().and_then(|new| new.get(name));
        let until = field("valid_until")
            .and_then(Value::as_str)
            .and_then(|at| at.parse().ok());
        let named = Named {
            actor: actor
                .as_ref()
                .map(|person| person.name.as_str())
                .or(event.actor_system.as_deref()),
            subject: subject.as_ref().map(|person| person.name.as_str()),
            role: role_name.as_deref().or(event.role.as_deref()),
            organisation: organisation.map(|one| one.name.as_str()),
            until: until.map(|at| date(at, language)),
            changes: changes(&event),
            removal: field("action").and_then(Value::as_str) == Some("revoke"),
            refusal: event.code.map(|code| code.title().text(language)),
        };
        let sentence = sentence(event.kind, event.outcome, &named, language);
        AuditEventView {
            id: event.id,
            at: event.at,
            kind: event.kind,
            outcome: event.outcome,
            sentence,
            organisation_name: organisation.map(|one| one.name.clone()),
            actor,
            actor_system: event.actor_system,
            subject,
            organisation_id: event.organisation,
            role: event.role,
            request_id: event.request,
            grant_id: event.grant,
            reason: event.reason,
            code: event.code,
            rule: event.rule,
            old: event.old,
            new: event.new,
        }
    };
    Ok(events.into_iter().map(view).collect())
}

fn reference(
    people: &HashMap<UserId, User>,
    id: Option<UserId>,
) -> Option<shared::organisation::PersonRef> {
    id.and_then(|id| people.get(&id)).map(User::reference)
}
