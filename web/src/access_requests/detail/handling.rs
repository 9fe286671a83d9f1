//! Who handles a request: taking it, letting go of it, handing it over; and the question before
//! something is given on behalf of an organisation that one does not belong to.

use leptos::prelude::*;
use shared::{access_request::AccessRequestView, session::Action};

use super::{deciding::Deciding, help, meanwhile::Setback};
use crate::{
    i18n::{fill, handling as text, requests, tr, ui},
    session::Session,
    ui::{
        actions,
        button::{Button, Weight},
        dialog::Dialog,
        field::Choices,
        form::ErrorSummary,
    },
};

/// The buttons that say who handles the request.
pub(super) fn buttons(request: &AccessRequestView, deciding: Deciding) -> impl IntoView + use<> {
    let all = &request.allowed_actions;
    let own = Session::current().me().map(|me| me.user.id);
    let handler = request.claimed_by.as_ref().map(|by| by.id);
    let claims = handler.is_none() && actions::allows(all, Action::ClaimAccessRequest);
    let releases = actions::allows(all, Action::ReleaseAccessRequest);
    let hands = actions::allows(all, Action::HandOverAccessRequest);
    let takes_over = hands && handler.is_some() && handler != own;
    let others = request.deciders.iter().any(|one| Some(one.id) != handler);
    let quiet = |label, shown: bool, on_press: Callback<()>| {
        shown.then(|| view! { <Button label=tr(label) weight=Weight::Quiet on_press /> })
    };
    view! {
        {quiet(requests::CLAIM, claims, Callback::new(move |()| deciding.claim()))}
        {takes_over
            .then(|| {
                view! {
                    <Button
                        label=tr(text::TAKE_OVER)
                        on_press=Callback::new(move |()| deciding.take_over())
                    />
                }
            })}
        {quiet(text::RELEASE, releases, Callback::new(move |()| deciding.release()))}
        {quiet(
            text::HAND_OVER,
            hands && others,
            Callback::new(move |()| deciding.open_hand_over.set(true)),
        )}
    }
}

/// *Overdrag*: to one of those who may decide it.
#[component]
pub(super) fn HandOver(deciding: Deciding) -> impl IntoView {
    let open = deciding.open_hand_over;
    view! {
        <Dialog open id="hand-over-heading" title=tr(text::HAND_OVER_TITLE)>
            <HandOverForm deciding />
        </Dialog>
    }
}

#[component]
fn HandOverForm(deciding: Deciding) -> impl IntoView {
    let request = deciding.request.value();
    let options = request.map(|it| options(&it)).unwrap_or_default();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let to = deciding.to.with_untracked(|id| id.parse().ok());
        let missing = to
            .is_none()
            .then(|| ("to", tr(text::HAND_OVER_MISSING).to_owned()));
        if deciding.errors.show(missing.into_iter().collect())
            && let Some(to) = to
        {
            deciding.hand_over(to);
        }
    };
    view! {
        <form novalidate on:submit=send>
            <ErrorSummary errors=deciding.errors />
            <Setback deciding />
            <Choices
                id="to"
                legend=tr(text::HAND_OVER_TO)
                options
                value=deciding.to
                error=deciding.errors.of("to")
            />
            <div class="buttons">
                <Button
                    label=tr(text::HAND_OVER)
                    weight=Weight::Primary
                    submits=true
                    busy=deciding.sending.busy
                />
                <Button
                    label=tr(ui::CANCEL)
                    on_press=Callback::new(move |()| deciding.open_hand_over.set(false))
                />
            </div>
        </form>
    }
}

/// Everybody who may decide it but who handles it now.
fn options(request: &AccessRequestView) -> Vec<(String, AnyView)> {
    let handler = request.claimed_by.as_ref().map(|by| by.id);
    let others = request
        .deciders
        .iter()
        .filter(|one| Some(one.id) != handler);
    others
        .map(|one| (one.id.to_string(), one.name.clone().into_any()))
        .collect()
}

/// Asks once, naming the person and the role.
#[component]
pub(super) fn Confirm(deciding: Deciding) -> impl IntoView {
    let open = deciding.open_approve;
    let title = move || {
        let request = deciding.request.get().and_then(Result::ok);
        let name = request.map(|it| it.subject.name).unwrap_or_default();
        fill(text::CONFIRM_TITLE, &[("name", &name)])
    };
    view! {
        <Dialog open id="approve-heading" title=Signal::derive(title)>
            <Setback deciding />
            <p>{deciding.request.value().map(|it| help::effect(&it, it.valid_until))}</p>
            <div class="buttons">
                <Button
                    label=tr(requests::APPROVE)
                    weight=Weight::Primary
                    busy=deciding.sending.busy
                    on_press=Callback::new(move |()| deciding.approve(None, None))
                />
                <Button
                    label=tr(ui::CANCEL)
                    on_press=Callback::new(move |()| deciding.open_approve.set(false))
                />
            </div>
        </Dialog>
    }
}
