//! *Anmodninger*: what waits for me, what was decided, what lies with Landssupporten.

mod rows;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use shared::{
    access_request::{AccessRequestQuery, ClaimFilter, RequestQueue},
    organisation::Administration,
};

use crate::{
    i18n::{handling, requests as text, tr, words},
    remote::Paged,
    routes::{Route, query},
    session::Session,
    ui::{
        field::Select,
        heading::PageHeading,
        pager::Pager,
        states::list_of,
        tabs::{Tab, Tabs},
    },
    units::reach::Reach,
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
    fn query(self, claim: Option<ClaimFilter>, cursor: Option<String>) -> AccessRequestQuery {
        let queue = match self {
            Self::ToDecide => RequestQueue::ToDecide,
            Self::Decided => RequestQueue::Decided,
            Self::Desk => RequestQueue::AtDesk,
        };
        AccessRequestQuery {
            queue: Some(queue),
            claim: claim.filter(|_| self == Self::ToDecide),
            cursor,
            ..Default::default()
        }
    }
}

/// Who handles what is shown, as the address names it.
fn handler(word: Option<&str>) -> Option<ClaimFilter> {
    match word? {
        "ingen" => Some(ClaimFilter::Unclaimed),
        "mig" => Some(ClaimFilter::Mine),
        "andre" => Some(ClaimFilter::Others),
        _ => None,
    }
}

/// The page.
#[component]
pub(crate) fn Inbox() -> impl IntoView {
    let session = Session::current();
    let address = use_query_map();
    let which = Memo::new(move |_| Which::from_address(address.get().get_str(query::TAB)));
    let claim = Memo::new(move |_| handler(address.get().get_str(query::HANDLER)));
    let list = Paged::new(move |cursor| {
        let (api, query) = (session.api(), which.get().query(claim.get(), cursor));
        async move { api.list_access_requests(&query).await }
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
        <Reach />
        <Tabs label=tr(text::INBOX_TABS) tabs />
        {move || {
            (desk && which.get() == Which::ToDecide)
                .then(|| view! { <p>{tr(handling::QUEUE_LEAD)}</p> <HandlerFilter /> })
        }}
        {leads_to_support(session)}
        <rows::NewOnes list />
        {list_of(
            list,
            move || rows::nothing(which.get_untracked()),
            move |found| rows::table(which.get_untracked(), &found, desk),
        )}
        <Pager list />
    }
}

/// *Send supportanmodning*, for the LBAs of the module where some roles are Landssupporten's.
fn leads_to_support(session: Session) -> Option<impl IntoView> {
    let me = session.me()?;
    let amp = me.administration == Administration::Arbejdsmarkedsportalen;
    (amp && !me.administers.is_empty()).then(|| {
        view! {
            <p class="buttons">
                <a class="button button-secondary" href=Route::SupportRequest.path()>
                    {tr(handling::SEND_SUPPORT)}
                </a>
            </p>
        }
    })
}

fn tab(one: Which, which: Memo<Which>) -> Tab {
    Tab {
        name: one.name().to_owned(),
        href: Route::Inbox.with_query(&[(query::TAB, one.word())]),
        current: Signal::derive(move || which.get() == one),
    }
}

/// Which of those that wait: everybody's, nobody's, mine.
#[component]
fn HandlerFilter() -> impl IntoView {
    let (address, navigate) = (use_query_map(), use_navigate());
    let value = Signal::derive(move || address.get().get(query::HANDLER).unwrap_or_default());
    let choose = Callback::new(move |word: String| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        let path = Route::Inbox.with_query(&[(query::HANDLER, &word)]);
        navigate(&path, options);
    });
    let options = [
        ("", words::ALL),
        ("ingen", handling::HANDLER_NOBODY),
        ("mig", handling::HANDLER_ME),
        ("andre", handling::HANDLER_OTHERS),
    ];
    let options = options.map(|(word, name)| (word.to_owned(), tr(name).to_owned()));
    view! {
        <search class="filters">
            <Select
                id="filter-handler"
                label=tr(handling::FILTER_HANDLER)
                options=options.to_vec()
                value
                on_choice=choose
            />
        </search>
    }
}
