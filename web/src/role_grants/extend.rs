//! *Forlæng*: a later end for an access that has one.

use leptos::prelude::*;
use shared::{
    language::Bilingual,
    role_grant::{NewExtension, RoleGrantView},
};

use crate::{
    api::is_stale,
    dates,
    i18n::{fill, grants as text, tr},
    remote::Paged,
    session::Session,
    ui::{
        field::{DateField, DateParts},
        reason::{AskReason, ReasonDialog},
        toast::Toasts,
    },
};

/// The name of the day in what is sent.
const UNTIL: &str = "valid_until";

/// Asks until when, and why; then the list shows the access that took its place.
#[component]
pub(crate) fn ExtendDialog(
    chosen: RwSignal<Option<RoleGrantView>>,
    ask: AskReason,
    list: Paged<RoleGrantView>,
) -> impl IntoView {
    let until = DateParts::new(None);
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
            id="extend-heading"
            title=told(text::EXTEND_TITLE)
            effect=told(text::EXTEND_EFFECT)
            confirm=tr(text::EXTEND)
            act=extend(chosen, until, ask, list)
        >
            <DateField
                id=UNTIL
                legend=tr(text::EXTEND_UNTIL)
                hint=tr(text::EXTEND_UNTIL_HINT)
                optional=true
                value=until
                error=ask.errors.of(UNTIL)
            />
        </ReasonDialog>
    }
}

fn extend(
    chosen: RwSignal<Option<RoleGrantView>>,
    until: DateParts,
    ask: AskReason,
    list: Paged<RoleGrantView>,
) -> Callback<String> {
    let (session, toasts) = (Session::current(), Toasts::current());
    Callback::new(move |reason: String| {
        let Some(grant) = chosen.get_untracked() else {
            return;
        };
        let valid_until = match until.end_of_day() {
            Ok(day) => day,
            Err(words) => {
                ask.errors.show(vec![(UNTIL, words)]);
                return;
            }
        };
        let (api, key) = (session.api(), ask.sending.key());
        let act = async move {
            let body = NewExtension {
                valid_until,
                reason,
            };
            let answer = api.extend_role(grant.id, grant.version, &body, &key).await;
            // What stands there now is what the next press is about.
            if is_stale(&answer)
                && let Ok(now) = api.read_role_grant(grant.id).await
            {
                chosen.try_set(Some(now));
            }
            answer
        };
        ask.sending.send(ask.errors, act, move |after| {
            ask.finish();
            toasts.show(about(text::EXTENDED_TOAST, &after));
            list.reload();
        });
    })
}

fn about(sentence: Bilingual, grant: &RoleGrantView) -> String {
    let until = grant.valid_until.map(dates::in_text).unwrap_or_default();
    fill(
        sentence,
        &[
            ("name", &grant.user.name),
            ("role", &grant.role_name),
            ("until", &until),
        ],
    )
}
