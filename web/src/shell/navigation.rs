//! The navigation: one for all the hats a person wears.

use leptos::prelude::*;
use shared::{
    language::Bilingual,
    session::{Action, Me},
};

use crate::{
    i18n::{fill, shell as text, tr},
    routes::Route,
    session::{Session, may},
};

/// The entries for `me`: first what one administers, then what is one's own.
fn entries(me: &Me) -> Vec<(Route, Bilingual)> {
    let mut all = Vec::new();
    if may(me, Action::DecideAccessRequests) {
        all.push((Route::Start, text::NAV_OVERVIEW));
        let inbox = if me.landssupport {
            text::NAV_QUEUE
        } else {
            text::NAV_INBOX
        };
        all.push((Route::Inbox, inbox));
    }
    if may(me, Action::LookUp) {
        all.push((Route::LookUp, text::NAV_LOOK_UP));
    } else if may(me, Action::ListUsers) {
        all.push((Route::Users, text::NAV_USERS));
    }
    if may(me, Action::CreateOrganisation) {
        all.push((Route::Organisations, text::NAV_ORGANISATIONS));
    }
    if may(me, Action::ListAgreements) {
        all.push((Route::Agreements, text::NAV_AGREEMENTS));
    }
    if may(me, Action::ListAuditEvents) {
        all.push((Route::AuditLog, text::NAV_AUDIT));
    }
    if may(me, Action::CreateRole) {
        all.push((Route::Roles, text::NAV_ROLES));
    }
    if may(me, Action::ListCutovers) {
        all.push((Route::Modules, text::NAV_MODULES));
    }
    if !(me.administers.is_empty() && me.administers_units.is_empty()) {
        all.push((Route::Organisation, text::NAV_ORGANISATION));
    }
    if may(me, Action::ListImports) {
        all.push((Route::Imports, text::NAV_IMPORT));
    }
    all.extend(own_entries(me));
    all
}

/// What is everybody's own.
fn own_entries(me: &Me) -> Vec<(Route, Bilingual)> {
    let mut own = vec![
        (Route::MyAccess, text::NAV_MY_ACCESS),
        (Route::MyRequests, text::NAV_MY_REQUESTS),
    ];
    if may(me, Action::SubmitAccessRequest) {
        own.push((Route::AskForAccess, text::NAV_ASK));
    }
    own
}

/// Whether `entry` leads to `here` or to what it is a part of.
fn is_under(here: Route, entry: Route) -> bool {
    match entry {
        Route::Inbox => matches!(
            here,
            Route::Inbox | Route::Request(_) | Route::SupportRequest
        ),
        Route::Users => matches!(
            here,
            Route::Users
                | Route::NewUser
                | Route::User(_)
                | Route::ChangeUser(_)
                | Route::GrantRole(_)
        ),
        Route::Roles => matches!(
            here,
            Route::Roles
                | Route::NewRole
                | Route::Role(_)
                | Route::ChangeRole(_)
                | Route::Attributes
        ),
        Route::Agreements => matches!(
            here,
            Route::Agreements | Route::RecordAgreement | Route::Agreement(_)
        ),
        Route::Imports => matches!(here, Route::Imports | Route::Import(_)),
        Route::LookUp => matches!(here, Route::LookUp | Route::User(_)),
        Route::Organisations => matches!(
            here,
            Route::Organisations
                | Route::OrganisationOf(_)
                | Route::AppointLba
                | Route::Appointment(_)
        ),
        other => here == other,
    }
}

/// The list of entries; nothing while nobody is logged in.
#[component]
pub(super) fn Navigation(
    route: Memo<Option<Route>>,
    #[prop(optional)] narrow: bool,
) -> impl IntoView {
    let session = Session::current();
    let known = Memo::new(move |_| session.me_now().map(|me| (entries(&me), me.to_decide)));
    let outer = if narrow {
        "navigation-menu-mobile"
    } else {
        "nav"
    };
    move || {
        known.get().map(|(entries, waiting)| {
            let items: Vec<_> = entries
                .into_iter()
                .map(|(entry, name)| item(route, entry, name, waiting))
                .collect();
            view! {
                <nav class=outer aria-label=tr(text::MAIN_MENU)>
                    <ul class="mainmenu">{items}</ul>
                </nav>
            }
        })
    }
}

fn item(
    route: Memo<Option<Route>>,
    entry: Route,
    name: Bilingual,
    waiting: i64,
) -> impl IntoView + use<> {
    let under = move || route.get().is_some_and(|here| is_under(here, entry));
    let exact = move || route.get() == Some(entry);
    let count = (entry == Route::Inbox && waiting > 0).then(|| {
        view! {
            <b class="nav-count" aria-hidden="true">
                {waiting}
            </b>
            <b class="sr-only">" (" {fill(text::WAITING_FOR_YOU, &[("n", &waiting.to_string())])} ")"</b>
        }
    });
    view! {
        <li class:active=under class:current=exact>
            <a class="nav-link" href=entry.path() aria-current=move || exact().then_some("page")>
                <span>{tr(name)} {count}</span>
            </a>
        </li>
    }
}
