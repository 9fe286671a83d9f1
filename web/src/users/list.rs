//! *Brugere*: search as you type, filters, all of it in the address bar.

mod filters;

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use shared::{
    role::RoleView,
    session::Action,
    unit::UnitView,
    user::{UserQuery, UserView},
};

use super::sentences;
use crate::{
    dates,
    i18n::{tr, users as text, words},
    remote::{Paged, Remote},
    routes::{Route, query},
    session::{Session, may},
    ui::{
        actions,
        heading::PageHeading,
        pager::Pager,
        states::{Empty, list_of},
        status::{role, status},
        table::{Row, Table},
    },
    units::{self, reach::Reach, words::numbered},
};

/// The page.
#[component]
pub(crate) fn Users() -> impl IntoView {
    let session = Session::current();
    let address = use_query_map();
    let asked = Memo::new(move |_| from_address(&address.get()));
    let list = Paged::new(move |cursor| {
        let (api, query) = (
            session.api(),
            UserQuery {
                cursor,
                ..asked.get()
            },
        );
        async move { api.list_users(&query).await }
    });
    let roles = Remote::new(move || {
        let api = session.api();
        async move { Ok(api.list_roles().await?.items) }
    });
    let units = own_units(session);
    view! {
        <div class="title-row">
            <PageHeading text=tr(text::LIST_TITLE) />
            {create_button(session)}
        </div>
        <Reach />
        {locked_create(session)}
        <filters::Filters roles units />
        {list_of(
            list,
            move || nothing(asked.with_untracked(|query| *query == UserQuery::default())),
            move |found| table(&found, &known(roles)),
        )}
        <Pager list />
    }
}

/// The units of one's own organisation.
fn own_units(session: Session) -> Remote<Vec<UnitView>> {
    let home = session.me().map(|me| me.user.organisation.id);
    Remote::new(move || {
        let api = session.api();
        async move {
            match home {
                Some(home) => units::all(&api, home).await,
                None => Ok(Vec::new()),
            }
        }
    })
}

/// What the address asks for; a word that is not understood asks for nothing.
fn from_address(map: &ParamsMap) -> UserQuery {
    let word = |name| map.get(name).filter(|word: &String| !word.is_empty());
    UserQuery {
        q: word(query::SEARCH),
        role: word(query::ROLE),
        unit: word(query::UNIT),
        status: word(query::STATUS).and_then(|word| word.parse().ok()),
        ..Default::default()
    }
}

fn create_button(session: Session) -> Option<impl IntoView> {
    let me = session.me().filter(|me| may(me, Action::CreateUser));
    me.map(|_| {
        view! {
            <a class="button button-primary" href=Route::NewUser.path()>
                {tr(text::CREATE)}
            </a>
        }
    })
}

/// Why no user can be created here, when the server says why.
fn locked_create(session: Session) -> Option<impl IntoView> {
    let me = session.me()?;
    actions::locked_line(
        &me.allowed_actions,
        Action::CreateUser,
        tr(text::MAY_NOT_CREATE),
    )
}

/// The roles' names, as far as they have come; tracked.
fn known(roles: Remote<Vec<RoleView>>) -> Vec<RoleView> {
    roles.get().and_then(Result::ok).unwrap_or_default()
}

fn nothing(unfiltered: bool) -> AnyView {
    if unfiltered {
        view! { <Empty heading=tr(text::EMPTY) hint=tr(text::EMPTY_HINT) /> }.into_any()
    } else {
        view! { <Empty heading=tr(text::NO_HITS) hint=tr(text::NO_HITS_HINT) /> }.into_any()
    }
}

fn table(users: &[UserView], roles: &[RoleView]) -> AnyView {
    let columns = [
        words::NAME,
        text::COLUMN_ROLES,
        words::STATUS,
        text::COLUMN_CHANGED,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = users.iter().map(|user| row(user, roles)).collect();
    view! { <Table caption=tr(text::LIST_TITLE) columns rows /> }.into_any()
}

fn row(user: &UserView, roles: &[RoleView]) -> Row {
    let held: Vec<_> = user
        .roles
        .iter()
        .map(|key| view! { <li>{role(&sentences::role_name(roles, key), key)}</li> })
        .collect();
    let held = if user.roles_hidden {
        let id = user.id.to_string();
        let href = Route::LookUp.with_query(&[(query::USER, &id)]);
        view! { <a href=href>{tr(crate::i18n::desk::ROLES_HIDDEN)}</a> }.into_any()
    } else if held.is_empty() {
        view! { <span class="quiet">{tr(text::NO_ROLES)}</span> }.into_any()
    } else {
        view! { <ul class="plain-list no-max-width">{held}</ul> }.into_any()
    };
    let word = tr(words::user_status(user.status));
    let unit = user.unit.as_deref().map(|unit| numbered(&[], unit));
    vec![
        view! {
            <a href=Route::User(user.id).path()>{user.name.clone()}</a>
            <span class="cell-detail">{sentences::email(user)}</span>
            {unit.map(|words| view! { <span class="cell-detail">{words}</span> })}
        }
        .into_any(),
        held,
        status(word, sentences::shade(user.status)).into_any(),
        dates::with_time(user.changed_at).into_any(),
    ]
}
