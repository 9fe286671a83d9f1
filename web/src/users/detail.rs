//! *Bruger*: who it is, and in tabs what they have, asked for, what happened, and their data.

mod access;
mod actions_row;
mod facts;
mod log;
mod requests;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{id::UserId, role::RoleView, session::Action, user::UserView};

use super::sentences;
use crate::{
    i18n::{shell, tr, users as text, words},
    remote::Remote,
    routes::{Route, query},
    session::{Session, may},
    ui::{
        breadcrumb::Breadcrumb,
        heading::PageHeading,
        states::page_of,
        status::status,
        tabs::{Tab, Tabs},
    },
};

/// A tab, as the address names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Access,
    Requests,
    Log,
    Facts,
}

impl Which {
    const ALL: [Self; 4] = [Self::Access, Self::Requests, Self::Log, Self::Facts];

    fn from_address(word: Option<&str>) -> Self {
        Self::ALL
            .into_iter()
            .find(|one| word == Some(one.word()))
            .unwrap_or(Self::Access)
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Access => "",
            Self::Requests => "anmodninger",
            Self::Log => "log",
            Self::Facts => "stamdata",
        }
    }

    fn name(self) -> String {
        let name = match self {
            Self::Access => text::TAB_ACCESS,
            Self::Requests => text::TAB_REQUESTS,
            Self::Log => text::TAB_LOG,
            Self::Facts => text::TAB_FACTS,
        };
        tr(name).to_owned()
    }
}

/// The page.
#[component]
pub(crate) fn UserPage(id: UserId) -> impl IntoView {
    let session = Session::current();
    let user = Remote::new(move || {
        let api = session.api();
        async move { api.read_user(id).await }
    });
    let roles = Remote::new(move || {
        let api = session.api();
        async move { Ok(api.list_roles().await?.items) }
    });
    let address = use_query_map();
    let which = Memo::new(move |_| Which::from_address(address.get().get_str(query::TAB)));
    page_of(user, move |found| draw(&found, user, roles, which))
}

/// Where one comes from: the list, or for whoever works across organisations, the look-up.
fn above() -> (String, Route) {
    let across = Session::current()
        .me()
        .is_some_and(|me| may(&me, Action::LookUp));
    let (name, route) = if across {
        (shell::NAV_LOOK_UP, Route::LookUp)
    } else {
        (shell::NAV_USERS, Route::Users)
    };
    (tr(name).to_owned(), route)
}

fn draw(
    found: &UserView,
    user: Remote<UserView>,
    roles: Remote<Vec<RoleView>>,
    which: Memo<Which>,
) -> AnyView {
    let id = found.id;
    let tabs = Which::ALL
        .into_iter()
        .map(|one| Tab {
            name: one.name(),
            href: Route::User(id).with_query(&[(query::TAB, one.word())]),
            current: Signal::derive(move || which.get() == one),
        })
        .collect();
    let word = tr(words::user_status(found.status));
    let data = found.clone();
    view! {
        <Breadcrumb
            above=vec![above()]
            here=found.name.clone()
        />
        <div class="title-row">
            <PageHeading text=found.name.clone() />
            {status(word, sentences::shade(found.status))}
        </div>
        <p class="lead">{format!("{} · {}", sentences::email(found), found.organisation.name)}</p>
        <actions_row::ActionsRow found=found.clone() user roles />
        <Tabs label=tr(text::TABS) tabs />
        {move || match which.get() {
            Which::Access => view! { <access::Access id /> }.into_any(),
            Which::Requests => view! { <requests::Requests id /> }.into_any(),
            Which::Log => view! { <log::Log id /> }.into_any(),
            Which::Facts => facts::facts(&data),
        }}
    }
    .into_any()
}
