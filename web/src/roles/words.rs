//! Roles and limits in words.

use leptos::prelude::*;
use shared::{
    attribute::AttributeRef,
    language::Language,
    role::{RoleRef, RoleView},
};

use crate::{
    i18n::{fill, language, roles as text, tr},
    routes::{Key, Route},
    ui::status::role as shown,
};

/// A role's name in the language spoken now.
pub(super) fn name(role: &RoleView) -> String {
    match language() {
        Language::Da => role.name_da.clone(),
        Language::En => role.name_en.clone(),
    }
}

/// What its holder may do, in the language spoken now.
pub(super) fn description(role: &RoleView) -> String {
    match language() {
        Language::Da => role.description_da.clone(),
        Language::En => role.description_en.clone(),
    }
}

/// A limit, or that there is none.
pub(super) fn limit(number: Option<i32>) -> String {
    number.map_or_else(
        || tr(text::NO_LIMIT).to_owned(),
        |number| number.to_string(),
    )
}

/// After how long without use a role becomes dormant.
pub(super) fn unused(days: Option<i32>) -> String {
    days.map_or_else(
        || tr(text::UNUSED_NEVER).to_owned(),
        |days| fill(text::UNUSED_AFTER, &[("n", &days.to_string())]),
    )
}

/// A role that leads to its page.
pub(super) fn link(name: &str, key: &str) -> AnyView {
    let drawn = shown(name, key);
    match Key::new(key) {
        Some(known) => view! { <a href=Route::Role(known).path()>{drawn}</a> }.into_any(),
        None => drawn.into_any(),
    }
}

/// Attributes by name.
pub(super) fn attributes(attributes: &[AttributeRef]) -> AnyView {
    if attributes.is_empty() {
        return view! { <span class="quiet">{tr(text::NONE)}</span> }.into_any();
    }
    let names: Vec<_> = attributes.iter().map(|one| one.name.as_str()).collect();
    names.join(", ").into_any()
}

/// Roles, each leading to its page.
pub(crate) fn links(roles: &[RoleRef]) -> AnyView {
    if roles.is_empty() {
        return view! { <span class="quiet">{tr(text::NONE)}</span> }.into_any();
    }
    let items: Vec<_> = roles
        .iter()
        .map(|role| view! { <li>{link(&role.name, &role.key)}</li> })
        .collect();
    view! { <ul class="plain-list no-max-width">{items}</ul> }.into_any()
}
