//! Accesses that soon end, for those who can extend them.

use leptos::prelude::*;
use shared::{
    id::OrganisationId,
    page::Page,
    role_grant::{RoleGrantQuery, RoleGrantView},
};

use super::sentences::SOON_DAYS;
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

/// The first of an organisation's accesses to end.
#[component]
pub(crate) fn Expiring(organisation: OrganisationId) -> impl IntoView {
    let session = Session::current();
    let soon = Remote::new(move || {
        let api = session.api();
        async move {
            let query = RoleGrantQuery {
                organisation_id: Some(organisation),
                expiring_before: dates::now().map(|now| now.plus_days(SOON_DAYS)),
                limit: Some(FIRST),
                ..Default::default()
            };
            api.list_role_grants(&query).await
        }
    });
    view! {
        <section class="waiting" aria-labelledby="expiring">
            <h2 class="h3" id="expiring">
                {tr(text::EXPIRING_TITLE)}
            </h2>
            {part_of(soon, |page| list(&page))}
        </section>
    }
}

fn list(page: &Page<RoleGrantView>) -> AnyView {
    if page.items.is_empty() {
        return view! { <p>{tr(text::EXPIRING_NONE)}</p> }.into_any();
    }
    let items: Vec<_> = page.items.iter().map(row).collect();
    view! {
        <ul class="waiting-list no-max-width">{items}</ul>
        {page.next_cursor.is_some().then(|| view! { <p>{tr(text::EXPIRING_MORE)}</p> })}
    }
    .into_any()
}

fn row(grant: &RoleGrantView) -> impl IntoView + use<> {
    let at = grant.valid_until.map(dates::in_text).unwrap_or_default();
    let told = fill(
        text::EXPIRING_ROW,
        &[("role", &grant.role_name), ("at", &at)],
    );
    view! {
        <li>
            <a href=Route::User(grant.user.id).path()>{grant.user.name.clone()}</a>
            <span>{told}</span>
        </li>
    }
}
