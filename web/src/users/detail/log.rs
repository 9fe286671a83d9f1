//! *Log*: what happened to the user.

use leptos::prelude::*;
use shared::{audit::AuditEventQuery, id::UserId};

use crate::{
    audit::rows,
    i18n::{tr, users as text},
    remote::Paged,
    session::Session,
    ui::{
        pager::Pager,
        states::{Empty, list_of},
    },
};

/// The tab.
#[component]
pub(super) fn Log(id: UserId) -> impl IntoView {
    let session = Session::current();
    let list = Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let subject_id = Some(id);
            let query = AuditEventQuery {
                subject_id,
                cursor,
                ..Default::default()
            };
            api.list_audit_events(&query).await
        }
    });
    let empty =
        || view! { <Empty heading=tr(text::NO_LOG) hint=tr(text::NO_LOG_HINT) /> }.into_any();
    view! {
        {list_of(list, empty, |found| rows::table(&found))}
        <Pager list />
    }
}
