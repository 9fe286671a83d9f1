//! The whole: language, session, shell, and the page that the address names.

use leptos::prelude::*;
use leptos_router::{
    WildcardSegment,
    components::{Route as AnyRoute, Router, Routes},
    hooks::use_location,
};

use shared::session::Action;

use crate::{
    access_requests, administrations, audit, browser, first_lba,
    i18n::Speech,
    imports, lookups, organisations, pages, role_grants, roles,
    routes::Route,
    session::{Gate, Session},
    shell::{self, Shell},
    start,
    ui::{
        states::{NotFound, Skeleton, failed_page, only_for},
        toast::Toasts,
    },
    users,
};

/// The application.
#[component]
pub(crate) fn App() -> impl IntoView {
    let speech = Speech::from_cookie();
    provide_context(speech);
    provide_context(Session::begin());
    provide_context(Toasts::new());
    provide_context(users::create::Prefilled::new());
    shell::live::keep_up_to_date();
    view! {
        <Router>
            <Routes fallback=|| ()>
                <AnyRoute path=WildcardSegment("any") view=Everything />
            </Routes>
        </Router>
    }
}

/// Drawn anew when the language changes.
#[component]
fn Everything() -> impl IntoView {
    let speech: Speech = expect_context();
    let location = use_location();
    let route = Memo::new(move |_| Route::parse(&location.pathname.get()));
    move || {
        speech.language();
        view! {
            <Shell route>
                <Pages route />
            </Shell>
        }
    }
}

#[component]
fn Pages(route: Memo<Option<Route>>) -> impl IntoView {
    let session = Session::current();
    let gate = Memo::new(move |_| session.gate());
    move || match (route.get(), gate.get()) {
        (Some(public), _) if public.is_public() => open_page(public),
        (_, Gate::Waiting) => view! { <Skeleton lines=8 /> }.into_any(),
        (_, Gate::LoggedOut) => view! { <pages::sign_in::SignIn /> }.into_any(),
        (_, Gate::Failed(error)) => failed_page(error, Callback::new(move |()| browser::reload())),
        (None, Gate::LoggedIn(_)) => view! { <NotFound /> }.into_any(),
        (Some(route), Gate::LoggedIn(_)) => page(route),
    }
}

fn open_page(route: Route) -> AnyView {
    match route {
        Route::LoginFailed => view! { <pages::login_failed::LoginFailed /> }.into_any(),
        Route::Accessibility => view! { <pages::legal::Accessibility /> }.into_any(),
        Route::Privacy => view! { <pages::legal::Privacy /> }.into_any(),
        _ => view! { <pages::legal::Cookies /> }.into_any(),
    }
}

#[expect(clippy::too_many_lines, reason = "a table: a line for each page")]
fn page(route: Route) -> AnyView {
    match route {
        Route::Start => view! { <start::Start /> }.into_any(),
        Route::NoAccess => view! { <access_requests::no_access::NoAccess /> }.into_any(),
        Route::AskForAccess => view! { <access_requests::ask::AskForAccess /> }.into_any(),
        Route::SupportRequest => view! { <access_requests::support::SupportRequest /> }.into_any(),
        Route::MyRequests => view! { <access_requests::mine::MyRequests /> }.into_any(),
        Route::MyAccess => view! { <role_grants::mine::MyAccess /> }.into_any(),
        Route::Modules => only_for(Action::ListCutovers, || {
            view! { <administrations::page::Modules /> }
        }),
        Route::Inbox => only_for(Action::DecideAccessRequests, || {
            view! { <access_requests::inbox::Inbox /> }
        }),
        Route::Request(id) => view! { <access_requests::detail::RequestPage id /> }.into_any(),
        Route::Users => only_for(Action::ListUsers, || view! { <users::list::Users /> }),
        Route::NewUser => only_for(
            Action::CreateUser,
            || view! { <users::create::NewUserPage /> },
        ),
        Route::User(id) => view! { <users::detail::UserPage id /> }.into_any(),
        Route::ChangeUser(id) => view! { <users::change::ChangeUserPage id /> }.into_any(),
        Route::GrantRole(id) => view! { <role_grants::grant::GrantRolePage id /> }.into_any(),
        Route::AuditLog => only_for(
            Action::ListAuditEvents,
            || view! { <audit::list::AuditLog /> },
        ),
        Route::Organisation => view! { <organisations::page::OrganisationPage /> }.into_any(),
        Route::Roles => view! { <roles::list::RoleCatalogue /> }.into_any(),
        Route::NewRole => only_for(
            Action::CreateRole,
            || view! { <roles::edit::NewRolePage /> },
        ),
        Route::Role(key) => view! { <roles::detail::RolePage key /> }.into_any(),
        Route::ChangeRole(key) => view! { <roles::edit::ChangeRolePage key /> }.into_any(),
        Route::Imports => only_for(Action::ListImports, || view! { <imports::list::Imports /> }),
        Route::Import(id) => only_for(
            Action::ListImports,
            move || view! { <imports::detail::ImportPage id /> },
        ),
        Route::LookUp => only_for(Action::LookUp, || view! { <lookups::page::LookUpPage /> }),
        Route::Organisations => only_for(
            Action::CreateOrganisation,
            || view! { <organisations::list::Organisations /> },
        ),
        Route::OrganisationOf(id) => {
            view! { <organisations::one::OneOrganisation id /> }.into_any()
        }
        Route::AppointLba => only_for(
            Action::LookUp,
            || view! { <first_lba::propose::AppointLba /> },
        ),
        Route::Appointment(id) => {
            view! { <first_lba::appointment::AppointmentPage id /> }.into_any()
        }
        Route::BecomeLba => view! { <first_lba::become_lba::BecomeLba /> }.into_any(),
        Route::LoginFailed | Route::Accessibility | Route::Privacy | Route::Cookies => {
            open_page(route)
        }
    }
}
