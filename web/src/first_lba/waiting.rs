//! Proposals that wait for a second person.

use leptos::prelude::*;
use shared::{
    language::Bilingual,
    lba_appointment::{AppointmentState, LbaAppointmentQuery, LbaAppointmentView},
};

use crate::{
    dates,
    i18n::{desk as text, fill, tr},
    remote::Paged,
    routes::{Route, query},
    session::Session,
    ui::{
        heading::PageHeading,
        pager::Pager,
        states::{Empty, list_of},
        status::{Shade, status},
    },
};

/// The list.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let session = Session::current();
    let list = Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let query = LbaAppointmentQuery {
                cursor,
                ..Default::default()
            };
            api.list_lba_appointments(&query).await
        }
    });
    let draw = |found: Vec<LbaAppointmentView>| {
        let items: Vec<_> = found.iter().map(item).collect();
        view! { <ul class="cards no-max-width">{items}</ul> }.into_any()
    };
    view! {
        <PageHeading text=tr(text::OPEN_APPOINTMENTS) />
        <p class="lead">{tr(text::APPOINT_LEAD)}</p>
        <p>
            <a href=without_lba()>{tr(text::FIND_ORGANISATION)}</a>
        </p>
        {list_of(list, nothing, draw)}
        <Pager list />
    }
}

fn without_lba() -> String {
    Route::Organisations.with_query(&[(query::LBA, "uden")])
}

fn nothing() -> AnyView {
    view! { <Empty heading=tr(text::NO_APPOINTMENTS) hint=tr(text::NO_APPOINTMENTS_HINT) /> }
        .into_any()
}

fn item(one: &LbaAppointmentView) -> impl IntoView + use<> {
    let at = dates::in_text(one.proposed_at);
    let by = fill(text::BY_AT, &[("name", &one.proposed_by.name), ("at", &at)]);
    view! {
        <li class="card-row">
            <div class="card-row-head">
                <h2 class="h5">
                    <a href=Route::Appointment(one.id).path()>{about(text::APPOINTMENT_OF, one)}</a>
                </h2>
                {state(one.state)}
            </div>
            <p class="card-row-state">{tr(text::PROPOSED_BY)} " " {by}</p>
        </li>
    }
}

/// A sentence about an appointment.
pub(super) fn about(sentence: Bilingual, one: &LbaAppointmentView) -> String {
    fill(
        sentence,
        &[
            ("name", &one.user.name),
            ("organisation", &one.organisation.name),
        ],
    )
}

/// What has become of it.
pub(super) fn state(state: AppointmentState) -> AnyView {
    let (word, shade) = match state {
        AppointmentState::Proposed => (text::STATE_PROPOSED, Shade::Info),
        AppointmentState::Confirmed => (text::STATE_CONFIRMED, Shade::Good),
        AppointmentState::Rejected => (text::STATE_REJECTED, Shade::Bad),
        AppointmentState::Withdrawn => (text::STATE_WITHDRAWN, Shade::Neutral),
    };
    status(tr(word), shade).into_any()
}
