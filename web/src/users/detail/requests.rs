//! *Anmodninger*: what the user asked for.

use leptos::prelude::*;
use shared::{
    access_request::{AccessRequestQuery, AccessRequestView},
    id::UserId,
};

use crate::{
    access_requests::sentences,
    dates,
    i18n::{requests, tr, users as text, words},
    remote::Paged,
    routes::Route,
    session::Session,
    ui::{
        pager::Pager,
        states::{Empty, list_of},
        status::{role, status},
        table::{Row, Table},
    },
};

/// The tab.
#[component]
pub(super) fn Requests(id: UserId) -> impl IntoView {
    let session = Session::current();
    let list = Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let subject_id = Some(id);
            let query = AccessRequestQuery {
                subject_id,
                cursor,
                ..Default::default()
            };
            api.list_access_requests(&query).await
        }
    });
    let empty = || {
        view! { <Empty heading=tr(text::NO_REQUESTS) hint=tr(text::NO_REQUESTS_HINT) /> }.into_any()
    };
    view! {
        {list_of(list, empty, |found| table(&found))}
        <Pager list />
    }
}

fn table(found: &[AccessRequestView]) -> AnyView {
    let columns = [
        requests::COLUMN_WHAT,
        words::REASON,
        words::SENT,
        words::STATUS,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = found.iter().map(row).collect();
    view! { <Table caption=tr(text::TAB_REQUESTS) columns rows /> }.into_any()
}

fn row(request: &AccessRequestView) -> Row {
    let word = tr(words::state(request.state));
    vec![
        view! {
            <a href=Route::Request(request.id).path()>
                {role(&sentences::wanted(request), &request.role)}
            </a>
        }
        .into_any(),
        request.justification.clone().into_any(),
        dates::with_time(request.created_at).into_any(),
        view! {
            {status(word, sentences::shade(request.state))}
            <span class="cell-detail">{sentences::where_it_is(request)}</span>
        }
        .into_any(),
    ]
}
