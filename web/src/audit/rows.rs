//! Events as rows: the sentence, when, why, and how it went.

use leptos::prelude::*;
use serde_json::Value;
use shared::{
    Timestamp,
    audit::{AuditEventView, AuditOutcome},
    session::Action,
};

use crate::{
    dates,
    i18n::{audit as text, fill, tr},
    routes::Route,
    session::{Session, may},
    ui::{
        status::{Shade, status},
        table::{Row, Table},
    },
};

/// A table of events.
pub(crate) fn table(events: &[AuditEventView]) -> AnyView {
    let columns = [
        text::COLUMN_WHAT,
        text::COLUMN_WHEN,
        text::COLUMN_WHY,
        text::COLUMN_OUTCOME,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let users = use_context::<Session>()
        .and_then(Session::me)
        .is_some_and(|me| may(&me, Action::ListUsers));
    let rows = events.iter().map(|event| row(event, users)).collect();
    view! { <Table caption=tr(text::TITLE) columns rows /> }.into_any()
}

fn row(event: &AuditEventView, users: bool) -> Row {
    let about = event.subject.as_ref().filter(|_| users).map(|subject| {
        view! {
            <span class="cell-detail">
                {tr(text::FILTER_PERSON)}
                ": "
                <a href=Route::User(subject.id).path()>{subject.name.clone()}</a>
            </span>
        }
    });
    let changes: Vec<_> = changes(event)
        .into_iter()
        .map(|words| view! { <span class="cell-detail">{words}</span> })
        .collect();
    vec![
        view! {
            <span class="event-kind">{tr(text::kind(event.kind))}</span>
            <span class="sentence">{event.sentence.clone()}</span>
            {changes}
            {about}
        }
        .into_any(),
        dates::with_time(event.at).into_any(),
        event
            .reason
            .clone()
            .unwrap_or_else(|| "–".to_owned())
            .into_any(),
        outcome(event),
    ]
}

fn outcome(event: &AuditEventView) -> AnyView {
    match event.outcome {
        AuditOutcome::Done => status(tr(text::DONE), Shade::Good).into_any(),
        AuditOutcome::Refused => {
            let rule = event
                .rule
                .map(|rule| fill(text::RULE, &[("rule", rule.as_str())]));
            view! {
                {status(tr(text::REFUSED), Shade::Bad)}
                {rule.map(|words| view! { <span class="cell-detail">{words}</span> })}
            }
            .into_any()
        }
    }
}

/// Each changed field: what it was and what it became.
fn changes(event: &AuditEventView) -> Vec<String> {
    let (Some(old), Some(new)) = (&event.old, &event.new) else {
        return Vec::new();
    };
    let Some(fields) = new.as_object() else {
        return Vec::new();
    };
    fields
        .iter()
        .filter(|(field, now)| old.get(field.as_str()) != Some(now))
        .map(|(field, now)| {
            let before = shown(old.get(field).unwrap_or(&Value::Null));
            let name = match text::field(field) {
                Some(name) => tr(name),
                None => field.as_str(),
            };
            fill(
                text::CHANGED_FROM,
                &[("field", name), ("old", &before), ("new", &shown(now))],
            )
        })
        .collect()
}

/// A value as one reads it: a moment as a date, a choice as yes or no.
fn shown(value: &Value) -> String {
    match value {
        Value::Bool(true) => tr(text::YES).to_owned(),
        Value::Bool(false) => tr(text::NO).to_owned(),
        Value::String(said) if !said.is_empty() => said
            .parse::<Timestamp>()
            .map_or_else(|_| said.clone(), dates::with_time),
        Value::Null | Value::String(_) => tr(text::NOTHING).to_owned(),
        other => other.to_string(),
    }
}
