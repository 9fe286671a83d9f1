//! One proposal of a first LBA: what the first person entered, for the second one to decide.

use leptos::prelude::*;
use shared::{
    client::Answer,
    id::LbaAppointmentId,
    lba_appointment::{LbaAppointmentView, NewAppointmentRejection},
    session::Action,
};

use super::waiting::{about, state};
use crate::{
    dates,
    i18n::{desk as text, fill, tr, ui, words},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::{
        actions,
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        dialog::Dialog,
        facts::{Fact, Facts},
        form::FormErrors,
        heading::PageHeading,
        problem::ProblemNotice,
        reason::{AskReason, ReasonDialog},
        sending::Sending,
        states::page_of,
        status::role,
        toast::Toasts,
    },
};

/// The page.
#[component]
pub(crate) fn AppointmentPage(id: LbaAppointmentId) -> impl IntoView {
    let session = Session::current();
    let appointment = Remote::new(move || {
        let api = session.api();
        async move { api.read_lba_appointment(id).await }
    });
    page_of(appointment, move |found| draw(&found, appointment))
}

fn by_at(name: &str, at: shared::Timestamp) -> String {
    fill(
        text::BY_AT,
        &[("name", name), ("at", &dates::with_time(at))],
    )
}

fn facts(found: &LbaAppointmentView) -> Vec<Fact> {
    let organisation = found.organisation.name.clone();
    let place = Route::OrganisationOf(found.organisation.id).path();
    let mut facts = vec![
        Fact::new(tr(words::PERSON), found.user.name.clone()),
        Fact::new(
            tr(words::ORGANISATION),
            view! { <a href=place>{organisation}</a> },
        ),
        Fact::new(tr(words::ROLE), role(&found.role_name, &found.role)),
        Fact::new(tr(text::EVIDENCE_SHORT), found.evidence.clone()),
        Fact::new(tr(words::REASON), found.reason.clone()),
    ];
    if let Some(case) = found.case_reference.clone() {
        facts.push(Fact::new(tr(words::CASE), case));
    }
    if let Some(request) = found.request_id {
        let href = Route::Request(request).path();
        let link = view! { <a href=href>{tr(text::OWN_REQUEST_LINK)}</a> };
        facts.push(Fact::new(tr(text::OWN_REQUEST), link));
    }
    let proposed = by_at(&found.proposed_by.name, found.proposed_at);
    facts.push(Fact::new(tr(text::PROPOSED_BY), proposed));
    if let Some(end) = &found.decision {
        let decided = by_at(&end.by.name, end.at);
        facts.push(Fact::new(tr(text::DECIDED_BY), decided));
        if let Some(why) = end.reason.clone() {
            facts.push(Fact::new(tr(ui::REASON), why));
        }
    }
    facts
}

fn draw(found: &LbaAppointmentView, appointment: Remote<LbaAppointmentView>) -> AnyView {
    view! {
        <Breadcrumb
            above=vec![(tr(text::OPEN_APPOINTMENTS).to_owned(), Route::AppointLba)]
            here=found.user.name.clone()
        />
        <div class="title-row">
            <PageHeading text=about(text::APPOINTMENT_OF, found) />
            {state(found.state)}
        </div>
        <Facts facts=facts(found) />
        <Deciding found=found.clone() appointment />
    }
    .into_any()
}

/// The buttons that there are, or why there are none.
#[component]
fn Deciding(found: LbaAppointmentView, appointment: Remote<LbaAppointmentView>) -> impl IntoView {
    let all = found.allowed_actions.clone();
    let may = |action| actions::allows(&all, action);
    let what = tr(text::LOCKED_DECISION);
    let rejects = may(Action::RejectLbaAppointment);
    let refused = if rejects {
        Action::ConfirmLbaAppointment
    } else {
        Action::RejectLbaAppointment
    };
    let (confirm, withdraw) = (RwSignal::new(false), may(Action::WithdrawLbaAppointment));
    let ask = AskReason::new();
    view! {
        {actions::locked_line(&all, refused, what)}
        <div class="buttons">
            {may(Action::ConfirmLbaAppointment)
                .then(|| {
                    let open = Callback::new(move |()| confirm.set(true));
                    view! {
                        <Button label=tr(text::CONFIRM) weight=Weight::Primary on_press=open />
                    }
                })}
            {rejects.then(|| view! { <Button label=tr(text::REJECT) on_press=ask.opener() /> })}
            {withdraw.then(|| view! { <Withdraw found=found.clone() appointment /> })}
        </div>
        <ConfirmDialog open=confirm found=found.clone() appointment />
        <ReasonDialog
            ask
            id="reject-heading"
            title=about(text::REJECT_TITLE, &found)
            effect=about(text::REJECT_EFFECT, &found)
            confirm=tr(text::REJECT)
            weight=Weight::Warning
            act=reject(&found, ask, appointment)
        />
    }
}

