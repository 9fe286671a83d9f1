//! One organisation, for those who work across: facts, LBAs, users, and its first LBA.

use leptos::prelude::*;
use shared::{
    id::OrganisationId,
    lba_appointment::{AppointmentState, LbaAppointmentQuery, LbaAppointmentView},
    organisation::OrganisationView,
    session::Action,
    user::{UserQuery, UserView},
};

use super::{list::count, tasks::LbaEnds};
use crate::{
    attributes,
    i18n::{desk as text, organisations, tr, words},
    remote::{Paged, Remote},
    routes::{Route, query},
    session::Session,
    ui::{
        actions,
        breadcrumb::Breadcrumb,
        facts::{Fact, Facts},
        heading::PageHeading,
        notice::{Notice, Tone},
        pager::Pager,
        states::{list_of, page_of},
    },
    units,
    users::sentences,
};

/// The page.
#[component]
pub(crate) fn OneOrganisation(id: OrganisationId) -> impl IntoView {
    let session = Session::current();
    let organisation = Remote::new(move || {
        let api = session.api();
        async move { api.read_organisation(id).await }
    });
    page_of(organisation, |found| draw(&found))
}

fn draw(found: &OrganisationView) -> AnyView {
    let mut facts = vec![Fact::new(
        tr(organisations::KIND),
        tr(words::kind(found.kind)),
    )];
    if let Some(cvr) = found.cvr.clone() {
        facts.push(Fact::new(tr(words::CVR), cvr));
    }
    if let Some(code) = found.kommunekode.clone() {
        facts.push(Fact::new(tr(organisations::KOMMUNEKODE), code));
    }
    facts.push(Fact::new(tr(organisations::LBAS), count(found.lba_count)));
    let id = found.id;
    view! {
        <Breadcrumb
            above=vec![(tr(text::LIST_TITLE).to_owned(), Route::Organisations)]
            here=found.name.clone()
        />
        <PageHeading text=found.name.clone() />
        <Facts facts />
        <LbaEnds organisation=id />
        {first_lba(found)}
        {lbas(found)}
        {units::list::section(found)}
        {attributes::section::section(found.id)}
        <h2 class="h3">{tr(text::USERS_HERE)}</h2>
        <People id />
    }
    .into_any()
}

/// The LBAs, or why they are not named.
fn lbas(found: &OrganisationView) -> impl IntoView + use<> {
    if found.lba_count == 0 {
        return ().into_any();
    }
    let id = found.id.to_string();
    let href = Route::LookUp.with_query(&[(query::ORGANISATION, &id)]);
    let people: Vec<_> = found
        .lbas
        .iter()
        .map(|person| {
            view! {
                <li>
                    <a href=Route::User(person.id).path()>{person.name.clone()}</a>
                </li>
            }
        })
        .collect();
    let hidden = people.is_empty();
    view! {
        <h2 class="h3">{tr(organisations::LBAS)}</h2>
        <ul class="plain-list no-max-width">{people}</ul>
        {hidden
            .then(|| {
                view! {
                    <p>
                        {tr(text::LBAS_HIDDEN)} " " <a href=href>{tr(text::LOOK_UP)}</a>
                    </p>
                }
            })}
    }
    .into_any()
}

/// That there is no LBA, and what is or can be done about it.
fn first_lba(found: &OrganisationView) -> impl IntoView + use<> {
    if found.lba_count > 0 {
        return ().into_any();
    }
    let id = found.id;
    let session = Session::current();
    let waiting = Remote::new(move || {
        let api = session.api();
        async move {
            let query = LbaAppointmentQuery {
                organisation_id: Some(id),
                state: Some(AppointmentState::Proposed),
                limit: Some(1),
                ..Default::default()
            };
            Ok(api.list_lba_appointments(&query).await?.items)
        }
    });
    let may = actions::allows(&found.allowed_actions, Action::ProposeLbaAppointment);
    view! {
        <Notice tone=Tone::Warning>{tr(text::NO_LBA_HERE)}</Notice>
        {move || {
            let proposed = waiting.get()?.ok()?;
            Some(way_on(id, proposed.first(), may))
        }}
    }
    .into_any()
}

fn way_on(id: OrganisationId, proposed: Option<&LbaAppointmentView>, may: bool) -> AnyView {
    let organisation = id.to_string();
    match proposed {
        Some(one) => view! {
            <p>
                {tr(text::PROPOSED_HERE)} " "
                <a href=Route::Appointment(one.id).path()>{tr(text::SEE_PROPOSAL)}</a>
            </p>
        }
        .into_any(),
        None if may => {
            let href = Route::AppointLba.with_query(&[(query::ORGANISATION, &organisation)]);
            view! {
                <p class="buttons">
                    <a class="button button-primary" href=href>
                        {tr(text::APPOINT)}
                    </a>
                </p>
            }
            .into_any()
        }
        None => ().into_any(),
    }
}

/// The organisation's users, by name: what they may do needs a look-up.
#[component]
fn People(id: OrganisationId) -> impl IntoView {
    let session = Session::current();
    let list = Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let query = UserQuery {
                organisation_id: Some(id),
                cursor,
                ..Default::default()
            };
            api.list_users(&query).await
        }
    });
    let empty = || view! { <p class="quiet">{tr(text::NO_USERS_HERE)}</p> }.into_any();
    let draw = |found: Vec<UserView>| {
        let items: Vec<_> = found
            .iter()
            .map(|user| {
                view! {
                    <li>
                        <a href=Route::User(user.id).path()>{user.name.clone()}</a>
                        " "
                        <span class="quiet">{sentences::email(user)}</span>
                    </li>
                }
            })
            .collect();
        view! { <ul class="plain-list no-max-width">{items}</ul> }.into_any()
    };
    view! {
        {list_of(list, empty, draw)}
        <Pager list />
    }
}
