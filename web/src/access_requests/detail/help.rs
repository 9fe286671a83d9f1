//! What helps to decide: what approving does, what the person has, what they asked for before.

use leptos::prelude::*;
use shared::{
    access_request::{AccessRequestQuery, AccessRequestView, RequestAction},
    id::UserId,
    role_grant::{RoleGrantQuery, RoleGrantView},
    session::Action,
};

use crate::{
    access_requests::sentences,
    dates,
    i18n::{fill, requests as text, tr, words},
    remote::Remote,
    role_grants::sentences as grants,
    routes::Route,
    session::{Session, may},
    ui::{
        actions,
        states::part_of,
        status::{role, status},
    },
};

/// How many earlier requests are shown.
const EARLIER: u16 = 6;

/// The right column.
pub(super) fn help(request: &AccessRequestView) -> impl IntoView + use<> {
    let session = Session::current();
    let (this, subject) = (request.id, request.subject.id);
    let decides = actions::allows(&request.allowed_actions, Action::ApproveAccessRequest);
    let will_do = decides.then(|| effect(request));
    let title = if decides {
        text::HELP_TITLE
    } else {
        text::PERSON_TITLE
    };
    let user = session
        .me()
        .is_some_and(|me| may(&me, Action::ListUsers))
        .then(|| Route::User(subject).path());
    let others = move |all: Vec<AccessRequestView>| {
        let others: Vec<_> = all.into_iter().filter(|one| one.id != this).collect();
        asked(&others)
    };
    view! {
        <section class="help-box" aria-labelledby="request-help">
            <h2 class="h3" id="request-help">
                {tr(title)}
            </h2>
            {will_do.map(|words| view! { <p>{words}</p> })}
            <h3 class="h5">{tr(text::HAS_ALREADY)}</h3>
            {part_of(grants_of(session, subject), |grants| held(&grants))}
            <h3 class="h5">{tr(text::EARLIER)}</h3>
            {part_of(requests_of(session, subject), others)}
            {user
                .map(|href| {
                    view! {
                        <p>
                            <a href=href>{tr(text::OPEN_USER)}</a>
                        </p>
                    }
                })}
        </section>
    }
}

fn grants_of(session: Session, subject: UserId) -> Remote<Vec<RoleGrantView>> {
    Remote::new(move || {
        let api = session.api();
        async move {
            let (user_id, as_of) = (Some(subject), dates::now());
            let query = RoleGrantQuery {
                user_id,
                as_of,
                ..Default::default()
            };
            Ok(api.list_role_grants(&query).await?.items)
        }
    })
}

fn requests_of(session: Session, subject: UserId) -> Remote<Vec<AccessRequestView>> {
    Remote::new(move || {
        let api = session.api();
        async move {
            let (subject_id, limit) = (Some(subject), Some(EARLIER));
            let query = AccessRequestQuery {
                subject_id,
                limit,
                ..Default::default()
            };
            Ok(api.list_access_requests(&query).await?.items)
        }
    })
}

/// What approving will do.
fn effect(request: &AccessRequestView) -> String {
    let period = match request.valid_until {
        Some(until) => fill(text::PERIOD_UNTIL, &[("at", &dates::in_text(until))]),
        None => tr(text::PERIOD_OPEN).to_owned(),
    };
    let sentence = match request.action {
        RequestAction::Grant => text::WILL_GRANT,
        RequestAction::Revoke => text::WILL_REVOKE,
    };
    fill(
        sentence,
        &[
            ("name", &request.subject.name),
            ("role", &request.role_name),
            ("organisation", &request.organisation.name),
            ("period", &period),
        ],
    )
}

fn held(grants: &[RoleGrantView]) -> AnyView {
    if grants.is_empty() {
        return view! { <p>{tr(text::HAS_NOTHING)}</p> }.into_any();
    }
    let items: Vec<_> = grants
        .iter()
        .map(|grant| {
            view! {
                <li>
                    {role(&grant.role_name, &grant.role)}
                    <span class="cell-detail">{grants::period(grant)}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="plain-list no-max-width">{items}</ul> }.into_any()
}

fn asked(requests: &[AccessRequestView]) -> AnyView {
    if requests.is_empty() {
        return view! { <p>{tr(text::EARLIER_NONE)}</p> }.into_any();
    }
    let items: Vec<_> = requests
        .iter()
        .map(|one| {
            let href = Route::Request(one.id).path();
            view! {
                <li>
                    <a href=href>{sentences::wanted(one)}</a>
                    " "
                    {status(tr(words::state(one.state)), sentences::shade(one.state))}
                    <span class="cell-detail">{sentences::where_it_is(one)}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="plain-list no-max-width">{items}</ul> }.into_any()
}
