//! Whom a request is about.

use leptos::prelude::*;
use shared::{organisation::OrganisationRef, session::MeUser, user::UserView};

use super::draft::Draft;
use crate::{
    i18n::{requests as text, tr, words},
    session::Session,
    ui::facts::{Fact, Facts},
};

/// The person: oneself, as the login told, or the user it is asked for.
#[component]
pub(super) fn About(draft: Draft) -> impl IntoView {
    match draft.offer.with_untracked(|offer| offer.subject.clone()) {
        Some(user) => other(user).into_any(),
        None => Session::current()
            .me()
            .map(|me| oneself(me.user))
            .into_any(),
    }
}

/// What the login told can only be changed there.
fn oneself(user: MeUser) -> impl IntoView {
    let facts = facts(user.name, user.email, user.organisation);
    view! {
        <section class="from-login" aria-labelledby="about-person">
            <h3 class="h4" id="about-person">
                {tr(text::ABOUT_YOU)}
            </h3>
            <Facts facts />
            <p class="source">{tr(words::FROM_LOGIN)}</p>
        </section>
    }
}

fn other(user: UserView) -> impl IntoView {
    let facts = facts(user.name, user.email, user.organisation);
    view! {
        <section class="from-login" aria-labelledby="about-person">
            <h3 class="h4" id="about-person">
                {tr(text::ABOUT_OTHER)}
            </h3>
            <Facts facts />
        </section>
    }
}

fn facts(name: String, email: String, organisation: OrganisationRef) -> Vec<Fact> {
    let email = if email.is_empty() {
        tr(words::NO_EMAIL).to_owned()
    } else {
        email
    };
    let organisation = match organisation.cvr {
        Some(cvr) => format!("{} (CVR {cvr})", organisation.name),
        None => organisation.name,
    };
    vec![
        Fact::new(tr(words::NAME), name),
        Fact::new(tr(words::EMAIL), email),
        Fact::new(tr(words::ORGANISATION), organisation),
    ]
}
