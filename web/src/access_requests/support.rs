//! *Supportanmodning*: whom it is about, then the same steps as when one asks for oneself.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    id::UserId,
    session::Action,
    user::{UserQuery, UserStatus, UserView},
};

use super::{
    ask::{Asking, Offer, asked_action},
    attachments::with_request,
};
use crate::{
    i18n::{handling as text, shell, tr, words},
    remote::{Paged, Remote},
    routes::{Route, query},
    session::{Session, may},
    shell::live::SEARCH_FIELD,
    ui::{
        breadcrumb::Breadcrumb,
        heading::PageHeading,
        icon::icon,
        pager::Pager,
        states::{Empty, list_of},
        table::Table,
    },
    users::{create::Prefilled, sentences},
};

/// How long after the last letter the search begins.
const PAUSE: Duration = Duration::from_millis(250);

/// The page; the person stands in the address, so that one comes back to them.
#[component]
pub(crate) fn SupportRequest() -> impl IntoView {
    let address = use_query_map();
    let chosen =
        Memo::new(move |_| -> Option<UserId> { address.get().get_str(query::USER)?.parse().ok() });
    view! {
        <Breadcrumb
            above=vec![(tr(shell::NAV_INBOX).to_owned(), Route::Inbox)]
            here=tr(text::SUPPORT_TITLE)
        />
        <PageHeading text=tr(text::SUPPORT_TITLE) />
        <p class="lead">{tr(text::SUPPORT_LEAD)}</p>
        {move || match chosen.get() {
            Some(user) => view! { <About user /> }.into_any(),
            None => view! { <Pick /> }.into_any(),
        }}
    }
}

#[component]
fn About(user: UserId) -> impl IntoView {
    let session = Session::current();
    let offer = Remote::new(move || {
        let api = session.api();
        async move { Offer::of_the_desk(&api, user).await }
    });
    let wanted = use_query_map().get_untracked().get(query::ROLE);
    let another = with_role(wanted.as_deref());
    view! {
        <p>
            <a href=another>{tr(text::OTHER_PERSON)}</a>
        </p>
        <Asking offer action=asked_action() besides=with_request() />
    }
}

/// The page without a person, the role kept.
fn with_role(role: Option<&str>) -> String {
    Route::SupportRequest.with_query(&[(query::ROLE, role.unwrap_or_default())])
}

/// Finds the user, or leads to where one is created and back.
#[component]
fn Pick() -> impl IntoView {
    let session = Session::current();
    let typed = RwSignal::new(String::new());
    let searched = RwSignal::new(String::new());
    let list = Paged::new(move |cursor| {
        let (api, text) = (session.api(), searched.get());
        async move {
            let query = UserQuery {
                q: (!text.is_empty()).then_some(text),
                status: Some(UserStatus::Active),
                limit: Some(10),
                cursor,
                ..Default::default()
            };
            api.list_users(&query).await
        }
    });
    let role = use_query_map().get_untracked().get(query::ROLE);
    let for_rows = role.clone();
    let empty =
        || view! { <Empty heading=tr(text::PICK_EMPTY) hint=tr(text::PICK_TRY) /> }.into_any();
    view! {
        <h2 class="h3">{tr(text::PICK_TITLE)}</h2>
        <SearchField typed searched />
        {list_of(list, empty, move |found| table(&found, for_rows.as_deref()))}
        <Pager list />
        <CreateFirst typed role />
    }
}

#[component]
fn SearchField(typed: RwSignal<String>, searched: RwSignal<String>) -> impl IntoView {
    let latest = StoredValue::new(0_u32);
    let search_soon = move |text: String| {
        typed.set(text);
        let turn = latest.get_value().wrapping_add(1);
        latest.set_value(turn);
        let search = move || {
            if latest.try_get_value() == Some(turn) {
                searched.set(typed.get_untracked().trim().to_owned());
            }
        };
        set_timeout(search, PAUSE);
    };
    view! {
        <search class="filters">
            <div class="form-group search-group">
                <label class="form-label" for=SEARCH_FIELD>
                    {tr(text::PICK_LABEL)}
                </label>
                <div class="search-input">
                    {icon("search")}
                    <input
                        class="form-input"
                        type="search"
                        id=SEARCH_FIELD
                        autocomplete="off"
                        aria-keyshortcuts="/"
                        prop:value=typed
                        on:input:target=move |event| search_soon(event.target().value())
                    />
                </div>
            </div>
        </search>
    }
}

fn table(users: &[UserView], role: Option<&str>) -> AnyView {
    let columns = [words::NAME, words::EMAIL].map(|name| tr(name).to_owned());
    let own = Session::current().me().map(|me| me.user.id);
    let rows = users
        .iter()
        .filter(|user| Some(user.id) != own)
        .map(|user| {
            let id = user.id.to_string();
            let pairs = [
                (query::USER, id.as_str()),
                (query::ROLE, role.unwrap_or_default()),
            ];
            let href = Route::SupportRequest.with_query(&pairs);
            vec![
                view! { <a href=href>{user.name.clone()}</a> }.into_any(),
                sentences::email(user).into_any(),
            ]
        })
        .collect();
    view! { <Table caption=tr(text::PICK_TITLE) columns=columns.to_vec() rows /> }.into_any()
}

/// R6: *Opret brugeren først*. What was searched for is carried along in memory, never in an
/// address.
#[component]
fn CreateFirst(typed: RwSignal<String>, role: Option<String>) -> impl IntoView {
    let session = Session::current();
    let prefilled = Prefilled::current();
    let may_create = session.me().is_some_and(|me| may(&me, Action::CreateUser));
    let back = with_role(role.as_deref());
    let href = Route::NewUser.with_query(&[(query::BACK, &back)]);
    may_create.then(|| {
        view! {
            <section class="create-first" aria-labelledby="not-there">
                <h3 class="h4" id="not-there">
                    {tr(text::PICK_NOT_THERE)}
                </h3>
                <p>{tr(text::PICK_NOT_THERE_HINT)}</p>
                <p>
                    <a
                        class="button button-secondary"
                        href=href
                        on:click=move |_| prefilled.keep(&typed.get_untracked())
                    >
                        {tr(text::CREATE_FIRST)}
                    </a>
                </p>
            </section>
        }
    })
}
