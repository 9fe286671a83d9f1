//! Organisations that have lost their last LBA, or will: for Landssupporten, and for the organisation
//! itself.

use leptos::prelude::*;
use shared::{
    desk_task::{DeskTaskQuery, DeskTaskState, DeskTaskView},
    id::OrganisationId,
};

use crate::{
    dates,
    i18n::{fill, grants as text, tr},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::notice::{Notice, Tone},
};

/// Most of them that are shown at once.
const MOST: u16 = 20;

/// What there is to see to, of one organisation or of all.
fn open_tasks(organisation_id: Option<OrganisationId>) -> Remote<Vec<DeskTaskView>> {
    let session = Session::current();
    Remote::new(move || {
        let api = session.api();
        async move {
            let query = DeskTaskQuery {
                state: Some(DeskTaskState::Open),
                organisation_id,
                limit: Some(MOST),
                ..Default::default()
            };
            Ok(api.list_desk_tasks(&query).await?.items)
        }
    })
}

/// All of them, for Landssupporten; nothing when there is nothing to see to.
#[component]
pub(super) fn Tasks() -> impl IntoView {
    let tasks = open_tasks(None);
    move || {
        let tasks = tasks.value()?;
        (!tasks.is_empty()).then(|| {
            let items: Vec<_> = tasks.iter().map(row).collect();
            view! {
                <section class="waiting" aria-labelledby="desk-tasks">
                    <h2 class="h3" id="desk-tasks">
                        {tr(text::TASKS_TITLE)}
                    </h2>
                    <ul class="waiting-list no-max-width">{items}</ul>
                </section>
            }
        })
    }
}

fn row(task: &DeskTaskView) -> impl IntoView + use<> {
    let sentence = if task.is_due {
        text::TASK_DUE
    } else {
        text::TASK_AHEAD
    };
    let told = fill(sentence, &[("at", &dates::in_text(task.due_at))]);
    view! {
        <li>
            <a href=Route::OrganisationOf(task.organisation.id).path()>
                {task.organisation.name.clone()}
            </a>
            <span>{told}</span>
        </li>
    }
}

/// That the organisation's last LBA has the role only until a day.
#[component]
pub(super) fn LbaEnds(organisation: OrganisationId) -> impl IntoView {
    let tasks = open_tasks(Some(organisation));
    move || {
        let ahead = tasks.value()?.into_iter().find(|task| !task.is_due)?;
        let words = fill(text::LBA_ENDS, &[("at", &dates::in_text(ahead.due_at))]);
        Some(view! { <Notice tone=Tone::Warning>{words}</Notice> })
    }
}
