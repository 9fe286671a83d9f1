//! *Mine adgange*.

use leptos::prelude::*;
use shared::role_grant::{RoleGrantQuery, RoleGrantView};

use super::sentences;
use crate::{
    i18n::{grants as text, handling, requests, shell, tr, words},
    remote::Paged,
    routes::{Route, query},
    session::Session,
    ui::{
        heading::PageHeading,
        pager::Pager,
        states::{Empty, list_of},
        status::{role, status},
        table::{Row, Table},
    },
    units::words::place,
};

/// What I hold, where, from whom, and until when.
#[component]
pub(crate) fn MyAccess() -> impl IntoView {
    let session = Session::current();
    let own = session.me().map(|me| me.user.id);
    let list = Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let query = RoleGrantQuery {
                user_id: own,
                cursor,
                ..Default::default()
            };
            api.list_role_grants(&query).await
        }
    });
    view! {
        <PageHeading text=tr(text::MINE_TITLE) />
        <p class="lead">{tr(text::MINE_LEAD)}</p>
        {list_of(list, nothing, sections)}
        <Pager list />
    }
}

fn nothing() -> AnyView {
    view! {
        <Empty heading=tr(text::MINE_EMPTY) hint=tr(text::MINE_EMPTY_HINT)>
            <a class="button button-primary" href=Route::AskForAccess.path()>
                {tr(requests::ASK_FOR_ACCESS)}
            </a>
        </Empty>
    }
    .into_any()
}

fn sections(grants: Vec<RoleGrantView>) -> AnyView {
    let (now, before): (Vec<_>, Vec<_>) = grants
        .into_iter()
        .partition(|grant| grant.effective || grant.revoked.is_none());
    let earlier = (!before.is_empty()).then(|| {
        view! {
            <details class="details">
                <summary class="details-summary">{tr(text::ENDED)}</summary>
                <div class="details-text">{table(text::ENDED, &before)}</div>
            </details>
        }
    });
    let current = if now.is_empty() {
        nothing()
    } else {
        table(shell::NAV_MY_ACCESS, &now)
    };
    view! {
        {current}
        {earlier}
    }
    .into_any()
}

fn table(caption: shared::language::Bilingual, grants: &[RoleGrantView]) -> AnyView {
    let columns = [
        text::COLUMN_ACCESS,
        words::ORGANISATION,
        text::COLUMN_FROM,
        text::COLUMN_PERIOD,
        words::STATUS,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = grants.iter().map(row).collect();
    view! { <Table caption=tr(caption) columns rows /> }.into_any()
}

fn row(grant: &RoleGrantView) -> Row {
    let (word, shade) = sentences::state(grant);
    let suspended = grant.suspension.as_ref().map(|why| why.reason.clone());
    let used = [sentences::dormancy(grant), sentences::last_used(grant)]
        .map(|words| words.map(|words| view! { <span class="cell-detail">{words}</span> }));
    let source = sentences::revoked(grant).unwrap_or_else(|| sentences::source(grant));
    vec![
        view! {
            {role(&grant.role_name, &grant.role)}
            {(grant.effective && sentences::days_left(grant).is_some()).then(|| ask_longer(grant))}
            {grant.effective.then(|| give_up(grant))}
            {sentences::is_dormant(grant).then(|| ask_again(grant))}
        }
        .into_any(),
        view! {
            {place(&grant.organisation, grant.unit.as_deref())}
            {sentences::agreement(grant).map(|words| view! { <span class="cell-detail">{words}</span> })}
        }
        .into_any(),
        source.into_any(),
        sentences::period(grant).into_any(),
        view! {
            {status(&word, shade)}
            {suspended.map(|why| view! { <span class="cell-detail">{why}</span> })}
            {used}
        }
        .into_any(),
    ]
}

/// *Anmod om forlængelse*: to ask for a role until later than one has it is to ask for that.
fn ask_longer(grant: &RoleGrantView) -> impl IntoView + use<> {
    let href = Route::AskForAccess.with_query(&[(query::ROLE, grant.role.as_str())]);
    view! {
        <span class="cell-detail">
            <a href=href>
                {tr(text::ASK_LONGER)}
                <span class="sr-only">": " {grant.role_name.clone()}</span>
            </a>
        </span>
    }
}

/// *Anmod om at få adgangen igen*: what is approved takes the place of what sleeps.
fn ask_again(grant: &RoleGrantView) -> impl IntoView + use<> {
    let href = Route::AskForAccess.with_query(&[(query::ROLE, grant.role.as_str())]);
    view! {
        <span class="cell-detail">
            <a href=href>
                {tr(text::ASK_AGAIN)}
                <span class="sr-only">": " {grant.role_name.clone()}</span>
            </a>
        </span>
    }
}

/// *Fjern min adgang*: a request, since nobody takes a role from themself (G4).
fn give_up(grant: &RoleGrantView) -> impl IntoView + use<> {
    let pairs = [(query::ROLE, grant.role.as_str()), (query::ACTION, "fjern")];
    let href = Route::AskForAccess.with_query(&pairs);
    view! {
        <span class="cell-detail">
            <a href=href>
                {tr(handling::GIVE_UP)}
                <span class="sr-only">": " {grant.role_name.clone()}</span>
            </a>
        </span>
    }
}
