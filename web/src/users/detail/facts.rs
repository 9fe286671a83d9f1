//! *Stamdata*.

use leptos::prelude::*;
use shared::user::UserView;

use crate::{
    dates,
    i18n::{tr, units, users as text, words},
    ui::facts::{Fact, Facts},
    units::words::numbered,
    users::sentences,
};

/// What is registered about the user.
pub(super) fn facts(user: &UserView) -> AnyView {
    let identity = user.professional_uuid.map_or_else(
        || tr(text::IDENTITY_NONE).to_owned(),
        |uuid| uuid.to_string(),
    );
    let mut facts = vec![
        Fact::new(tr(words::NAME), user.name.clone()),
        Fact::new(tr(words::EMAIL), sentences::email(user)),
        Fact::new(tr(words::ORGANISATION), user.organisation.name.clone()),
    ];
    if let Some(cvr) = user.organisation.cvr.clone() {
        facts.push(Fact::new(tr(words::CVR), cvr));
    }
    if let Some(unit) = user.unit.as_deref() {
        facts.push(Fact::new(tr(units::WORKS_AT), numbered(&[], unit)));
    }
    facts.push(Fact::new(tr(text::KIND), tr(words::user_kind(user.kind))));
    facts.push(Fact::new(
        tr(text::IDENTITY),
        view! { <code>{identity}</code> },
    ));
    facts.push(Fact::new(
        tr(text::COLUMN_CHANGED),
        dates::with_time(user.changed_at),
    ));
    view! { <Facts facts /> }.into_any()
}
