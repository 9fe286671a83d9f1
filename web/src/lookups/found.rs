//! Whom and what a search found.

use leptos::prelude::*;
use shared::{organisation::OrganisationView, user::UserView};

use super::why::Subject;
use crate::{
    i18n::{desk as text, fill, tr, words},
    ui::button::Button,
    users::sentences,
};

/// Somebody or something chosen, and what it is called.
pub(super) type Chosen = (Subject, String);

fn row(name: String, detail: String, subject: Subject, choose: Callback<Chosen>) -> AnyView {
    let chosen = name.clone();
    let label = fill(text::LOOK_UP_NAMED, &[("name", &name)]);
    let pressed = Callback::new(move |()| choose.run((subject, chosen.clone())));
    view! {
        <li class="card-row">
            <div class="card-row-head">
                <h3 class="h5">{name}</h3>
            </div>
            <p class="card-row-state">{detail}</p>
            <p class="card-row-actions">
                <Button label on_press=pressed />
            </p>
        </li>
    }
    .into_any()
}

fn rows(all: Vec<AnyView>, nothing: &'static str) -> AnyView {
    if all.is_empty() {
        view! { <p class="quiet">{nothing}</p> }.into_any()
    } else {
        view! { <ul class="cards no-max-width">{all}</ul> }.into_any()
    }
}

/// The users found.
pub(super) fn people(found: &[UserView], choose: Callback<Chosen>) -> AnyView {
    let all = found.iter().map(|user| {
        let detail = format!("{} · {}", sentences::email(user), user.organisation.name);
        row(user.name.clone(), detail, Subject::User(user.id), choose)
    });
    rows(all.collect(), tr(text::NO_PEOPLE))
}

/// The organisations found.
pub(super) fn organisations(found: &[OrganisationView], choose: Callback<Chosen>) -> AnyView {
    let all = found.iter().map(|one| {
        let kind = tr(words::kind(one.kind));
        let detail = match &one.cvr {
            Some(cvr) => format!("{kind} · {} {cvr}", tr(words::CVR)),
            None => kind.to_owned(),
        };
        row(
            one.name.clone(),
            detail,
            Subject::Organisation(one.id),
            choose,
        )
    });
    rows(all.collect(), tr(text::NO_ORGANISATIONS))
}
