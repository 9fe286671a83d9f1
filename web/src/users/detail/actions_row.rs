//! What may be done with a user: grant, change, deactivate, reactivate.

use leptos::prelude::*;
use shared::{
    client::Answer,
    role::{Authority, RoleView},
    session::Action,
    user::{ChangeUserStatus, UserStatus, UserView},
};

use crate::{
    api::is_stale,
    i18n::{fill, handling, tr, users as text},
    remote::Remote,
    routes::{Route, query},
    session::Session,
    ui::{
        actions,
        button::{Button, Weight},
        reason::{AskReason, ReasonDialog},
        toast::Toasts,
    },
    users::sentences,
};

/// The buttons, and the locked lines below them.
#[component]
pub(super) fn ActionsRow(
    found: UserView,
    user: Remote<UserView>,
    roles: Remote<Vec<RoleView>>,
) -> impl IntoView {
    let all = found.allowed_actions.clone();
    let id = found.id;
    let grant = actions::allows(&all, Action::GrantRole).then(|| {
        let href = Route::GrantRole(id).path();
        view! { <a class="button button-primary" href=href>{tr(text::GRANT)}</a> }
    });
    let change = actions::allows(&all, Action::ChangeUser).then(|| {
        let href = Route::ChangeUser(id).path();
        view! { <a class="button button-secondary" href=href>{tr(text::CHANGE)}</a> }
    });
    let asked = found.clone();
    let locked = [
        (Action::GrantRole, tr(text::LOCKED_GRANT)),
        (Action::ChangeUser, tr(text::LOCKED_CHANGE)),
        (Action::DeactivateUser, tr(text::LOCKED_DEACTIVATE)),
        (Action::ReactivateUser, tr(text::LOCKED_REACTIVATE)),
    ];
    view! {
        <div class="buttons">
            {grant}
            {change}
            {move || support_button(&asked, roles)}
            <StatusButton found user roles />
        </div>
        {actions::locked_lines(&all, &locked, tr(text::LOCKED_ALL))}
    }
}

/// *Send supportanmodning*, for the LBA of a user whose kind of organisation has roles that only
/// Landssupporten gives or takes.
fn support_button(found: &UserView, roles: Remote<Vec<RoleView>>) -> Option<impl IntoView + use<>> {
    let me = Session::current().me()?;
    let theirs = |role: &RoleView| {
        role.rules.iter().any(|rule| {
            let deciders = [rule.granted_by, rule.revoked_by];
            rule.holder_kind == found.organisation.kind
                && rule.requestable_by_lba
                && deciders.contains(&Authority::Landssupport)
        })
    };
    let asks = me.administers.contains(&found.organisation.id) && me.user.id != found.id;
    let any = roles.get().and_then(Result::ok)?.iter().any(theirs);
    (asks && any && found.status == UserStatus::Active).then(|| {
        let id = found.id.to_string();
        let href = Route::SupportRequest.with_query(&[(query::USER, &id)]);
        view! { <a class="button button-secondary" href=href>{tr(handling::SEND_SUPPORT)}</a> }
    })
}

/// *Deaktivér* or *Genaktivér*, whichever the server allows.
#[component]
fn StatusButton(
    found: UserView,
    user: Remote<UserView>,
    roles: Remote<Vec<RoleView>>,
) -> impl IntoView {
    let ask = AskReason::new();
    let stops = actions::allows(&found.allowed_actions, Action::DeactivateUser);
    let starts = actions::allows(&found.allowed_actions, Action::ReactivateUser);
    if !stops && !starts {
        return ().into_any();
    }
    let words = if stops { STOPPING } else { STARTING };
    let name = found.name.clone();
    let title = fill(words.title, &[("name", &name)]);
    let told = found.clone();
    let effect = Signal::derive(move || {
        let known = roles.get().and_then(Result::ok).unwrap_or_default();
        effect(&told, stops, &known)
    });
    view! {
        <Button label=tr(words.button) on_press=ask.opener() />
        <ReasonDialog
            ask
            id="status-heading"
            title
            effect
            confirm=tr(words.button)
            weight=if stops { Weight::Warning } else { Weight::Primary }
            act=change_status(&found, stops, ask, user)
        />
    }
    .into_any()
}

/// The words of one of the two.
struct Words {
    button: shared::language::Bilingual,
    title: shared::language::Bilingual,
}

const STOPPING: Words = Words {
    button: text::DEACTIVATE,
    title: text::DEACTIVATE_TITLE,
};
const STARTING: Words = Words {
    button: text::REACTIVATE,
    title: text::REACTIVATE_TITLE,
};

fn effect(found: &UserView, stops: bool, known: &[RoleView]) -> String {
    let sentence = match (stops, found.roles.is_empty()) {
        (true, true) => text::DEACTIVATE_NONE,
        (true, false) => text::DEACTIVATE_EFFECT,
        (false, _) => text::REACTIVATE_EFFECT,
    };
    let names = found
        .roles
        .iter()
        .map(|key| sentences::full_role_name(known, key));
    let roles = names.collect::<Vec<_>>().join(", ");
    fill(sentence, &[("name", &found.name), ("roles", &roles)])
}

fn change_status(
    found: &UserView,
    stops: bool,
    ask: AskReason,
    user: Remote<UserView>,
) -> Callback<String> {
    let (session, toasts) = (Session::current(), Toasts::current());
    let (id, newest) = (found.id, StoredValue::new(found.version));
    Callback::new(move |reason: String| {
        let (api, key) = (session.api(), ask.sending.key());
        let version = newest.get_value();
        let act = async move {
            let body = ChangeUserStatus { reason };
            let after: Answer<UserView> = if stops {
                api.deactivate_user(id, version, &body, &key).await
            } else {
                api.reactivate_user(id, version, &body, &key).await
            };
            // What stands there now is what the next press is about.
            if is_stale(&after)
                && let Ok(now) = api.read_user(id).await
            {
                newest.try_update_value(|it| *it = now.version);
            }
            after
        };
        ask.sending.send(ask.errors, act, move |after| {
            let told = if stops {
                text::DEACTIVATED_TOAST
            } else {
                text::REACTIVATED_TOAST
            };
            ask.finish();
            toasts.show(fill(told, &[("name", &after.name)]));
            user.put(after);
        });
    })
}
