//! *Opret bruger*.

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::{
    id::{OrganisationId, UserId},
    text::{EmailAddress, PersonName},
    user::NewUser,
};

use super::unit_field::UnitField;
use crate::{
    i18n::{fill, shell, tr, users as text},
    routes::{Route, own_path, query},
    session::Session,
    ui::{
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        facts::{Fact, Facts},
        field::TextField,
        form::{ErrorSummary, FormErrors},
        heading::PageHeading,
        problem::ProblemNotice,
        sending::Sending,
        toast::Toasts,
    },
};

/// What was searched for before somebody turned to create it; kept in memory alone, and once.
#[derive(Clone, Copy)]
pub(crate) struct Prefilled(StoredValue<String>);

impl Prefilled {
    /// Nothing.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(String::new()))
    }

    /// What the application keeps.
    pub(crate) fn current() -> Self {
        expect_context()
    }

    /// Keeps it for the form that is about to open.
    pub(crate) fn keep(self, text: &str) {
        self.0.set_value(text.trim().to_owned());
    }

    /// A name and an address, as far as what was searched for is either.
    fn take(self) -> (String, String) {
        let text = self.0.get_value();
        self.0.set_value(String::new());
        if text.contains('@') {
            (String::new(), text)
        } else {
            (text, String::new())
        }
    }
}

/// Name, e-mail and unit of a user, as they are typed; for a new one and for changes alike.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    pub(super) name: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    /// P-number of the unit; empty for none.
    pub(super) unit: RwSignal<String>,
    pub(super) errors: FormErrors,
    pub(super) sending: Sending,
}

impl Typed {
    /// These to begin with.
    pub(super) fn new(name: &str, email: &str, unit: &str) -> Self {
        Self {
            name: RwSignal::new(name.to_owned()),
            email: RwSignal::new(email.to_owned()),
            unit: RwSignal::new(unit.to_owned()),
            errors: FormErrors::new(),
            sending: Sending::new(),
        }
    }

    /// Name and address, when both can be understood; else says what is wrong.
    pub(super) fn read(self) -> Option<(String, String)> {
        use shared::problem::FieldCode;
        let name = self.name.with_untracked(|typed| PersonName::parse(typed));
        let email = self
            .email
            .with_untracked(|typed| EmailAddress::parse(typed));
        let name_words = name.as_ref().err().map(|code| {
            let words = match code {
                FieldCode::TooLong => text::NAME_LONG,
                _ => text::NAME_MISSING,
            };
            ("name", tr(words).to_owned())
        });
        let email_words = email.as_ref().err().map(|code| {
            let words = match code {
                FieldCode::Required => text::EMAIL_MISSING,
                _ => text::EMAIL_MALFORMED,
            };
            ("email", tr(words).to_owned())
        });
        self.errors
            .show(name_words.into_iter().chain(email_words).collect());
        Some((name.ok()?.into_string(), email.ok()?.as_str().to_owned()))
    }
}

/// The fields of a user of `home`.
#[component]
pub(super) fn Fields(typed: Typed, home: OrganisationId) -> impl IntoView {
    view! {
        <TextField
            id="name"
            label=tr(text::FULL_NAME)
            value=typed.name
            error=typed.errors.of("name")
        />
        <TextField
            id="email"
            label=tr(crate::i18n::words::EMAIL)
            hint=tr(text::EMAIL_HINT)
            kind="email"
            value=typed.email
            error=typed.errors.of("email")
        />
        <UnitField home value=typed.unit />
    }
}

/// The page.
#[component]
pub(crate) fn NewUserPage() -> impl IntoView {
    let home = Session::current().me().map(|me| me.user.organisation);
    view! {
        <Breadcrumb
            above=vec![(tr(shell::NAV_USERS).to_owned(), Route::Users)]
            here=tr(text::CREATE_TITLE)
        />
        <PageHeading text=tr(text::CREATE_TITLE) />
        {home.map(|home| view! { <CreateForm home=home.id name=home.name /> })}
    }
}

/// Back to where one came from, with the new user; else to the user.
fn afterwards(back: Option<&str>, user: UserId) -> String {
    match back.and_then(own_path) {
        Some(path) => {
            let joint = if path.contains('?') { '&' } else { '?' };
            format!("{path}{joint}{}={user}", query::USER)
        }
        None => Route::User(user).path(),
    }
}

#[component]
fn CreateForm(home: OrganisationId, name: String) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let (known_name, known_email) = Prefilled::current().take();
    let typed = Typed::new(&known_name, &known_email, "");
    let back = use_query_map().get_untracked().get(query::BACK);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some((name, email)) = typed.read() else {
            return;
        };
        let (api, key, navigate) = (session.api(), typed.sending.key(), navigate.clone());
        let unit = typed.unit.get_untracked();
        let new = NewUser {
            professional_uuid: None,
            name,
            email,
            organisation_id: home,
            kind: None,
            unit: (!unit.is_empty()).then_some(unit),
        };
        let back = back.clone();
        let act = async move { api.create_user(&new, &key).await };
        typed.sending.send(typed.errors, act, move |user| {
            toasts.show(fill(text::CREATED_TOAST, &[("name", &user.name)]));
            let next = afterwards(back.as_deref(), user.id);
            navigate(&next, leptos_router::NavigateOptions::default());
        });
    };
    view! {
        <p class="lead">{tr(text::CREATE_LEAD)}</p>
        <form class="reading" novalidate on:submit=send>
            <ErrorSummary errors=typed.errors />
            {move || typed.sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
            <Facts facts=vec![Fact::new(tr(text::IN_ORGANISATION), name)] />
            <Fields typed home />
            <div class="buttons">
                <Button
                    label=tr(text::CREATE)
                    weight=Weight::Primary
                    submits=true
                    busy=typed.sending.busy
                />
                <a class="button button-secondary" href=Route::Users.path()>
                    {tr(crate::i18n::ui::CANCEL)}
                </a>
            </div>
        </form>
    }
}
