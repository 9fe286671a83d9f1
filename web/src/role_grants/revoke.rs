//! *Fratag*: taking a role from somebody.

use leptos::prelude::*;
use shared::role_grant::{NewRevocation, RoleGrantView};

use crate::{
    api::is_stale,
    i18n::{fill, tr, users as text},
    remote::Paged,
    session::Session,
    ui::{
        button::Weight,
        reason::{AskReason, ReasonDialog},
        toast::Toasts,
    },
};

/// Asks once, naming the person and the role.
#[component]
pub(crate) fn RevokeDialog(
    chosen: RwSignal<Option<RoleGrantView>>,
    ask: AskReason,
    list: Paged<RoleGrantView>,
) -> impl IntoView {
    let told = move |sentence| {
        Signal::derive(move || {
            chosen
                .get()
                .map(|g| about(sentence, &g))
                .unwrap_or_default()
        })
    };
    view! {
        <ReasonDialog
            ask
            id="revoke-heading"
            title=told(text::REVOKE_TITLE)
            effect=told(text::REVOKE_EFFECT)
            confirm=tr(text::REVOKE)
            weight=Weight::Warning
            act=revoking(chosen, ask, list)
        />
    }
}

fn revoking(
    chosen: RwSignal<Option<RoleGrantView>>,
    ask: AskReason,
    list: Paged<RoleGrantView>,
) -> Callback<String> {
    let (session, toasts) = (Session::current(), Toasts::current());
    Callback::new(move |reason: String| {
        let Some(grant) = chosen.get_untracked() else {
            return;
        };
        let (api, key) = (session.api(), ask.sending.key());
        let revoke = async move {
            let body = NewRevocation { reason };
            let answer = api.revoke_role(grant.id, grant.version, &body, &key).await;
            // What stands there now is what the next press is about.
            if is_stale(&answer)
                && let Ok(now) = api.read_role_grant(grant.id).await
            {
                chosen.try_set(Some(now));
            }
            answer
        };
        ask.sending.send(ask.errors, revoke, move |after| {
            ask.finish();
            toasts.show(about(text::REVOKED_TOAST, &after));
            list.reload();
        });
    })
}

fn about(sentence: shared::language::Bilingual, grant: &RoleGrantView) -> String {
    fill(
        sentence,
        &[
            ("name", &grant.user.name),
            ("role", &grant.role_name),
            ("organisation", &grant.organisation.name),
        ],
    )
}
