//! Search field and filters of the list of users.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use shared::{role::RoleView, unit::UnitView, user::UserStatus};

use crate::{
    i18n::{tr, users as text, words},
    remote::Remote,
    routes::{Route, query},
    shell::live::SEARCH_FIELD,
    ui::{field::Select, icon::icon},
    units::words::options,
    users::sentences,
};

/// How long after the last letter the search begins.
const PAUSE: Duration = Duration::from_millis(250);

/// Names in the address that the filters own.
const NAMES: [&str; 4] = [query::SEARCH, query::ROLE, query::STATUS, query::UNIT];

/// The filters; each choice changes the address, which the list follows.
#[component]
pub(super) fn Filters(roles: Remote<Vec<RoleView>>, units: Remote<Vec<UnitView>>) -> impl IntoView {
    let address = use_query_map();
    let navigate = use_navigate();
    let set = Callback::new(move |(name, value): (&'static str, String)| {
        let now = address.get_untracked();
        let pairs = NAMES.map(|one| {
            let kept = now.get(one).unwrap_or_default();
            (one, if one == name { value.clone() } else { kept })
        });
        let pairs = pairs.each_ref().map(|(one, value)| (*one, value.as_str()));
        navigate(&Route::Users.with_query(&pairs), in_place());
    });
    let current = move |name| Signal::derive(move || address.get().get(name).unwrap_or_default());
    view! {
        <search class="filters">
            <SearchField set />
            {move || {
                view! {
                    <Select
                        id="filter-role"
                        label=tr(text::FILTER_ROLE)
                        options=role_options(roles)
                        value=current(query::ROLE)
                        on_choice=Callback::new(move |value| set.run((query::ROLE, value)))
                    />
                }
            }}
            <Select
                id="filter-status"
                label=tr(text::FILTER_STATUS)
                options=status_options()
                value=current(query::STATUS)
                on_choice=Callback::new(move |value| set.run((query::STATUS, value)))
            />
            {move || unit_filter(units, current(query::UNIT), set)}
        </search>
    }
}

/// The address changes, the page does not.
fn in_place() -> NavigateOptions {
    NavigateOptions {
        replace: true,
        scroll: false,
        ..Default::default()
    }
}

/// Only where the organisation has units.
fn unit_filter(
    units: Remote<Vec<UnitView>>,
    value: Signal<String>,
    set: Callback<(&'static str, String)>,
) -> Option<impl IntoView> {
    let known = units.get()?.ok().filter(|known| !known.is_empty())?;
    let on_choice = Callback::new(move |unit| set.run((query::UNIT, unit)));
    Some(view! {
        <Select
            id="filter-unit"
            label=tr(words::UNIT)
            options=options(&known, Some(tr(words::ALL)))
            value
            on_choice
        />
    })
}

#[component]
fn SearchField(set: Callback<(&'static str, String)>) -> impl IntoView {
    let typed = RwSignal::new(
        use_query_map()
            .get_untracked()
            .get(query::SEARCH)
            .unwrap_or_default(),
    );
    let latest = StoredValue::new(0_u32);
    let search_soon = move |text: String| {
        typed.set(text);
        let turn = latest.get_value().wrapping_add(1);
        latest.set_value(turn);
        let search = move || {
            if latest.try_get_value() == Some(turn) {
                set.run((query::SEARCH, typed.get_untracked().trim().to_owned()));
            }
        };
        set_timeout(search, PAUSE);
    };
    view! {
        <div class="form-group search-group">
            <label class="form-label" for=SEARCH_FIELD>
                {tr(text::SEARCH_LABEL)}
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
    }
}

fn role_options(roles: Remote<Vec<RoleView>>) -> Vec<(String, String)> {
    let known = roles.get().and_then(Result::ok).unwrap_or_default();
    let all = (String::new(), tr(words::ALL).to_owned());
    let named = known
        .iter()
        .map(|role| (role.key.clone(), sentences::own_name(role)));
    std::iter::once(all).chain(named).collect()
}

fn status_options() -> Vec<(String, String)> {
    let all = (String::new(), tr(words::ALL).to_owned());
    let named = UserStatus::ALL.iter().map(|one| {
        (
            one.as_str().to_owned(),
            tr(words::user_status(*one)).to_owned(),
        )
    });
    std::iter::once(all).chain(named).collect()
}
