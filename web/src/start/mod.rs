//! The start page: what needs me; for a person without any role, the way to one.

use leptos::prelude::*;
use shared::{
    access_request::{AccessRequestQuery, AccessRequestView, RequestQueue},
    session::{Action, Me},
};

use crate::{
    access_requests::{no_access::NoAccess, sentences},
    dates,
    i18n::{fill, requests, shell, start as text, tr},
    remote::Remote,
    role_grants::{expiring::Expiring, unused::Unused},
    routes::Route,
    session::{Session, may},
    ui::{
        heading::PageHeading,
        notice::{Notice, Tone},
        states::part_of,
    },
    units::reach::Reach,
};

/// How many waiting requests are shown here.
const FIRST: u16 = 5;

/// The start page.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let session = Session::current();
    session.me().map(|me| {
        if me.roles.is_empty() && !may(&me, Action::DecideAccessRequests) {
            view! { <NoAccess /> }.into_any()
        } else {
            view! { <Overview me /> }.into_any()
        }
    })
}

#[component]
fn Overview(me: Me) -> impl IntoView {
    let of_units = (!me.administers_units.is_empty()).then_some(me.user.organisation.id);
    let administered = me.administers.first().copied().or(of_units);
    view! {
        <PageHeading text=tr(shell::NAV_OVERVIEW) />
        <Reach />
        {may(&me, Action::DecideAccessRequests).then(|| view! { <Waiting /> })}
        {administered.map(|organisation| view! { <Expiring organisation /> })}
        {administered.map(|organisation| view! { <Unused organisation /> })}
        {(!me.administers.is_empty() && !me.organisation_has_lba)
            .then(|| view! { <Notice tone=Tone::Warning>{tr(text::NO_LBA)}</Notice> })}
        <section aria-labelledby="shortcuts">
            <h2 class="h3" id="shortcuts">
                {tr(text::SHORTCUTS)}
            </h2>
            <ul class="shortcuts no-max-width">{shortcuts(&me)}</ul>
        </section>
    }
}

fn shortcuts(me: &Me) -> Vec<AnyView> {
    let mut all = Vec::new();
    if may(me, Action::LookUp) {
        all.push(shortcut(
            Route::LookUp,
            tr(shell::NAV_LOOK_UP),
            tr(text::LOOK_UP_HINT),
        ));
    } else if may(me, Action::ListUsers) {
        all.push(shortcut(
            Route::Users,
            tr(shell::NAV_USERS),
            tr(text::USERS_HINT),
        ));
    }
    if may(me, Action::ListAuditEvents) {
        all.push(shortcut(
            Route::AuditLog,
            tr(shell::NAV_AUDIT),
            tr(text::AUDIT_HINT),
        ));
    }
    all.push(shortcut(
        Route::MyAccess,
        tr(shell::NAV_MY_ACCESS),
        tr(text::ACCESS_HINT),
    ));
    all.push(shortcut(
        Route::MyRequests,
        tr(shell::NAV_MY_REQUESTS),
        tr(text::REQUESTS_HINT),
    ));
    if may(me, Action::SubmitAccessRequest) {
        all.push(shortcut(
            Route::AskForAccess,
            tr(shell::NAV_ASK),
            tr(text::ASK_HINT),
        ));
    }
    all
}

fn shortcut(route: Route, name: &'static str, hint: &'static str) -> AnyView {
    view! {
        <li>
            <a class="shortcut" href=route.path()>
                <span class="shortcut-name">{name}</span>
                <span class="shortcut-hint">{hint}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The requests that wait for this person, oldest first.
#[component]
fn Waiting() -> impl IntoView {
    let session = Session::current();
    let count = Memo::new(move |_| session.me_now().map_or(0, |me| me.to_decide));
    let waiting = Remote::new(move || {
        count.track();
        let api = session.api();
        async move {
            let query = AccessRequestQuery {
                queue: Some(RequestQueue::ToDecide),
                limit: Some(FIRST),
                ..Default::default()
            };
            Ok(api.list_access_requests(&query).await?.items)
        }
    });
    view! {
        <section class="waiting" aria-labelledby="waiting">
            <h2 class="h3" id="waiting">
                {tr(text::NEEDS_YOU)}
            </h2>
            {part_of(waiting, move |rows| waiting_list(&rows, count))}
        </section>
    }
}

fn waiting_list(rows: &[AccessRequestView], count: Memo<i64>) -> AnyView {
    if rows.is_empty() {
        return view! { <p>{tr(text::NOTHING_WAITS)}</p> }.into_any();
    }
    let items: Vec<_> = rows.iter().map(waiting_row).collect();
    view! {
        <ul class="waiting-list no-max-width">{items}</ul>
        <p>
            <a class="button button-primary" href=Route::Inbox.path()>
                {move || fill(text::SEE_ALL, &[("n", &count.get().to_string())])}
            </a>
        </p>
    }
    .into_any()
}

fn waiting_row(request: &AccessRequestView) -> impl IntoView + use<> {
    let due = dates::in_text(request.due_at);
    view! {
        <li>
            <a href=Route::Request(request.id).path()>{request.subject.name.clone()}</a>
            <span>{sentences::wanted(request)}</span>
            <span class="waiting-due">
                {fill(requests::DUE_BY, &[("at", &due)])}
            </span>
        </li>
    }
}
