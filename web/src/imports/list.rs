//! *Import*: a file to upload, and the imports there have been.

use leptos::prelude::*;
use shared::import::{ImportQuery, ImportView};

use super::{state_tag, upload::Upload};
use crate::{
    dates,
    i18n::{imports as text, tr},
    remote::Paged,
    routes::Route,
    session::Session,
    ui::{
        heading::PageHeading,
        pager::Pager,
        states::{Empty, list_of},
        table::{Row, Table},
    },
};

/// The page.
#[component]
pub(crate) fn Imports() -> impl IntoView {
    let session = Session::current();
    let list = Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let query = ImportQuery {
                cursor,
                limit: None,
            };
            api.list_imports(&query).await
        }
    });
    let empty = || view! { <Empty heading=tr(text::EMPTY) hint=tr(text::EMPTY_HINT) /> }.into_any();
    view! {
        <PageHeading text=tr(text::TITLE) />
        <p class="lead">{tr(text::LEAD)}</p>
        <Upload />
        <h2 class="h3">{tr(text::HISTORY)}</h2>
        {list_of(list, empty, |found| table(&found))}
        <Pager list />
    }
}

fn table(found: &[ImportView]) -> AnyView {
    let columns = [
        text::COLUMN_FILE,
        text::COLUMN_WHEN,
        text::COLUMN_WHO,
        text::COLUMN_STATE,
        text::COLUMN_ROWS,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = found.iter().map(row).collect();
    view! { <Table caption=tr(text::HISTORY) columns rows /> }.into_any()
}

fn row(import: &ImportView) -> Row {
    let who = import.ordered_by.as_ref();
    let who = who.map_or_else(|| tr(text::COMMAND_LINE).to_owned(), |who| who.name.clone());
    vec![
        view! {
            <a href=Route::Import(import.id).path()>{import.name.clone()}</a>
            <span class="cell-detail">{import.source.clone()}</span>
        }
        .into_any(),
        dates::with_time(import.created_at).into_any(),
        who.into_any(),
        state_tag(import.state).into_any(),
        import.rows.to_string().into_any(),
    ]
}