/// Shows what came of it; when another was faster, what stands there now.
fn settle(
    answer: &Answer<LbaAppointmentView>,
    now: Answer<LbaAppointmentView>,
    appointment: Remote<LbaAppointmentView>,
) {
    if answer.is_err()
        && let Ok(now) = now
        && now.decision.is_some()
    {
        appointment.put(now);
    }
}

fn reject(
    found: &LbaAppointmentView,
    ask: AskReason,
    appointment: Remote<LbaAppointmentView>,
) -> Callback<String> {
    let (session, toasts) = (Session::current(), Toasts::current());
    let (id, version) = (found.id, found.version);
    Callback::new(move |reason: String| {
        let (api, key) = (session.api(), ask.sending.key());
        let act = async move {
            let body = NewAppointmentRejection { reason };
            let answer = api.reject_lba_appointment(id, version, &body, &key).await;
            settle(&answer, api.read_lba_appointment(id).await, appointment);
            answer
        };
        ask.sending.send(ask.errors, act, move |after| {
            ask.finish();
            toasts.show(about(text::REJECTED_TOAST, &after));
            appointment.put(after);
        });
    })
}

/// Asks once, naming the person and the organisation.
#[component]
fn ConfirmDialog(
    open: RwSignal<bool>,
    found: LbaAppointmentView,
    appointment: Remote<LbaAppointmentView>,
) -> impl IntoView {
    let (session, toasts, sending) = (Session::current(), Toasts::current(), Sending::new());
    let (id, version) = (found.id, found.version);
    let press = Callback::new(move |()| {
        let (api, key) = (session.api(), sending.key());
        let act = async move {
            let answer = api.confirm_lba_appointment(id, version, &key).await;
            settle(&answer, api.read_lba_appointment(id).await, appointment);
            answer
        };
        sending.send(FormErrors::new(), act, move |after| {
            open.set(false);
            toasts.show(about(text::CONFIRMED_TOAST, &after));
            appointment.put(after);
        });
    });
    let effect = about(text::CONFIRM_EFFECT, &found);
    view! {
        <Dialog open id="confirm-heading" title=about(text::CONFIRM_TITLE, &found)>
            <p>{effect.clone()}</p>
            {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
            <div class="buttons">
                <Button
                    label=tr(text::CONFIRM)
                    weight=Weight::Primary
                    busy=sending.busy
                    on_press=press
                />
                <Button label=tr(ui::CANCEL) on_press=Callback::new(move |()| open.set(false)) />
            </div>
        </Dialog>
    }
}

/// Takes one's own proposal back; it can be made anew.
#[component]
fn Withdraw(found: LbaAppointmentView, appointment: Remote<LbaAppointmentView>) -> impl IntoView {
    let (session, toasts, sending) = (Session::current(), Toasts::current(), Sending::new());
    let (id, version) = (found.id, found.version);
    let press = Callback::new(move |()| {
        let (api, key) = (session.api(), sending.key());
        let act = async move {
            let answer = api.withdraw_lba_appointment(id, version, &key).await;
            settle(&answer, api.read_lba_appointment(id).await, appointment);
            answer
        };
        sending.send(FormErrors::new(), act, move |after| {
            toasts.show(about(text::WITHDRAWN_TOAST, &after));
            appointment.put(after);
        });
    });
    view! {
        <Button label=tr(text::WITHDRAW) busy=sending.busy on_press=press />
        {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
    }
}
