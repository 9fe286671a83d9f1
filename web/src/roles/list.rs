//! *Rollekatalog*.

use leptos::prelude::*;
use shared::{
    role::{FixedPart, RoleView},
    session::Action,
};

use super::words;
use crate::{
    i18n::{attributes, roles as text, tr, words as vocabulary},
    remote::Remote,
    routes::Route,
    session::{Session, may},
    ui::{
        heading::PageHeading,
        states::{Empty, part_of},
        table::{Row, Table},
    },
};

/// The page.
#[component]
pub(crate) fn RoleCatalogue() -> impl IntoView {
    let session = Session::current();
    let roles = Remote::new(move || {
        let api = session.api();
        async move { Ok(api.list_roles().await?.items) }
    });
    let create = session
        .me()
        .filter(|me| may(me, Action::CreateRole))
        .map(|_| {
            view! {
                <a class="button button-primary" href=Route::NewRole.path()>
                    {tr(text::CREATE)}
                </a>
            }
        });
    view! {
        <div class="title-row">
            <PageHeading text=tr(text::TITLE) />
            {create}
        </div>
        <p class="lead">{tr(text::LEAD)}</p>
        <p>
            <a href=Route::Attributes.path()>{tr(attributes::KEEP_TITLE)}</a>
        </p>
        {part_of(roles, |found: Vec<RoleView>| table(&found))}
    }
}

fn table(roles: &[RoleView]) -> AnyView {
    if roles.is_empty() {
        return view! { <Empty heading=tr(text::EMPTY) hint=tr(text::EMPTY_HINT) /> }.into_any();
    }
    let columns = [
        vocabulary::ROLE,
        text::HOLDERS,
        text::REQUIRES,
        text::CONFLICTS,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = roles.iter().map(row).collect();
    view! { <Table caption=tr(text::TITLE) columns rows /> }.into_any()
}

fn row(role: &RoleView) -> Row {
    let kinds: Vec<_> = role
        .rules
        .iter()
        .map(|rule| tr(vocabulary::kind(rule.holder_kind)))
        .collect();
    let nowhere = if role.fixed.contains(&FixedPart::Rules) {
        text::NOWHERE
    } else {
        text::NOT_GIVEN
    };
    let kinds = if kinds.is_empty() {
        view! { <span class="quiet">{tr(nowhere)}</span> }.into_any()
    } else {
        kinds.join(", ").into_any()
    };
    vec![
        words::link(&words::name(role), &role.key),
        kinds,
        words::links(&role.requires),
        words::links(&role.conflicts_with),
    ]
}
