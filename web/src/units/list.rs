//! The units of an organisation, on its page.

use leptos::prelude::*;
use shared::{
    id::OrganisationId,
    organisation::OrganisationView,
    session::Action,
    unit::{UnitQuery, UnitView},
};

use super::words;
use crate::{
    i18n::{tr, units as text},
    remote::Paged,
    routes::Route,
    session::Session,
    ui::{actions, pager::Pager, states::list_of},
};

/// The units, page by page.
pub(super) fn paged(id: OrganisationId) -> Paged<UnitView> {
    let session = Session::current();
    Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let query = UnitQuery {
                cursor,
                limit: None,
            };
            api.list_units(id, &query).await
        }
    })
}

/// That there are none.
pub(super) fn none() -> AnyView {
    view! { <p class="quiet">{tr(text::NONE)}</p> }.into_any()
}

/// *P-numre*: heading, list, and the way to where they are registered, for those who may.
pub(crate) fn section(organisation: &OrganisationView) -> impl IntoView + use<> {
    let id = organisation.id;
    let list = paged(id);
    let keep = actions::allows(&organisation.allowed_actions, Action::KeepUnits).then(|| {
        view! {
            <p>
                <a href=Route::UnitsOf(id).path()>{tr(text::KEEP)}</a>
            </p>
        }
    });
    let draw = |found: Vec<UnitView>| {
        let items: Vec<_> = found
            .iter()
            .map(|unit| view! { <li>{words::named(unit)}</li> })
            .collect();
        view! { <ul class="plain-list no-max-width">{items}</ul> }.into_any()
    };
    view! {
        <h2 class="h3">{tr(text::TITLE)}</h2>
        <p class="reading">{tr(text::LEAD)}</p>
        {list_of(list, none, draw)}
        <Pager list />
        {keep}
    }
}
