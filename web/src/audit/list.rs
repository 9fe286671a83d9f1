//! *Adgangslog*.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use shared::audit::AuditEventQuery;

use super::{filters::Filters, rows};
use crate::{
    dates,
    i18n::{audit as text, tr},
    remote::Paged,
    routes::query,
    session::Session,
    ui::{
        heading::PageHeading,
        pager::Pager,
        states::{Empty, list_of},
    },
};

/// The page.
#[component]
pub(crate) fn AuditLog() -> impl IntoView {
    let session = Session::current();
    let address = use_query_map();
    let asked = Memo::new(move |_| from_address(&address.get()));
    let list = Paged::new(move |cursor| {
        let (api, query) = (
            session.api(),
            AuditEventQuery {
                cursor,
                ..asked.get()
            },
        );
        async move { api.list_audit_events(&query).await }
    });
    let empty = || view! { <Empty heading=tr(text::EMPTY) hint=tr(text::EMPTY_HINT) /> }.into_any();
    view! {
        <PageHeading text=tr(text::TITLE) />
        <p class="lead">{tr(text::LEAD)}</p>
        <Filters />
        {list_of(list, empty, |found| rows::table(&found))}
        <Pager list />
    }
}

/// What the address asks for; a word that is not understood asks for nothing.
fn from_address(map: &ParamsMap) -> AuditEventQuery {
    let word = |name| map.get_str(name).filter(|word| !word.is_empty());
    AuditEventQuery {
        kind: word(query::KIND).and_then(|it| it.parse().ok()),
        outcome: word(query::OUTCOME).and_then(|it| it.parse().ok()),
        subject_id: word(query::PERSON).and_then(|it| it.parse().ok()),
        from: word(query::FROM).and_then(dates::start_of_day),
        until: word(query::UNTIL).and_then(dates::start_of_next_day),
        ..Default::default()
    }
}
