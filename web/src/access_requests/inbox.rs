//! *Anmodninger*: what waits for me, what was decided, what lies with Landssupporten.

mod rows;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    access_request::{AccessRequestQuery, AccessRequestView, RequestQueue, RequestState},
    client::Answer,
    page::Page,
    role::Authority,
};

use crate::{
    api::Api,
    i18n::{requests as text, tr},
    remote::Paged,
    routes::{Route, query},
    session::Session,
    ui::{
        heading::PageHeading,
        pager::Pager,
        states::list_of,
        tabs::{Tab, Tabs},
    },
};

/// A tab, as the address names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    ToDecide,
    Decided,
    Desk,
}

impl Which {
    fn from_address(word: Option<&str>) -> Self {
        match word {
            Some("afgjort") => Self::Decided,
            Some("landssupporten") => Self::Desk,
            _ => Self::ToDecide,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::ToDecide => "",
            Self::Decided => "afgjort",
            Self::Desk => "landssupporten",
        }
    }

    fn name(self) -> &'static str {
        tr(match self {
            Self::ToDecide => text::TAB_TO_DECIDE,
            Self::Decided => text::TAB_DECIDED,
            Self::Desk => text::TAB_DESK,
        })
    }

    /// What the server is asked for.
    fn query(self, cursor: Option<String>) -> AccessRequestQuery {
        let (queue, state) = match self {
            Self::ToDecide => (Some(RequestQueue::ToDecide), None),
            Self::Decided => (None, None),
            Self::Desk => (None, Some(RequestState::Open)),
        };
        AccessRequestQuery {
            queue,
            state,
            cursor,
            ..Default::default()
        }
    }

    /// Whether a row of the answer belongs here.
    fn shows(self, request: &AccessRequestView) -> bool {
        match self {
            Self::ToDecide => true,
            Self::Decided => request.state != RequestState::Open,
            Self::Desk => request.authority == Authority::Landssupport,
        }
    }
}

/// The page.
#[component]
pub(crate) fn Inbox() -> impl IntoView {
    let session = Session::current();
    let address = use_query_map();
    let which = Memo::new(move |_| Which::from_address(address.get().get_str(query::TAB)));
    let list = Paged::new(move |cursor| {
        let (api, which) = (session.api(), which.get());
        async move { page_of(&api, which, cursor).await }
    });
    let desk = session.me().is_some_and(|me| me.landssupport);
    let title = tr(if desk {
        text::QUEUE_TITLE
    } else {
        text::INBOX_TITLE
    });
    let shown: &[Which] = if desk {
        &[Which::ToDecide, Which::Decided]
    } else {
        &[Which::ToDecide, Which::Decided, Which::Desk]
    };
    let tabs = shown.iter().map(|one| tab(*one, which)).collect();
    view! {
        <PageHeading text=title />
        <Tabs label=tr(text::INBOX_TABS) tabs />
        <rows::NewOnes list />
        {list_of(
            list,
            move || rows::nothing(which.get_untracked()),
            move |found| rows::table(which.get_untracked(), &found),
        )}
        <Pager list />
    }
}

fn tab(one: Which, which: Memo<Which>) -> Tab {
    Tab {
        name: one.name().to_owned(),
        href: Route::Inbox.with_query(&[(query::TAB, one.word())]),
        current: Signal::derive(move || which.get() == one),
    }
}

/// One page of what belongs in the tab; reads on while a page holds nothing of it.
async fn page_of(
    api: &Api,
    which: Which,
    mut cursor: Option<String>,
) -> Answer<Page<AccessRequestView>> {
    loop {
        let mut page = api.list_access_requests(&which.query(cursor)).await?;
        page.items.retain(|request| which.shows(request));
        if page.next_cursor.is_none() || !page.items.is_empty() {
            return Ok(page);
        }
        cursor = page.next_cursor;
    }
}
