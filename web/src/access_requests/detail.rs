//! *Anmodning*: the facts, what helps to decide, and the decision.

mod deciding;
mod dialogs;
mod facts;
mod handling;
mod help;
mod meanwhile;
mod walk;

use leptos::prelude::*;
use shared::{
    access_request::AccessRequestView, id::AccessRequestId, role::Authority, session::Action,
};

use super::{
    attachments::{Attaching, Below, section},
    sentences,
    thread::{Writing, thread},
    withdraw::Withdraw,
};
use crate::{
    i18n::{fill, requests as text, shell, tr},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::{
        actions,
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        heading::PageHeading,
        problem::ProblemNotice,
        states::page_of,
    },
};
use deciding::Deciding;

/// The page.
#[component]
pub(crate) fn RequestPage(id: AccessRequestId) -> impl IntoView {
    let session = Session::current();
    let request = Remote::new(move || {
        let api = session.api();
        async move { api.read_access_request(id).await }
    });
    let (deciding, writing) = (Deciding::new(request), Writing::new());
    let attaching = Attaching::new();
    view! {
        {page_of(request, move |request| draw(&request, deciding, (writing, attaching)))}
        <handling::Confirm deciding />
        <handling::HandOver deciding />
        <dialogs::Shorter deciding />
        <dialogs::Reject deciding />
    }
}

fn draw(
    request: &AccessRequestView,
    deciding: Deciding,
    (writing, attaching): (Writing, Attaching),
) -> AnyView {
    let own = request.requested_by.id == request.subject.id;
    let title = if own {
        text::DETAIL_TITLE
    } else {
        text::DETAIL_TITLE_ABOUT
    };
    let title = fill(title, &[("name", &request.subject.name)]);
    view! {
        <Breadcrumb
            above=vec![(tr(shell::NAV_INBOX).to_owned(), Route::Inbox)]
            here=sentences::number(request.id)
        />
        <PageHeading text=title />
        <walk::Walk here=request.id />
        <meanwhile::Meanwhile deciding request=request.clone() />
        <div class="two-columns">
            <section aria-labelledby="request-facts">
                <h2 class="h3" id="request-facts">{tr(text::FACTS_TITLE)}</h2>
                {facts::facts(request)}
            </section>
            {help::help(request)}
        </div>
        {files(request, deciding, attaching)}
        <Decision request=request.clone() deciding />
        {thread(request, writing, Callback::new(move |()| deciding.request.reload()))}
    }
    .into_any()
}

/// The files, of what lies with Landssupporten.
fn files(
    request: &AccessRequestView,
    deciding: Deciding,
    attaching: Attaching,
) -> Option<impl IntoView + use<>> {
    let adds = actions::allows(&request.allowed_actions, Action::AttachToAccessRequest);
    let below = if adds { Below::Field } else { Below::Nothing };
    let (id, at_desk) = (request.id, request.authority == Authority::Landssupport);
    let changed = Callback::new(move |()| deciding.request.reload());
    at_desk.then(|| section(id, attaching, below, changed))
}

/// The buttons, or why there are none.
#[component]
fn Decision(request: AccessRequestView, deciding: Deciding) -> impl IntoView {
    let all = request.allowed_actions.clone();
    let may = |action| actions::allows(&all, action);
    let (approve, reject) = (
        may(Action::ApproveAccessRequest),
        may(Action::RejectAccessRequest),
    );
    let confirms = request.authority == Authority::Landssupport;
    // What is decided says so above, and nobody wonders why their own is not theirs to decide.
    let what = tr(text::LOCKED_DECIDE);
    let own = may(Action::WithdrawAccessRequest);
    let locked = (request.decision.is_none() && !own)
        .then(|| actions::locked_line(&all, Action::ApproveAccessRequest, what));
    let on_done = Callback::new(move |after| deciding.request.put(after));
    view! {
        {move || deciding.failure().map(|error| view! { <ProblemNotice error /> })}
        <div class="buttons decision">
            {approve
                .then(|| {
                    view! {
                        <Button
                            label=tr(text::APPROVE)
                            weight=Weight::Primary
                            busy=deciding.sending.busy
                            on_press=Callback::new(move |()| {
                                if confirms {
                                    deciding.open_approve.set(true);
                                } else {
                                    deciding.approve(None, None);
                                }
                            })
                        />
                        <Button
                            label=tr(text::APPROVE_SHORTER)
                            on_press=Callback::new(move |()| deciding.open_shorter.set(true))
                        />
                    }
                })}
            {reject
                .then(|| {
                    view! {
                        <Button
                            label=tr(text::REJECT)
                            on_press=Callback::new(move |()| deciding.open_reject.set(true))
                        />
                    }
                })}
            {handling::buttons(&request, deciding)}
            {actions::allows(&all, Action::WithdrawAccessRequest)
                .then(|| view! { <Withdraw request=request.clone() on_done /> })}
        </div>
        {locked}
    }
}
