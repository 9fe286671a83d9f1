//! What an organisation has, on its page.

use leptos::prelude::*;
use shared::{attribute::OrganisationAttributeView, id::OrganisationId};

use crate::{
    dates,
    i18n::{attributes as text, fill, tr},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::states::part_of,
};

/// Every attribute, as the organisation has it or has it not.
pub(super) fn read(id: OrganisationId) -> Remote<Vec<OrganisationAttributeView>> {
    let session = Session::current();
    Remote::new(move || {
        let api = session.api();
        async move { Ok(api.list_organisation_attributes(id).await?.items) }
    })
}

/// *Egenskaber*: heading, list, and the way to all of them; nothing while the catalogue is empty.
pub(crate) fn section(id: OrganisationId) -> impl IntoView {
    part_of(read(id), move |all| draw(id, &all))
}

fn draw(id: OrganisationId, all: &[OrganisationAttributeView]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = all
        .iter()
        .filter_map(|one| {
            let day = dates::in_text(one.since?);
            let words = fill(text::HAD_SINCE, &[("name", &one.name), ("day", &day)]);
            Some(view! { <li>{words}</li> })
        })
        .collect();
    let none = items
        .is_empty()
        .then(|| view! { <p class="quiet">{tr(text::NONE_HAD)}</p> });
    view! {
        <h2 class="h3">{tr(text::TITLE)}</h2>
        <p class="reading">{tr(text::LEAD)}</p>
        {none}
        <ul class="plain-list no-max-width">{items}</ul>
        <p>
            <a href=Route::AttributesOf(id).path()>{tr(text::SEE_ALL)}</a>
        </p>
    }
    .into_any()
}
