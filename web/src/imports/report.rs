//! The import line by line, by outcome and by what the lines are about.

use leptos::prelude::*;
use shared::{
    id::ImportId,
    import::{ImportOutcome, ImportRecord, ImportRowQuery, ImportRowView, ImportState},
};

use crate::{
    i18n::{fill, imports as text, tr, words},
    remote::Paged,
    session::Session,
    ui::{
        field::Select,
        pager::Pager,
        states::{Empty, list_of},
        status::{Shade, status},
        table::{Row, Table},
    },
};

/// The report; read anew whenever the import's state changes.
#[component]
pub(super) fn Report(id: ImportId, state: Memo<Option<ImportState>>) -> impl IntoView {
    let session = Session::current();
    let (outcome, record) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let list = Paged::new(move |cursor| {
        state.track();
        let api = session.api();
        let query = ImportRowQuery {
            outcome: outcome.get().parse().ok(),
            record: record.get().parse().ok(),
            cursor,
            limit: None,
        };
        async move { api.list_import_rows(id, &query).await }
    });
    let empty =
        || view! { <Empty heading=tr(text::NO_ROWS) hint=tr(text::NO_ROWS_HINT) /> }.into_any();
    view! {
        <h2 class="h3">{tr(text::REPORT)}</h2>
        <p>
            <a href=format!("/api/v1/imports/{id}/errors.csv") download="" rel="external">
                {tr(text::DOWNLOAD)}
            </a>
        </p>
        <Filters outcome record />
        {list_of(list, empty, |found| table(&found))}
        <Pager list />
    }
}

#[component]
fn Filters(outcome: RwSignal<String>, record: RwSignal<String>) -> impl IntoView {
    view! {
        <search class="filters">
            <Select
                id="filter-outcome"
                label=tr(text::COLUMN_OUTCOME)
                options=outcomes()
                value=outcome
                on_choice=Callback::new(move |word| outcome.set(word))
            />
            <Select
                id="filter-record"
                label=tr(text::COLUMN_RECORD)
                options=records()
                value=record
                on_choice=Callback::new(move |word| record.set(word))
            />
        </search>
    }
}

fn everything() -> std::iter::Once<(String, String)> {
    std::iter::once((String::new(), tr(words::ALL).to_owned()))
}

fn outcomes() -> Vec<(String, String)> {
    let named = ImportOutcome::ALL
        .iter()
        .map(|one| (one.as_str().to_owned(), tr(text::outcome(*one)).to_owned()));
    everything().chain(named).collect()
}

fn records() -> Vec<(String, String)> {
    let named = ImportRecord::ALL
        .iter()
        .map(|one| (one.as_str().to_owned(), tr(text::record(*one)).to_owned()));
    everything().chain(named).collect()
}

fn table(found: &[ImportRowView]) -> AnyView {
    let columns = [
        text::COLUMN_LINE,
        text::COLUMN_WHAT,
        text::COLUMN_OUTCOME,
        text::COLUMN_WHY,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = found.iter().map(row).collect();
    view! { <Table caption=tr(text::REPORT) columns rows /> }.into_any()
}

fn row(line: &ImportRowView) -> Row {
    let about = tr(text::record(line.record));
    let place = if line.line > 0 {
        format!("{about} {}", line.line)
    } else {
        about.to_owned()
    };
    let column = line.column.as_deref();
    let column = column.map(|name| fill(text::IN_COLUMN, &[("name", name)]));
    vec![
        place.into_any(),
        view! {
            {line.summary.clone()}
            <span class="cell-detail">{line.key.clone()}</span>
        }
        .into_any(),
        line.outcome
            .map_or_else(|| "–".into_any(), |outcome| tag(outcome).into_any()),
        view! {
            {line.message.clone().unwrap_or_else(|| "–".to_owned())}
            {column.map(|words| view! { <span class="cell-detail">{words}</span> })}
        }
        .into_any(),
    ]
}

fn tag(outcome: ImportOutcome) -> impl IntoView {
    let shade = match outcome {
        ImportOutcome::Created | ImportOutcome::Changed => Shade::Good,
        ImportOutcome::Unchanged => Shade::Neutral,
        ImportOutcome::Kept => Shade::Info,
        ImportOutcome::Removed => Shade::Careful,
        ImportOutcome::Refused => Shade::Bad,
    };
    status(tr(text::outcome(outcome)), shade)
}
