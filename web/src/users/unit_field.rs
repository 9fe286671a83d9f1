//! In which unit of the organisation a user works.

use leptos::prelude::*;
use shared::{id::OrganisationId, unit::UnitView};

use crate::{
    i18n::{tr, units as text},
    remote::Remote,
    session::Session,
    ui::{
        facts::{Fact, Facts},
        field::Select,
        states::part_of,
    },
    units::{self, limit::FIELD, words},
};

/// The units that the caller may name, and whether none is a choice: an LBA of units alone keeps
/// those who work there.
fn offered(all: Vec<UnitView>, own: &[String]) -> (Vec<UnitView>, bool) {
    if own.is_empty() {
        return (all, true);
    }
    let own = all.into_iter().filter(|unit| own.contains(&unit.p_number));
    (own.collect(), false)
}

/// The field; nothing in an organisation without units.
#[component]
pub(super) fn UnitField(home: OrganisationId, value: RwSignal<String>) -> impl IntoView {
    let session = Session::current();
    let own = session.me().map(|me| me.administers_units);
    let own = own.unwrap_or_default();
    let units = Remote::new(move || {
        let api = session.api();
        async move { units::all(&api, home).await }
    });
    part_of(units, move |all| draw(all, &own, value))
}

fn draw(all: Vec<UnitView>, own: &[String], value: RwSignal<String>) -> AnyView {
    let (units, may_be_none) = offered(all, own);
    let Some(first) = units.first() else {
        return ().into_any();
    };
    if !may_be_none && value.with_untracked(String::is_empty) {
        value.set(first.p_number.clone());
    }
    if !may_be_none && units.len() == 1 {
        let fact = Fact::new(tr(text::WORKS_AT), words::named(first));
        return view! { <Facts facts=vec![fact] /> }.into_any();
    }
    let options = words::options(&units, may_be_none.then(|| tr(text::NO_UNIT)));
    view! {
        <Select
            id=FIELD
            label=tr(text::WORKS_AT)
            options
            value
            on_choice=Callback::new(move |unit| value.set(unit))
        />
    }
    .into_any()
}
