//! One import: how far it is, what it will do or has done, and what to do about it.

use std::time::Duration;

use leptos::prelude::*;
use shared::{
    id::ImportId,
    import::{ImportState, ImportView},
};

use super::{acting::Acting, report::Report, state_tag};
use crate::{
    dates,
    i18n::{fill, imports as text, tr},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::{
        breadcrumb::Breadcrumb,
        facts::{Fact, Facts},
        heading::PageHeading,
        notice::{Notice, Tone},
        states::{Skeleton, failed_page},
        table::Table,
    },
};

/// How often the server is asked while it is at work.
const EVERY: Duration = Duration::from_secs(1);

/// The page.
#[component]
pub(crate) fn ImportPage(id: ImportId) -> impl IntoView {
    let session = Session::current();
    let import = Remote::new(move || {
        let api = session.api();
        async move { api.read_import(id).await }
    });
    let busy = move || import.value().is_some_and(|import| import.state.is_busy());
    let asking = set_interval_with_handle(
        move || {
            if busy() {
                import.reload();
            }
        },
        EVERY,
    );
    on_cleanup(move || {
        if let Ok(asking) = asking {
            asking.clear();
        }
    });
    // Drawn once: what changes while the server is at work changes within it.
    let known = Memo::new(move |_| import.get().map(|answer| answer.map(|_| ())));
    let current = Memo::new(move |_| import.get().and_then(Result::ok));
    move || match known.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(Ok(())) => draw(import, current),
        Some(Err(error)) => failed_page(error, Callback::new(move |()| import.reload())),
    }
}

fn draw(remote: Remote<ImportView>, current: Memo<Option<ImportView>>) -> AnyView {
    let Some(first) = current.get_untracked() else {
        return ().into_any();
    };
    let id = first.id;
    let state = Memo::new(move |_| current.get().map(|import| import.state));
    let counted = Memo::new(move |_| current.get().map(|import| (import.state, import.counts)));
    let on_done = Callback::new(move |after| remote.put(after));
    view! {
        <Breadcrumb above=vec![(tr(text::TITLE).to_owned(), Route::Imports)] here=first.name.clone() />
        <PageHeading text=first.name.clone() />
        {move || current.get().map(|import| facts(&import))}
        {move || current.get().filter(|import| import.state.is_busy()).map(|import| progress(&import))}
        {move || current.get().and_then(|import| warning(&import))}
        <Acting current on_done />
        {move || counted.get().map(|(state, _)| counts(state, current))}
        <Report id state />
    }
    .into_any()
}

fn facts(import: &ImportView) -> impl IntoView + use<> {
    let who = import.ordered_by.as_ref();
    let who = who.map_or_else(|| tr(text::COMMAND_LINE).to_owned(), |who| who.name.clone());
    let facts = vec![
        Fact::new(tr(text::COLUMN_STATE), state_tag(import.state)),
        Fact::new(tr(text::SOURCE), import.source.clone()),
        Fact::new(tr(text::COLUMN_ROWS), import.rows.to_string()),
        Fact::new(
            tr(text::COLUMN_WHEN),
            dates::in_text_with_time(import.created_at),
        ),
        Fact::new(tr(text::COLUMN_WHO), who),
    ];
    view! { <Facts facts /> }
}

/// How far it is, in numbers; the bar says the same.
fn progress(import: &ImportView) -> impl IntoView + use<> {
    let (handled, total) = (import.handled.to_string(), import.rows.to_string());
    let words = fill(text::PROGRESS, &[("n", &handled), ("total", &total)]);
    let left = time_left(import).map(|left| format!(", {left}"));
    view! {
        <div class="import-progress">
            <progress max=total value=handled aria-label=words.clone()></progress>
            <p role="status">{words} {left} "."</p>
            <p class="cell-detail">{tr(text::MAY_LEAVE)}</p>
        </div>
    }
}

fn time_left(import: &ImportView) -> Option<String> {
    let began = import.started_at?.millis();
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "JavaScript counts milliseconds in doubles, exact for 285,000 years"
    )]
    let now = js_sys::Date::now() as i64;
    let passed = now - began;
    if passed < 1000 || import.handled == 0 {
        return None;
    }
    let left = (import.rows - import.handled).max(0);
    let seconds = passed.checked_mul(left)? / import.handled / 1000 + 1;
    Some(if seconds < 100 {
        fill(text::SECONDS_LEFT, &[("n", &seconds.to_string())])
    } else {
        fill(text::MINUTES_LEFT, &[("n", &(seconds / 60).to_string())])
    })
}

/// Why it stopped or failed, or what to look at before it runs.
fn warning(import: &ImportView) -> Option<AnyView> {
    if import.needs_confirmation {
        let numbers = [
            ("n", import.removals.to_string()),
            ("owned", import.owned.to_string()),
        ];
        let numbers = numbers
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let heading = fill(text::TOO_MANY, &numbers);
        return Some(
            view! {
                <Notice tone=Tone::Warning heading>
                    {tr(text::TOO_MANY_TEXT)}
                </Notice>
            }
            .into_any(),
        );
    }
    let detail = import.problem_detail.clone()?;
    Some(view! { <Notice tone=Tone::Error>{detail}</Notice> }.into_any())
}

fn counts(state: ImportState, current: Memo<Option<ImportView>>) -> impl IntoView {
    let heading = match state {
        ImportState::Uploading | ImportState::Checking | ImportState::Checked => text::WOULD_BE,
        _ => text::WERE,
    };
    let all = current.get_untracked().map(|import| import.counts);
    let rows: Vec<_> = all
        .unwrap_or_default()
        .into_iter()
        .filter(|count| count.rows > 0)
        .map(|count| {
            vec![
                tr(text::record(count.record)).into_any(),
                tr(text::outcome(count.outcome)).into_any(),
                count.rows.to_string().into_any(),
            ]
        })
        .collect();
    let columns = [
        text::COLUMN_RECORD,
        text::COLUMN_OUTCOME,
        text::COLUMN_COUNT,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    view! {
        <h2 class="h3">{tr(heading)}</h2>
        {if rows.is_empty() {
            view! { <p>{tr(text::NOTHING_COUNTED)}</p> }.into_any()
        } else {
            view! { <Table caption=tr(heading) columns rows /> }.into_any()
        }}
    }
}
