//! The rows of each tab, and the line that says there are new ones.

use leptos::prelude::*;
use shared::access_request::{AccessRequestView, RequestParty};

use super::Which;
use crate::{
    access_requests::sentences,
    dates,
    i18n::{fill, handling, plural, requests as text, tr, units, words},
    remote::Paged,
    routes::Route,
    session::Session,
    ui::{
        button::Button,
        states::Empty,
        status::{Shade, role, status},
        table::{Row, Table},
    },
};

/// How much of a reason a row shows.
const FIRST_LINE: usize = 90;

/// "2 nye anmodninger": the list itself does not move under the reader's eyes.
#[component]
pub(super) fn NewOnes(list: Paged<AccessRequestView>) -> impl IntoView {
    let session = Session::current();
    let waiting = Memo::new(move |_| session.me_now().map_or(0, |me| me.to_decide));
    let seen = RwSignal::new(waiting.get_untracked());
    let show = Callback::new(move |()| {
        seen.set(waiting.get_untracked());
        list.reload();
    });
    view! {
        <div role="status">
            {move || {
                let new = usize::try_from(waiting.get() - seen.get()).unwrap_or(0);
                (new > 0)
                    .then(|| {
                        view! {
                            <p class="new-ones">
                                {plural(new, text::NEW_ONE, text::NEW_MANY)}
                                " "
                                <Button label=tr(text::SHOW_NEW) on_press=show />
                            </p>
                        }
                    })
            }}
        </div>
    }
}

/// An empty tab.
pub(super) fn nothing(which: Which) -> AnyView {
    let (heading, hint) = match which {
        Which::ToDecide => (text::INBOX_EMPTY, text::INBOX_EMPTY_HINT),
        Which::Decided => (text::DECIDED_EMPTY, text::DECIDED_EMPTY_HINT),
        Which::Desk => (text::DESK_EMPTY, text::DESK_EMPTY_HINT),
    };
    view! { <Empty heading=tr(heading) hint=tr(hint) /> }.into_any()
}

/// A tab's table.
pub(super) fn table(which: Which, found: &[AccessRequestView], desk: bool) -> AnyView {
    let last = match which {
        Which::Decided => text::COLUMN_DECISION,
        Which::ToDecide | Which::Desk => text::COLUMN_DUE,
    };
    let handler = desk && which == Which::ToDecide;
    let columns = [text::COLUMN_WHO, text::COLUMN_WHAT, text::COLUMN_WHY, last];
    let columns = columns
        .into_iter()
        .chain(handler.then_some(handling::COLUMN_HANDLER));
    let columns = columns.map(|name| tr(name).to_owned()).collect();
    let rows = found.iter().map(|one| row(one, handler)).collect();
    view! { <Table caption=which.name() columns rows /> }.into_any()
}

fn row(request: &AccessRequestView, handler: bool) -> Row {
    let href = Route::Request(request.id).path();
    let organisation = request.home.name.clone();
    let by_whom = handler.then(|| {
        sentences::handled(request)
            .unwrap_or_else(|| tr(handling::NOBODY_HANDLES).to_owned())
            .into_any()
    });
    let unit = request.unit.as_deref();
    let unit = unit.map(|number| fill(units::ONLY, &[("number", number)]));
    let mut cells = vec![
        view! {
            <a href=href>{request.subject.name.clone()}</a>
            <span class="cell-detail">{organisation}</span>
        }
        .into_any(),
        view! {
            {role(&sentences::wanted(request), &request.role)}
            {unit.map(|words| view! { <span class="cell-detail">{words}</span> })}
        }
        .into_any(),
        first_line(&request.justification).into_any(),
        match &request.decision {
            Some(decision) => view! {
                {status(tr(words::state(request.state)), sentences::shade(request.state))}
                <span class="cell-detail">{sentences::decided(decision)}</span>
            }
            .into_any(),
            None => due(request, !handler),
        },
    ];
    cells.extend(by_whom);
    cells
}

fn first_line(reason: &str) -> String {
    let line = reason.lines().next().unwrap_or_default();
    if line.chars().count() > FIRST_LINE || line.len() < reason.trim_end().len() {
        let short: String = line.chars().take(FIRST_LINE).collect();
        format!("{} …", short.trim_end())
    } else {
        line.to_owned()
    }
}

/// How old it is, by when it is due, and who is looking at it.
fn due(request: &AccessRequestView, says_handler: bool) -> AnyView {
    let now = dates::now();
    let age = now.map(|now| age(dates::days_between(request.created_at, now)));
    let late = now.is_some_and(|now| now > request.due_at);
    let at = dates::in_table(request.due_at);
    let claimed = sentences::handled(request).filter(|_| says_handler);
    let claimed = claimed.map(|words| view! { <span class="cell-detail">{words}</span> });
    let waits = (request.awaiting == Some(RequestParty::Requester))
        .then(|| status(tr(handling::AWAITS_ANSWER), Shade::Careful));
    view! {
        {age}
        <span class="cell-detail">{fill(text::DUE_ON, &[("at", &at)])}</span>
        {late.then(|| status(tr(text::OVERDUE), Shade::Bad))}
        {waits}
        {claimed}
    }
    .into_any()
}

fn age(days: i64) -> String {
    match days {
        0 => tr(text::SENT_TODAY).to_owned(),
        1 => tr(text::SENT_YESTERDAY).to_owned(),
        n => fill(text::SENT_DAYS, &[("n", &n.to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use super::first_line;

    #[test]
    fn a_row_shows_the_first_line_of_a_reason_and_says_when_there_is_more() {
        assert_eq!(first_line("Kort grund"), "Kort grund");
        assert_eq!(first_line("Første linje\nanden linje"), "Første linje …");
        assert_eq!(first_line(&"æ".repeat(200)).chars().count(), 92);
    }
}
