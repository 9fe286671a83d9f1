//! Accesses that sleep or soon will, for those who can wake them.

use leptos::prelude::*;
use shared::{
    id::OrganisationId,
    role_grant::{RoleGrantQuery, RoleGrantView},
};

use super::sentences::{SOON_DAYS, dormancy};
use crate::{
    dates,
    i18n::{fill, grants as text, tr},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::states::part_of,
};

/// How many are shown here.
const FIRST: u16 = 10;

/// The first of an organisation's accesses that are not used; nothing where all are.
#[component]
pub(crate) fn Unused(organisation: OrganisationId) -> impl IntoView {
    let session = Session::current();
    let found = Remote::new(move || {
        let api = session.api();
        async move {
            let query = RoleGrantQuery {
                organisation_id: Some(organisation),
                dormant_before: dates::now().map(|now| now.plus_days(SOON_DAYS)),
                limit: Some(FIRST),
                ..Default::default()
            };
            Ok(api.list_role_grants(&query).await?.items)
        }
    });
    part_of(found, |grants| section(&grants))
}

fn section(grants: &[RoleGrantView]) -> AnyView {
    let items: Vec<_> = grants.iter().filter_map(row).collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="waiting" aria-labelledby="unused">
            <h2 class="h3" id="unused">
                {tr(text::DORMANT_TITLE)}
            </h2>
            <ul class="waiting-list no-max-width">{items}</ul>
        </section>
    }
    .into_any()
}

/// None for what is not warned of yet.
fn row(grant: &RoleGrantView) -> Option<impl IntoView + use<>> {
    let state = dormancy(grant)?;
    let told = fill(
        text::DORMANT_ROW,
        &[("role", &grant.role_name), ("state", &state)],
    );
    let (href, name) = (Route::User(grant.user.id).path(), grant.user.name.clone());
    Some(view! {
        <li>
            <a href=href>{name}</a>
            <span>{told}</span>
        </li>
    })
}
