//! Audit events as the API shows them.

use std::collections::HashMap;

use chrono::Datelike as _;
use serde_json::Value;
use shared::{
    Timestamp,
    audit::AuditEventView,
    id::{OrganisationId, UserId},
    language::Language,
    organisation::{Administration, OrganisationKind, OrganisationRef},
};

use super::{
    attribute_sentences,
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

/// Old and new values of the fields that changed; a yes or no says nothing without its field.
fn changes(event: &AuditEvent) -> Vec<(String, String)> {
    let (Some(Value::Object(old)), Some(Value::Object(new))) = (&event.old, &event.new) else {
        return Vec::new();
    };
    new.iter()
        .filter(|(field, value)| old.get(*field) != Some(value) && !value.is_boolean())
        .map(|(field, value)| (plain(old.get(field)), plain(Some(value))))
        .collect()
}

/// What is known around some events, loaded once for all of them.
struct Around {
    people: HashMap<UserId, User>,
    organisations: HashMap<OrganisationId, OrganisationRef>,
    lookup: Lookup,
    language: Language,
}

impl Around {
    fn load(tx: &mut ReadTx<'_>, events: &[AuditEvent]) -> Result<Self, Failure> {
        let people = events
            .iter()
            .flat_map(|event| [event.actor, event.subject])
            .flatten();
        let people = users::queries::by_id(tx, people)?;
        let organisations = events.iter().filter_map(|event| event.organisation);
        let organisations = references::by_id(tx, organisations)?;
        Ok(Self {
            people,
            organisations,
            lookup: Lookup::load(tx)?,
            language: tx.language(),
        })
    }

    fn person(&self, id: Option<UserId>) -> Option<&User> {
        id.and_then(|id| self.people.get(&id))
    }

    fn organisation(&self, event: &AuditEvent) -> Option<&OrganisationRef> {
        event
            .organisation
            .and_then(|id| self.organisations.get(&id))
    }

    fn sentence(&self, event: &AuditEvent) -> String {
        let role_name = event
            .role
            .as_deref()
            .and_then(|key| self.lookup.name(key).ok());
        let field = |name: &str| event.new.as_ref().and_then(|new| new.get(name));
        let until = field("valid_until")
            .and_then(Value::as_str)
            .and_then(|at| at.parse().ok());
        let word = |name: &str| field(name).and_then(Value::as_str);
        let module = word("administration").and_then(|word| word.parse().ok());
        let kind = word("kind").and_then(|word| word.parse().ok());
        let plural = |kind: OrganisationKind| kind.plural().text(self.language).to_lowercase();
        let name = |user: &'_ User| user.name.clone();
        let (actor, subject) = (self.person(event.actor), self.person(event.subject));
        let (actor, subject) = (actor.map(name), subject.map(name));
        let named = Named {
            actor: actor.as_deref().or(event.actor_system.as_deref()),
            subject: subject.as_deref(),
            role: role_name.as_deref().or(event.role.as_deref()),
            organisation: self.organisation(event).map(|one| one.name.as_str()),
            attribute: attribute_sentences::name(event, self.language),
            kind: kind.map(plural),
            module: module.map(Administration::name),
            until: until.map(|at| date(at, self.language)),
            changes: changes(event),
            own: event.actor.is_some() && event.actor == event.subject,
            removal: field("action").and_then(Value::as_str) == Some("revoke"),
            refusal: event.code.map(|code| code.title().text(self.language)),
        };
        sentence(event.kind, event.outcome, &named, self.language)
    }

    fn view(&self, event: AuditEvent) -> AuditEventView {
        AuditEventView {
            id: event.id,
            at: event.at,
            kind: event.kind,
            outcome: event.outcome,
            sentence: self.sentence(&event),
            organisation_name: self.organisation(&event).map(|one| one.name.clone()),
            actor: self.person(event.actor).map(User::reference),
            subject: self.person(event.subject).map(User::reference),
            actor_system: event.actor_system,
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
    }
}

/// Events as the caller sees them, with a fixed number of statements however many there are.
///
/// # Errors
/// The engine's.
pub fn views(tx: &mut ReadTx<'_>, events: Vec<AuditEvent>) -> Result<Vec<AuditEventView>, Failure> {
    let around = Around::load(tx, &events)?;
    Ok(events.into_iter().map(|event| around.view(event)).collect())
}
