//! *Organisationer*: all of them, those without an LBA marked.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};
use shared::{
    organisation::{OrganisationKind, OrganisationQuery, OrganisationView},
    session::Action,
};

use super::tasks::Tasks;
use crate::{
    i18n::{desk as text, organisations, plural, tr, ui, words},
    remote::Paged,
    routes::{Route, query},
    session::{Session, may},
    ui::{
        button::Button,
        field::Select,
        heading::PageHeading,
        pager::Pager,
        states::{Empty, list_of},
        status::{Shade, status},
        table::{Row, Table},
    },
};

/// The words of the filter on LBAs in the address.
const WITHOUT: &str = "uden";
const WITH: &str = "med";

/// The page.
#[component]
pub(crate) fn Organisations() -> impl IntoView {
    let session = Session::current();
    let address = use_query_map();
    let asked = Memo::new(move |_| from_address(&address.get()));
    let list = Paged::new(move |cursor| {
        let (api, query) = (
            session.api(),
            OrganisationQuery {
                cursor,
                ..asked.get()
            },
        );
        async move { api.list_organisations(&query).await }
    });
    let empty = || {
        view! { <Empty heading=tr(text::LIST_EMPTY) hint=tr(text::LIST_EMPTY_HINT) /> }.into_any()
    };
    view! {
        <div class="title-row">
            <PageHeading text=tr(text::LIST_TITLE) />
            <a class="button button-secondary" href=Route::AppointLba.path()>
                {tr(text::OPEN_APPOINTMENTS)}
            </a>
        </div>
        {session.me().filter(|me| may(me, Action::ListDeskTasks)).map(|_| view! { <Tasks /> })}
        <Filters />
        {list_of(list, empty, |found| table(&found))}
        <Pager list />
    }
}

fn from_address(map: &ParamsMap) -> OrganisationQuery {
    let word = |name| map.get(name).filter(|word: &String| !word.is_empty());
    let without_lba = match word(query::LBA).as_deref() {
        Some(WITHOUT) => Some(true),
        Some(WITH) => Some(false),
        _ => None,
    };
    OrganisationQuery {
        q: word(query::SEARCH),
        kind: word(query::TYPE).and_then(|word| word.parse().ok()),
        without_lba,
        ..Default::default()
    }
}

#[component]
fn Filters() -> impl IntoView {
    let (address, navigate) = (use_query_map(), use_navigate());
    let set = Callback::new(move |(name, value): (&'static str, String)| {
        let now = address.get_untracked();
        let pairs = [query::SEARCH, query::TYPE, query::LBA].map(|one| {
            let kept = now.get(one).unwrap_or_default();
            (one, if one == name { value.clone() } else { kept })
        });
        let pairs = pairs.each_ref().map(|(one, value)| (*one, value.as_str()));
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate(&Route::Organisations.with_query(&pairs), options);
    });
    let current = move |name| Signal::derive(move || address.get().get(name).unwrap_or_default());
    let typed = RwSignal::new(
        address
            .get_untracked()
            .get(query::SEARCH)
            .unwrap_or_default(),
    );
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        set.run((query::SEARCH, typed.get_untracked().trim().to_owned()));
    };
    view! {
        <search>
            <form class="filters" on:submit=search>
                <div class="form-group search-group">
                    <label class="form-label" for="organisation-search">
                        {tr(text::LIST_SEARCH)}
                    </label>
                    <input
                        class="form-input"
                        type="search"
                        id="organisation-search"
                        autocomplete="off"
                        prop:value=typed
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                </div>
                <Select
                    id="filter-kind"
                    label=tr(text::FILTER_KIND)
                    options=kinds()
                    value=current(query::TYPE)
                    on_choice=Callback::new(move |value| set.run((query::TYPE, value)))
                />
                <Select
                    id="filter-lba"
                    label=tr(text::FILTER_LBA)
                    options=lbas()
                    value=current(query::LBA)
                    on_choice=Callback::new(move |value| set.run((query::LBA, value)))
                />
                <Button label=tr(ui::SEARCH) submits=true />
            </form>
        </search>
    }
}

fn all() -> (String, String) {
    (String::new(), tr(words::ALL).to_owned())
}

fn kinds() -> Vec<(String, String)> {
    let named = OrganisationKind::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), tr(words::kind(*kind)).to_owned()));
    std::iter::once(all()).chain(named).collect()
}

fn lbas() -> Vec<(String, String)> {
    vec![
        all(),
        (WITHOUT.to_owned(), tr(text::WITHOUT_LBA).to_owned()),
        (WITH.to_owned(), tr(text::WITH_LBA).to_owned()),
    ]
}

fn table(found: &[OrganisationView]) -> AnyView {
    let columns = [
        words::NAME,
        organisations::KIND,
        words::CVR,
        text::COLUMN_LBAS,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = found.iter().map(row).collect();
    view! { <Table caption=tr(text::LIST_TITLE) columns rows /> }.into_any()
}

fn row(one: &OrganisationView) -> Row {
    vec![
        view! { <a href=Route::OrganisationOf(one.id).path()>{one.name.clone()}</a> }.into_any(),
        tr(words::kind(one.kind)).into_any(),
        one.cvr.clone().unwrap_or_else(|| "–".to_owned()).into_any(),
        count(one.lba_count),
    ]
}

/// How many LBAs there are; marked when there is none.
pub(super) fn count(lbas: i64) -> AnyView {
    match usize::try_from(lbas) {
        Ok(0) | Err(_) => status(tr(text::NONE), Shade::Careful).into_any(),
        Ok(some) => plural(some, text::ONE, text::MANY).into_any(),
    }
}
