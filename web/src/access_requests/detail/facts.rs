//! The facts of a request.

use leptos::prelude::*;
use shared::access_request::{AccessRequestView, RequestParty};

use crate::{
    access_requests::sentences,
    dates,
    i18n::{handling, requests as text, tr, words},
    ui::{
        facts::{Fact, Facts},
        status::{Shade, role, status},
    },
};

/// What is known about the request.
pub(super) fn facts(request: &AccessRequestView) -> impl IntoView + use<> {
    let mut facts = who_and_what(request);
    facts.extend(why_and_when(request));
    view! { <Facts facts /> }
}

/// By when it is to be decided, and that this has passed.
fn deadline(request: &AccessRequestView) -> impl IntoView + use<> {
    let late = dates::now().is_some_and(|now| now > request.due_at);
    view! {
        {dates::in_text(request.due_at)}
        " "
        {late.then(|| status(tr(text::OVERDUE), Shade::Bad))}
    }
}

fn who_and_what(request: &AccessRequestView) -> Vec<Fact> {
    let word = tr(words::state(request.state));
    let wanted = role(&sentences::wanted(request), &request.role);
    let mut facts = vec![
        Fact::new(
            tr(words::STATUS),
            status(word, sentences::shade(request.state)),
        ),
        Fact::new(tr(words::PERSON), request.subject.name.clone()),
    ];
    if request.requested_by.id != request.subject.id {
        facts.push(Fact::new(
            tr(text::ASKED_BY),
            request.requested_by.name.clone(),
        ));
    }
    if request.home.id != request.organisation.id {
        facts.push(Fact::new(tr(text::EMPLOYED_IN), request.home.name.clone()));
    }
    facts.push(Fact::new(tr(words::ROLE), wanted));
    facts.push(Fact::new(
        tr(words::ORGANISATION),
        request.organisation.name.clone(),
    ));
    if let Some(unit) = request.unit.clone() {
        facts.push(Fact::new(tr(words::UNIT), unit));
    }
    facts
}

fn why_and_when(request: &AccessRequestView) -> Vec<Fact> {
    let mut facts = vec![Fact::new(tr(words::REASON), request.justification.clone())];
    if let Some(case) = request.case_reference.clone() {
        facts.push(Fact::new(tr(words::CASE), case));
    }
    let until = request
        .valid_until
        .map_or_else(|| tr(words::NO_END).to_owned(), dates::in_text);
    facts.push(Fact::new(tr(text::WISHED_END), until));
    facts.push(Fact::new(
        tr(words::SENT),
        dates::with_time(request.created_at),
    ));
    if request.decision.is_none() {
        facts.push(Fact::new(tr(text::DEADLINE), deadline(request)));
    }
    if let Some(words) = sentences::handled(request) {
        facts.push(Fact::new(tr(text::HANDLED), words));
    }
    if request.awaiting == Some(RequestParty::Requester) {
        let waits = status(tr(handling::AWAITS_ANSWER), Shade::Careful);
        facts.push(Fact::new(tr(handling::THREAD_TITLE), waits));
    }
    facts
}
