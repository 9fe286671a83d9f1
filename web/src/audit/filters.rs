//! Filters of the access log, kept in the address bar.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use shared::{
    audit::{AuditKind, AuditOutcome},
    session::Action,
    user::{UserQuery, UserView},
};

use crate::{
    i18n::{audit as text, tr, words},
    remote::Remote,
    routes::{Route, query},
    session::{Session, may},
    ui::field::{DayField, Select},
};

/// Names in the address that the filters own.
const NAMES: [&str; 5] = [
    query::KIND,
    query::PERSON,
    query::OUTCOME,
    query::FROM,
    query::UNTIL,
];

/// How many people the list of persons holds.
const PERSONS: u16 = 200;

/// The filters.
#[component]
pub(super) fn Filters() -> impl IntoView {
    let set = setter();
    let address = use_query_map();
    let current = move |name| Signal::derive(move || address.get().get(name).unwrap_or_default());
    let choose = move |name| Callback::new(move |value| set.run((name, value)));
    view! {
        <search class="filters">
            <Select
                id="filter-kind"
                label=tr(text::FILTER_KIND)
                options=kinds()
                value=current(query::KIND)
                on_choice=choose(query::KIND)
            />
            <Persons set />
            <Select
                id="filter-outcome"
                label=tr(text::FILTER_OUTCOME)
                options=outcomes()
                value=current(query::OUTCOME)
                on_choice=choose(query::OUTCOME)
            />
            <DayField
                id="filter-from"
                label=tr(text::FILTER_FROM)
                value=current(query::FROM)
                on_choice=choose(query::FROM)
            />
            <DayField
                id="filter-until"
                label=tr(text::FILTER_UNTIL)
                value=current(query::UNTIL)
                on_choice=choose(query::UNTIL)
            />
        </search>
    }
}

/// Puts one value into the address, keeping the others.
fn setter() -> Callback<(&'static str, String)> {
    let (address, navigate) = (use_query_map(), use_navigate());
    Callback::new(move |(name, value): (&'static str, String)| {
        let now = address.get_untracked();
        let pairs = NAMES.map(|one| {
            let kept = now.get(one).unwrap_or_default();
            (one, if one == name { value.clone() } else { kept })
        });
        let pairs = pairs.each_ref().map(|(one, value)| (*one, value.as_str()));
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate(&Route::AuditLog.with_query(&pairs), options);
    })
}

/// The people of the organisation, for those who may list them.
#[component]
fn Persons(set: Callback<(&'static str, String)>) -> impl IntoView {
    let session = Session::current();
    let address = use_query_map();
    session.me().filter(|me| may(me, Action::ListUsers)).map(|_| {
        let people = Remote::new(move || {
            let api = session.api();
            async move {
                let query = UserQuery { limit: Some(PERSONS), ..Default::default() };
                Ok(api.list_users(&query).await?.items)
            }
        });
        let value = Signal::derive(move || address.get().get(query::PERSON).unwrap_or_default());
        move || {
            let known: Vec<UserView> = people.get().and_then(Result::ok).unwrap_or_default();
            let named = known.into_iter().map(|user| (user.id.to_string(), user.name));
            let options = std::iter::once(everything()).chain(named).collect();
            let on_choice = Callback::new(move |value| set.run((query::PERSON, value)));
            view! { <Select id="filter-person" label=tr(text::FILTER_PERSON) options value on_choice /> }
        }
    })
}

fn everything() -> (String, String) {
    (String::new(), tr(words::ALL).to_owned())
}

fn kinds() -> Vec<(String, String)> {
    let named = AuditKind::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), tr(text::kind(*kind)).to_owned()));
    std::iter::once(everything()).chain(named).collect()
}

fn outcomes() -> Vec<(String, String)> {
    let named = AuditOutcome::ALL.iter().map(|outcome| {
        let name = match outcome {
            AuditOutcome::Done => text::DONE,
            AuditOutcome::Refused => text::REFUSED,
        };
        (outcome.as_str().to_owned(), tr(name).to_owned())
    });
    std::iter::once(everything()).chain(named).collect()
}
