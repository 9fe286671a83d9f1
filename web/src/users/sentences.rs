//! A user in words.

use shared::{
    language::Language,
    role::RoleView,
    user::{UserStatus, UserView},
};

use crate::{
    i18n::{language, tr, words},
    ui::status::Shade,
};

/// The colour of a status.
pub(crate) const fn shade(status: UserStatus) -> Shade {
    match status {
        UserStatus::Active => Shade::Good,
        UserStatus::Suspended => Shade::Careful,
        UserStatus::Deactivated => Shade::Neutral,
    }
}

/// The e-mail address, or that there is none.
pub(crate) fn email(user: &UserView) -> String {
    if user.email.is_empty() {
        tr(words::NO_EMAIL).to_owned()
    } else {
        user.email.clone()
    }
}

/// The human name of the role with this key; the key itself while names are not known.
pub(crate) fn role_name(roles: &[RoleView], key: &str) -> String {
    roles
        .iter()
        .find(|role| role.key == key)
        .map_or_else(|| key.to_owned(), own_name)
}

/// The human name and the key of a role.
pub(crate) fn full_role_name(roles: &[RoleView], key: &str) -> String {
    match roles.iter().find(|role| role.key == key) {
        Some(role) => format!("{} ({key})", own_name(role)),
        None => key.to_owned(),
    }
}

/// A role's name in the language spoken now.
pub(crate) fn own_name(role: &RoleView) -> String {
    match language() {
        Language::Da => role.name_da.clone(),
        Language::En => role.name_en.clone(),
    }
}
