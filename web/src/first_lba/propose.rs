//! *Udpeg første LBA*: what the first person enters.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use shared::{
    id::OrganisationId,
    lba_appointment::NewLbaAppointment,
    organisation::OrganisationView,
    text::{CaseReference, Reason},
    user::{UserQuery, UserView},
};

use super::waiting::Waiting;
use crate::{
    i18n::{desk as text, fill, tr, ui, words},
    remote::Remote,
    routes::{Route, query},
    session::Session,
    ui::{
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        facts::{Fact, Facts},
        field::{Choices, TextArea, TextField},
        form::{ErrorSummary, FormErrors},
        heading::PageHeading,
        problem::ProblemNotice,
        reason,
        sending::Sending,
        states::page_of,
        toast::Toasts,
    },
    users::sentences,
};

/// Most users that are offered to choose from.
const MOST: u16 = 200;

/// The page: the form for the organisation that the address names, else the proposals.
#[component]
pub(crate) fn AppointLba() -> impl IntoView {
    let address = use_query_map();
    let place = Memo::new(move |_| {
        let id = address.get().get(query::ORGANISATION);
        id.and_then(|id| id.parse::<OrganisationId>().ok())
    });
    move || match place.get() {
        Some(id) => view! { <Form id /> }.into_any(),
        None => view! { <Waiting /> }.into_any(),
    }
}

#[component]
fn Form(id: OrganisationId) -> impl IntoView {
    let session = Session::current();
    let both = Remote::new(move || {
        let api = session.api();
        async move {
            let organisation = api.read_organisation(id).await?;
            let query = UserQuery {
                organisation_id: Some(id),
                limit: Some(MOST),
                ..Default::default()
            };
            Ok((organisation, api.list_users(&query).await?.items))
        }
    });
    page_of(both, |(organisation, people)| {
        view! { <Fields organisation people /> }.into_any()
    })
}

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    user: RwSignal<String>,
    evidence: RwSignal<String>,
    reason: RwSignal<String>,
    case: RwSignal<String>,
    errors: FormErrors,
}

impl Typed {
    fn new() -> Self {
        let asked = use_query_map().get_untracked();
        Self {
            user: RwSignal::new(asked.get(query::USER).unwrap_or_default()),
            evidence: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            case: RwSignal::new(String::new()),
            errors: FormErrors::new(),
        }
    }

    /// What is sent, when it can be understood; else says what is wrong.
    fn read(self, organisation_id: OrganisationId) -> Option<NewLbaAppointment> {
        let user = self.user.with_untracked(|id| id.parse().ok());
        let evidence = self.evidence.with_untracked(|typed| Reason::parse(typed));
        let why = self.reason.with_untracked(|typed| Reason::parse(typed));
        let case = self.case.with_untracked(|typed| typed.trim().to_owned());
        let case = (!case.is_empty()).then(|| CaseReference::parse(&case));
        let mut wrong = Vec::new();
        if user.is_none() {
            wrong.push(("user_id", tr(text::APPOINT_WHO_MISSING).to_owned()));
        }
        if let Err(code) = &evidence {
            wrong.push(("evidence", reason::words(*code)));
        }
        if let Err(code) = &why {
            wrong.push(("reason", reason::words(*code)));
        }
        if matches!(case, Some(Err(_))) {
            wrong.push(("case_reference", tr(text::CASE_LONG).to_owned()));
        }
        self.errors.show(wrong);
        Some(NewLbaAppointment {
            organisation_id,
            user_id: user?,
            evidence: evidence.ok()?.into_string(),
            reason: why.ok()?.into_string(),
            case_reference: case.transpose().ok()?.map(CaseReference::into_string),
            request_id: None,
        })
    }
}

fn choices(people: &[UserView]) -> Vec<(String, AnyView)> {
    let choice = |user: &UserView| {
        let shown = view! {
            {user.name.clone()}
            " "
            <span class="quiet">{sentences::email(user)}</span>
        };
        (user.id.to_string(), shown.into_any())
    };
    people.iter().map(choice).collect()
}

#[component]
fn Fields(organisation: OrganisationView, people: Vec<UserView>) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let (typed, sending) = (Typed::new(), Sending::new());
    let id = organisation.id;
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(new) = typed.read(id) else { return };
        let (api, key, navigate) = (session.api(), sending.key(), navigate.clone());
        let act = async move { api.propose_lba_appointment(&new, &key).await };
        sending.send(typed.errors, act, move |made| {
            toasts.show(fill(text::PROPOSED_TOAST, &[("name", &made.user.name)]));
            navigate(
                &Route::Appointment(made.id).path(),
                NavigateOptions::default(),
            );
        });
    };
    let name = organisation.name;
    let nobody = people.is_empty();
    view! {
        <Breadcrumb
            above=vec![
                (tr(text::LIST_TITLE).to_owned(), Route::Organisations),
                (name.clone(), Route::OrganisationOf(id)),
            ]
            here=tr(text::APPOINT)
        />
        <PageHeading text=tr(text::APPOINT_TITLE) />
        <p class="lead">{tr(text::APPOINT_LEAD)}</p>
        <form class="reading" novalidate on:submit=send>
            <ErrorSummary errors=typed.errors />
            {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
            <Facts facts=vec![Fact::new(tr(words::ORGANISATION), name)] />
            {nobody.then(|| view! { <p>{tr(text::NO_USERS_HERE)}</p> })}
            <Choices
                id="user_id"
                legend=tr(text::APPOINT_WHO)
                options=choices(&people)
                value=typed.user
                error=typed.errors.of("user_id")
            />
            {texts(typed)}
            <div class="buttons">
                <Button
                    label=tr(text::PROPOSE)
                    weight=Weight::Primary
                    submits=true
                    busy=sending.busy
                />
                <a class="button button-secondary" href=Route::OrganisationOf(id).path()>
                    {tr(ui::CANCEL)}
                </a>
            </div>
        </form>
    }
}

fn texts(typed: Typed) -> impl IntoView {
    view! {
        <TextArea
            id="evidence"
            label=tr(text::EVIDENCE)
            hint=tr(text::EVIDENCE_HINT)
            value=typed.evidence
            error=typed.errors.of("evidence")
        />
        <TextArea
            id="reason"
            label=tr(text::WHY_APPOINT)
            hint=tr(ui::REASON_HINT)
            value=typed.reason
            error=typed.errors.of("reason")
        />
        <TextField
            id="case_reference"
            label=tr(words::CASE)
            hint=tr(text::CASE_HINT)
            optional=true
            value=typed.case
            error=typed.errors.of("case_reference")
        />
    }
}
