//! What an organisation's people are told, as its LBAs choose.

use leptos::prelude::*;
use shared::{
    organisation::{ChangeOrganisation, OrganisationView},
    session::Action,
};

use crate::{
    api::is_stale,
    i18n::{organisations as text, tr},
    remote::Remote,
    session::Session,
    ui::{
        actions, button::Button, form::FormErrors, problem::ProblemNotice, sending::Sending,
        toast::Toasts,
    },
};

/// The choice and how to make the other one; nothing for those who may not.
pub(super) fn section(
    page: Remote<OrganisationView>,
    found: &OrganisationView,
) -> Option<impl IntoView + use<>> {
    let may = actions::allows(&found.allowed_actions, Action::ChooseForOrganisation);
    let named = found.names_deciders;
    let (now, other) = if named {
        (text::NAMES_SHOWN, text::HIDE_NAMES)
    } else {
        (text::NAMES_HIDDEN, text::SHOW_NAMES)
    };
    may.then(|| {
        let sending = Sending::new();
        let choose = choose(page, sending);
        view! {
            <h2 class="h3">{tr(text::CHOICES)}</h2>
            <p class="reading">{tr(now)}</p>
            {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
            <p class="buttons">
                <Button label=tr(other) busy=sending.busy on_press=choose />
            </p>
        }
    })
}

/// Turns the choice round, from what it is on the page.
fn choose(page: Remote<OrganisationView>, sending: Sending) -> Callback<()> {
    let (session, toasts) = (Session::current(), Toasts::current());
    Callback::new(move |()| {
        let Some(found) = page.value() else {
            return;
        };
        let api = session.api();
        let act = async move {
            let change = ChangeOrganisation {
                names_deciders: Some(!found.names_deciders),
                ..Default::default()
            };
            let answer = api
                .change_organisation(found.id, found.version, &change)
                .await;
            // What stands there now is what the next press is about.
            if is_stale(&answer)
                && let Ok(now) = api.read_organisation(found.id).await
            {
                page.put(now);
            }
            answer
        };
        sending.send(FormErrors::new(), act, move |after| {
            toasts.show(tr(if after.names_deciders {
                text::NAMES_NOW_SHOWN
            } else {
                text::NAMES_NOW_HIDDEN
            }));
            page.put(after);
        });
    })
}
