//! What helps to decide: what approving does, what the person has, what they asked for before.

use leptos::prelude::*;
use shared::{
    Timestamp,
    access_request::{AccessRequestQuery, AccessRequestView, NewApproval, RequestAction},
    client::ClientError,
    id::UserId,
    role_grant::{RoleGrantQuery, RoleGrantView},
    session::Action,
};

use crate::{
    access_requests::sentences,
    dates,
    i18n::{fill, handling, requests as text, tr, words},
    remote::Remote,
    role_grants::sentences as grants,
    routes::Route,
    session::{Session, may},
    ui::{
        actions,
        notice::Locked,
        problem::ProblemNotice,
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
    let will_do = decides.then(|| rehearsed(request));
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
            {will_do}
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

/// What approving would do, as the server says after trying it; or why it cannot be done.
fn rehearsed(request: &AccessRequestView) -> AnyView {
    let session = Session::current();
    let (id, version, asked) = (request.id, request.version, request.clone());
    let tried = Remote::new(move || {
        let api = session.api();
        async move {
            Ok(api
                .rehearse_approval(id, version, &NewApproval::default())
                .await)
        }
    });
    part_of(tried, move |answer| match answer {
        Ok(would) => {
            let until = would.decision.and_then(|decision| decision.valid_until);
            view! { <p>{effect(&asked, until)}</p> }.into_any()
        }
        Err(ClientError::Problem(problem)) => {
            let (what, reason) = (tr(handling::LOCKED_APPROVE), problem.detail.clone());
            let next = problem.next_step.clone();
            let next = next.map(|step| (step.text, step.href));
            view! { <Locked what reason next /> }.into_any()
        }
        Err(error) => view! { <ProblemNotice error /> }.into_any(),
    })
}

/// What approving does.
pub(super) fn effect(request: &AccessRequestView, until: Option<Timestamp>) -> String {
    let period = match until {
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
