//! *Mine anmodninger*.

use leptos::prelude::*;
use shared::{
    access_request::{AccessRequestQuery, AccessRequestView, RequestParty, RequestQueue},
    id::UserId,
};

use super::{sentences, withdraw::Withdraw};
use crate::{
    dates,
    i18n::{fill, handling, requests as text, tr, words},
    remote::Paged,
    routes::Route,
    session::Session,
    ui::{
        facts::{Fact, Facts},
        heading::PageHeading,
        pager::Pager,
        states::{Empty, list_of},
        status,
    },
    units::words::place,
};

/// What I asked for and what came of it.
#[component]
pub(crate) fn MyRequests() -> impl IntoView {
    let session = Session::current();
    let list = Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let queue = Some(RequestQueue::Mine);
            let query = AccessRequestQuery {
                queue,
                cursor,
                ..Default::default()
            };
            api.list_access_requests(&query).await
        }
    });
    let own = session.me().map(|me| me.user.id);
    let empty = || {
        view! {
            <Empty heading=tr(text::MINE_EMPTY) hint=tr(text::MINE_EMPTY_HINT)>
                <a class="button button-primary" href=Route::AskForAccess.path()>
                    {tr(text::ASK_FOR_ACCESS)}
                </a>
            </Empty>
        }
        .into_any()
    };
    let draw = move |rows: Vec<AccessRequestView>| {
        let cards: Vec<_> = rows.into_iter().map(|row| card(row, own, list)).collect();
        view! { <ul class="cards no-max-width">{cards}</ul> }.into_any()
    };
    view! {
        <PageHeading text=tr(text::MINE_TITLE) />
        <p class="lead">{tr(text::MINE_LEAD)}</p>
        {list_of(list, empty, draw)}
        <Pager list />
    }
}

fn card(
    request: AccessRequestView,
    own: Option<UserId>,
    list: Paged<AccessRequestView>,
) -> impl IntoView + use<> {
    let other = (Some(request.subject.id) != own)
        .then(|| fill(text::ABOUT, &[("name", &request.subject.name)]));
    let word = status::status(
        tr(words::state(request.state)),
        sentences::shade(request.state),
    );
    let on_done = Callback::new(move |after: AccessRequestView| {
        list.rows.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.id == after.id) {
                *row = after;
            }
        });
    });
    view! {
        <li class="card-row">
            <div class="card-row-head">
                <h2 class="h4">{sentences::wanted(&request)}</h2>
                {word}
            </div>
            <p class="card-row-state">{sentences::where_it_is(&request)}</p>
            {other.map(|words| view! { <p>{words}</p> })}
            {course(&request)}
            {answer(&request)}
            {facts(&request)}
            <div class="buttons">
                {to_thread(&request)}
                <Withdraw request on_done />
            </div>
        </li>
    }
}

/// Sent, handled, asked about, decided: as far as it has come.
fn course(request: &AccessRequestView) -> impl IntoView + use<> {
    let at = dates::in_text_with_time(request.created_at);
    let mut steps = vec![fill(handling::STEP_SENT, &[("at", &at)])];
    steps.extend(sentences::handled(request));
    let asked = request.awaiting == Some(RequestParty::Requester);
    steps.extend(asked.then(|| tr(handling::AWAITS_YOU).to_owned()));
    steps.extend(request.decision.as_ref().map(sentences::decided));
    let steps: Vec<_> = steps
        .into_iter()
        .map(|words| view! { <li>{words}</li> })
        .collect();
    view! {
        <h3 class="h6">{tr(handling::TIMELINE)}</h3>
        <ol class="course no-max-width">{steps}</ol>
    }
}

/// To the request's own page, where questions are answered.
fn to_thread(request: &AccessRequestView) -> impl IntoView + use<> {
    let asked = request.awaiting == Some(RequestParty::Requester);
    let (class, name) = if asked {
        ("button button-primary", handling::READ_AND_ANSWER)
    } else {
        ("function-link", handling::OPEN_REQUEST)
    };
    view! {
        <a class=class href=Route::Request(request.id).path()>
            {tr(name)}
        </a>
    }
}

/// What the decider wrote.
fn answer(request: &AccessRequestView) -> Option<impl IntoView + use<>> {
    let decision = request.decision.clone()?;
    let shorter = decision
        .valid_until
        .filter(|until| Some(*until) != request.valid_until)
        .map(|until| fill(text::SHORTER, &[("at", &dates::in_text(until))]));
    (decision.reason.is_some() || shorter.is_some()).then(|| {
        view! {
            <blockquote class="answer">
                <p class="answer-label">{tr(text::ANSWER)}</p>
                {decision.reason.map(|words| view! { <p>{words}</p> })}
                {shorter.map(|words| view! { <p>{words}</p> })}
            </blockquote>
        }
    })
}

fn facts(request: &AccessRequestView) -> impl IntoView + use<> {
    let mut facts = vec![
        Fact::new(tr(words::REASON), request.justification.clone()),
        Fact::new(
            tr(words::ORGANISATION),
            place(&request.organisation, request.unit.as_deref()),
        ),
    ];
    if let Some(until) = request.valid_until {
        facts.push(Fact::new(tr(words::UNTIL), dates::in_table(until)));
    }
    let code = view! { <code>{sentences::number(request.id)}</code> };
    facts.push(Fact::new(tr(words::NUMBER), code));
    view! { <Facts facts /> }
}
