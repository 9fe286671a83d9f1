//! *Opslag*: find a user or an organisation, say why, then see what they may do.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use shared::{
    organisation::{OrganisationQuery, OrganisationView},
    user::{UserQuery, UserView},
};

use super::{
    found::{self, Chosen},
    why::{HEADING, Subject, Why},
};
use crate::{
    browser,
    i18n::{desk as text, fill, tr, ui},
    remote::Remote,
    routes::{Route, query},
    session::Session,
    ui::{
        button::{Button, Weight},
        heading::PageHeading,
        states::part_of,
    },
};

/// Fewest letters that are searched for.
const FEWEST: usize = 2;

/// The id of the search field.
const SEARCH: &str = "lookup-search";

/// Most of each kind that are shown.
const MOST: u16 = 10;

/// The page.
#[component]
pub(crate) fn LookUpPage() -> impl IntoView {
    let address = use_query_map();
    let chosen = RwSignal::new(None::<Chosen>);
    Effect::new(move || chosen.set(from_address(&address.get())));
    let choose = Callback::new(move |one: Chosen| {
        chosen.set(Some(one));
        browser::focus_soon(HEADING);
    });
    let cancel = Callback::new(move |()| {
        chosen.set(None);
        browser::focus_soon(SEARCH);
    });
    let sought = Memo::new(move |_| address.get().get(query::SEARCH).unwrap_or_default());
    view! {
        <PageHeading text=tr(text::LOOKUP_TITLE) />
        <p class="lead">{tr(text::LOOKUP_LEAD)}</p>
        {move || match chosen.get() {
            Some((subject, name)) => {
                let heading = fill(text::WHY_TITLE, &[("name", &name)]);
                view! { <Why subject heading on_cancel=cancel /> }.into_any()
            }
            None => view! { <Finding sought choose /> }.into_any(),
        }}
    }
}

/// The search with what it found; away while somebody chosen is asked about: one question at a time.
#[component]
fn Finding(sought: Memo<String>, choose: Callback<Chosen>) -> impl IntoView {
    view! {
        <Search sought />
        {move || {
            let words = sought.get();
            (words.trim().chars().count() >= FEWEST).then(|| view! { <Found words choose /> })
        }}
    }
}

/// Whom a link to this page means; what they are called is not in it.
fn from_address(map: &leptos_router::params::ParamsMap) -> Option<Chosen> {
    let user = map.get(query::USER).and_then(|id| id.parse().ok());
    let organisation = map.get(query::ORGANISATION).and_then(|id| id.parse().ok());
    let user = user.map(|id| (Subject::User(id), tr(text::THIS_USER).to_owned()));
    user.or_else(|| {
        organisation.map(|id| {
            (
                Subject::Organisation(id),
                tr(text::THIS_ORGANISATION).to_owned(),
            )
        })
    })
}

#[component]
fn Search(sought: Memo<String>) -> impl IntoView {
    let navigate = use_navigate();
    let typed = RwSignal::new(sought.get_untracked());
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = typed.get_untracked();
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate(
            &Route::LookUp.with_query(&[(query::SEARCH, words.trim())]),
            options,
        );
    };
    view! {
        <search>
            <form class="reading" on:submit=search>
                <div class="form-group">
                    <label class="form-label" for=SEARCH>
                        {tr(text::LOOKUP_SEARCH)}
                    </label>
                    <span class="form-hint" id="lookup-search-hint">
                        {tr(text::LOOKUP_SEARCH_HINT)}
                    </span>
                    <input
                        class="form-input"
                        type="search"
                        id=SEARCH
                        autocomplete="off"
                        aria-describedby="lookup-search-hint"
                        prop:value=typed
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                </div>
                <Button label=tr(ui::SEARCH) weight=Weight::Primary submits=true />
            </form>
        </search>
    }
}

#[component]
fn Found(words: String, choose: Callback<Chosen>) -> impl IntoView {
    let session = Session::current();
    let words = StoredValue::new(words.trim().to_owned());
    let people: Remote<Vec<UserView>> = Remote::new(move || {
        let api = session.api();
        let query = UserQuery {
            q: Some(words.get_value()),
            limit: Some(MOST),
            ..Default::default()
        };
        async move { Ok(api.list_users(&query).await?.items) }
    });
    let organisations: Remote<Vec<OrganisationView>> = Remote::new(move || {
        let api = session.api();
        let query = OrganisationQuery {
            q: Some(words.get_value()),
            limit: Some(MOST),
            ..Default::default()
        };
        async move { Ok(api.list_organisations(&query).await?.items) }
    });
    view! {
        <h2 class="h3">{tr(text::PEOPLE_FOUND)}</h2>
        {part_of(people, move |all| found::people(&all, choose))}
        <h2 class="h3">{tr(text::ORGANISATIONS_FOUND)}</h2>
        {part_of(organisations, move |all| found::organisations(&all, choose))}
    }
}
