//! One role: what it is, what it requires, and its rules.

use leptos::prelude::*;
use shared::{role::RoleView, session::Action};

use super::{grid::grid, words};
use crate::{
    i18n::{roles as text, tr},
    remote::Remote,
    routes::{Key, Route},
    session::Session,
    ui::{
        actions,
        breadcrumb::Breadcrumb,
        facts::{Fact, Facts},
        heading::PageHeading,
        states::page_of,
    },
};

/// The page.
#[component]
pub(crate) fn RolePage(key: Key) -> impl IntoView {
    let role = read(key);
    page_of(role, move |found| draw(key, &found))
}

/// The role, read from the server.
pub(super) fn read(key: Key) -> Remote<RoleView> {
    let session = Session::current();
    Remote::new(move || {
        let api = session.api();
        async move { api.read_role(key.text()).await }
    })
}

fn draw(key: Key, found: &RoleView) -> AnyView {
    let all = &found.allowed_actions;
    let change = actions::allows(all, Action::ChangeRole).then(|| {
        view! {
            <a class="button button-primary" href=Route::ChangeRole(key).path()>
                {tr(text::CHANGE)}
            </a>
        }
    });
    view! {
        <Breadcrumb
            above=vec![(tr(text::TITLE).to_owned(), Route::Roles)]
            here=words::name(found)
        />
        <div class="title-row">
            <PageHeading text=words::name(found) />
            {change}
        </div>
        <p class="lead">{words::description(found)}</p>
        {actions::locked_line(all, Action::ChangeRole, tr(text::LOCKED))}
        <h2 class="h3">{tr(text::RULES)}</h2>
        {grid(found)}
        <h2 class="h3">{tr(text::FACTS)}</h2>
        <Facts facts=facts(found) />
    }
    .into_any()
}

fn facts(role: &RoleView) -> Vec<Fact> {
    vec![
        Fact::new(tr(text::KEY), view! { <code>{role.key.clone()}</code> }),
        Fact::new(tr(text::ASSURANCE), tr(text::assurance(role.assurance))),
        Fact::new(tr(text::DAYS), words::limit(role.max_duration_days)),
        Fact::new(tr(text::FEWEST), words::limit(role.min_holders)),
        Fact::new(tr(text::MOST), words::limit(role.max_holders)),
        Fact::new(
            tr(text::UNUSED_DAYS),
            words::unused(role.dormant_after_days),
        ),
        Fact::new(tr(text::REQUIRES), words::links(&role.requires)),
        Fact::new(
            tr(text::REQUIRES_ATTRIBUTES),
            words::attributes(&role.requires_attributes),
        ),
        Fact::new(tr(text::REQUIRED_BY), words::links(&role.required_by)),
        Fact::new(tr(text::CONFLICTS), words::links(&role.conflicts_with)),
        Fact::new(tr(text::CONFERS), tr(text::confers(role.confers))),
    ]
}
