//! *Træk tilbage*: asks once, naming the role and the person.

use leptos::prelude::*;
use shared::{access_request::AccessRequestView, session::Action};

use super::sentences;
use crate::{
    i18n::{fill, requests as text, tr, ui},
    session::Session,
    ui::{
        actions,
        button::{Button, Weight},
        dialog::Dialog,
        form::FormErrors,
        problem::ProblemNotice,
        sending::Sending,
        toast::Toasts,
    },
};

/// The button with its question; a locked line when it is refused; nothing else.
#[component]
pub(crate) fn Withdraw(
    request: AccessRequestView,
    /// Called with the request as it is afterwards.
    on_done: Callback<AccessRequestView>,
) -> impl IntoView {
    let all = request.allowed_actions.clone();
    if !actions::allows(&all, Action::WithdrawAccessRequest) {
        // What is decided says so itself; only what waits needs a reason.
        let what = tr(text::WITHDRAW_LOCKED);
        return request
            .decision
            .is_none()
            .then(|| actions::locked_line(&all, Action::WithdrawAccessRequest, what))
            .into_any();
    }
    let open = RwSignal::new(false);
    view! {
        <Button label=tr(text::WITHDRAW) on_press=Callback::new(move |()| open.set(true)) />
        <Dialog open id="withdraw-heading" title=tr(text::WITHDRAW_TITLE)>
            <Question request=request.clone() open on_done />
        </Dialog>
    }
    .into_any()
}

#[component]
fn Question(
    request: AccessRequestView,
    open: RwSignal<bool>,
    on_done: Callback<AccessRequestView>,
) -> impl IntoView {
    let (session, toasts, sending) = (Session::current(), Toasts::current(), Sending::new());
    let (id, version) = (request.id, request.version);
    let withdraw = move |()| {
        let (api, key) = (session.api(), sending.key());
        let act = async move { api.withdraw_access_request(id, version, &key).await };
        sending.send(FormErrors::new(), act, move |after| {
            open.set(false);
            toasts.show(tr(text::WITHDRAWN_TOAST));
            session.refresh();
            on_done.run(after);
        });
    };
    let role = sentences::wanted(&request);
    view! {
        <p>{fill(text::WITHDRAW_TEXT, &[("role", &role), ("name", &request.subject.name)])}</p>
        {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
        <div class="buttons">
            <Button
                label=tr(text::WITHDRAW)
                weight=Weight::Primary
                busy=sending.busy
                on_press=Callback::new(withdraw)
            />
            <Button label=tr(ui::CANCEL) on_press=Callback::new(move |()| open.set(false)) />
        </div>
    }
}
