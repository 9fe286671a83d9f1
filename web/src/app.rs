//! The whole: language, session, shell, and the page that the address names.

use leptos::prelude::*;
use leptos_router::{
    WildcardSegment,
    components::{Route as AnyRoute, Router, Routes},
    hooks::use_location,
};

use crate::{
    access_requests, browser,
    i18n::Speech,
    pages,
    parts::Part,
    role_grants,
    routes::Route,
    session::{Gate, Session},
    shell::{self, Shell},
    start,
    ui::{
        states::{NotFound, Skeleton, failed_page},
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

fn page(route: Route) -> AnyView {
    match route {
        Route::Start => view! { <start::Start /> }.into_any(),
        Route::NoAccess => view! { <access_requests::no_access::NoAccess /> }.into_any(),
        Route::AskForAccess => view! { <access_requests::ask::AskForAccess /> }.into_any(),
        Route::MyRequests => view! { <access_requests::mine::MyRequests /> }.into_any(),
        Route::MyAccess => view! { <role_grants::mine::MyAccess /> }.into_any(),
        Route::SupportRequest | Route::Inbox => Part::Requests.page(route),
        Route::Request(_) => Part::Request.page(route),
        Route::Users => Part::Users.page(route),
        Route::User(_) => Part::User.page(route),
        Route::NewUser | Route::ChangeUser(_) | Route::GrantRole(_) => Part::UserForms.page(route),
        Route::AuditLog => Part::Log.page(route),
        Route::Organisation | Route::UnitsOf(_) => Part::Organisation.page(route),
        Route::BecomeLba | Route::AppointLba | Route::Appointment(_) => Part::FirstLba.page(route),
        Route::LookUp | Route::OrganisationOf(_) => Part::Desk.page(route),
        Route::Organisations => Part::Organisations.page(route),
        Route::Roles | Route::NewRole | Route::Role(_) | Route::ChangeRole(_) => {
            Part::Roles.page(route)
        }
        Route::Attributes | Route::AttributesOf(_) => Part::Attributes.page(route),
        Route::Modules | Route::Imports | Route::Import(_) => Part::Administration.page(route),
        Route::Agreements | Route::RecordAgreement | Route::Agreement(_) => {
            Part::Agreements.page(route)
        }
        Route::LoginFailed | Route::Accessibility | Route::Privacy | Route::Cookies => {
            open_page(route)
        }
    }
}
