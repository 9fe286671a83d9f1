//! *Genaktivér*: an access that sleeps works again.

use leptos::prelude::*;
use shared::{
    language::Bilingual,
    role_grant::{NewReactivation, RoleGrantView},
};

use crate::{
    api::is_stale,
    i18n::{fill, grants as text, tr},
    remote::Paged,
    session::Session,
    ui::{
        reason::{AskReason, ReasonDialog},
        toast::Toasts,
    },
};

/// Asks why; then the list shows the access awake.
#[component]
pub(crate) fn WakeDialog(
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
            id="wake-heading"
            title=told(text::WAKE_TITLE)
            effect=told(text::WAKE_EFFECT)
            confirm=tr(text::WAKE)
            act=wake(chosen, ask, list)
        />
    }
}

fn wake(
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
        let wake = async move {
            let body = NewReactivation { reason };
            let answer = api
                .reactivate_role(grant.id, grant.version, &body, &key)
                .await;
            // What stands there now is what the next press is about.
            if is_stale(&answer)
                && let Ok(now) = api.read_role_grant(grant.id).await
            {
                chosen.try_set(Some(now));
            }
            answer
        };
        ask.sending.send(ask.errors, wake, move |after| {
            ask.finish();
            toasts.show(about(text::WOKEN_TOAST, &after));
            list.reload();
        });
    })
}

fn about(sentence: Bilingual, grant: &RoleGrantView) -> String {
    let words = [
        ("name", grant.user.name.as_str()),
        ("role", grant.role_name.as_str()),
    ];
    fill(sentence, &words)
}
