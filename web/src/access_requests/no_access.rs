//! *Du har ikke adgang endnu*: not an error, but the way on.

use leptos::prelude::*;
use shared::{
    access_request::{AccessRequestQuery, AccessRequestView, RequestQueue, RequestState},
    organisation::Administration,
    session::{Action, Me},
};

use super::sentences;
use crate::{
    i18n::{fill, requests as text, tr},
    remote::Remote,
    routes::{Route, query},
    session::{Session, may},
    ui::{
        actions,
        heading::PageHeading,
        notice::{Notice, Tone},
    },
};

/// The page for a person whom nobody has given anything yet.
#[component]
pub(crate) fn NoAccess() -> impl IntoView {
    let session = Session::current();
    session.me().map(|me| {
        let open = open_request(session);
        view! {
            <PageHeading text=tr(text::NO_ACCESS_TITLE) />
            <div class="reading">
                <p class="lead">{who(&me)}</p>
                {ways(&me)}
                {move || open.get().and_then(Result::ok).flatten().map(|request| already(&request))}
                <AskButton me />
            </div>
        }
    })
}

fn who(me: &Me) -> String {
    let organisation = me.user.organisation.name.as_str();
    let name = me.user.name.as_str();
    fill(
        text::NO_ACCESS_WHO,
        &[("name", name), ("organisation", organisation)],
    )
}

fn ways(me: &Me) -> impl IntoView + use<> {
    let organisation = me.user.organisation.name.as_str();
    let sentence = match (me.organisation_has_lba, me.administration) {
        (false, _) => text::NO_ACCESS_DESK,
        (true, Administration::Star) => text::NO_ACCESS_LBA,
        (true, Administration::Arbejdsmarkedsportalen) => text::NO_ACCESS_AMP,
    };
    let asks = may(me, Action::SubmitAccessRequest);
    let represents = may(me, Action::ClaimLbaRole);
    view! {
        <p>{fill(sentence, &[("organisation", organisation)])}</p>
        {asks.then(|| view! { <p>{tr(text::NO_ACCESS_TIME)} " " {usual(me)}</p> })}
        {represents.then(|| view! { <p>{tr(text::NO_ACCESS_REPRESENT)}</p> })}
    }
}

/// How long it usually takes there, once that is known.
fn usual(me: &Me) -> impl Fn() -> Option<String> + use<> {
    let session = Session::current();
    let id = me.user.organisation.id;
    let organisation = Remote::new(move || {
        let api = session.api();
        async move { api.read_organisation(id).await }
    });
    move || {
        let found = organisation.get()?.ok()?;
        found.usual_answer_hours.map(sentences::usually)
    }
}

fn open_request(session: Session) -> Remote<Option<AccessRequestView>> {
    Remote::new(move || {
        let api = session.api();
        async move {
            let query = AccessRequestQuery {
                queue: Some(RequestQueue::Mine),
                state: Some(RequestState::Open),
                limit: Some(1),
                ..Default::default()
            };
            let page = api.list_access_requests(&query).await?;
            Ok(page.items.into_iter().next())
        }
    })
}

fn already(request: &AccessRequestView) -> impl IntoView + use<> {
    let told = format!("{}: {}", request.role_name, sentences::where_it_is(request));
    view! {
        <Notice tone=Tone::Info heading=tr(text::ALREADY_OPEN_TITLE)>
            <p>{told}</p>
            <p>
                <a href=Route::MyRequests.path()>{tr(text::SEE_REQUEST)}</a>
            </p>
        </Notice>
    }
}

/// *Anmod om adgang*, which keeps the role and the way back that the address came with.
#[component]
fn AskButton(me: Me) -> impl IntoView {
    if !may(&me, Action::SubmitAccessRequest) {
        let what = tr(text::ASK_LOCKED);
        return actions::locked_line(&me.allowed_actions, Action::SubmitAccessRequest, what)
            .into_any();
    }
    let asked = leptos_router::hooks::use_query_map().get_untracked();
    let href = Route::AskForAccess.with_query(&[
        (query::ROLE, asked.get_str(query::ROLE).unwrap_or_default()),
        (query::BACK, asked.get_str(query::BACK).unwrap_or_default()),
    ]);
    view! {
        <p class="buttons">
            <a class="button button-primary" href=href>
                {tr(text::ASK_FOR_ACCESS)}
            </a>
            {may(&me, Action::ClaimLbaRole)
                .then(|| {
                    view! {
                        <a class="button button-secondary" href=Route::BecomeLba.path()>
                            {tr(text::BECOME_LBA)}
                        </a>
                    }
                })}
        </p>
    }
    .into_any()
}
