//! *Registrér aftale*: for the own kommune, and for any when one works across.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    agreement::NewAgreement,
    id::OrganisationId,
    organisation::{OrganisationKind, OrganisationQuery},
    text::{CaseReference, Cvr},
};

use crate::{
    i18n::{agreements as text, tr, ui},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::{
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        facts::{Fact, Facts},
        field::{DateField, DateParts, Select, TextField},
        form::{ErrorSummary, FormErrors},
        heading::PageHeading,
        problem::ProblemNotice,
        sending::Sending,
        states::page_of,
        toast::Toasts,
    },
};

/// Names that the fields have in what is sent.
const PRINCIPAL: &str = "principal_id";
const PROVIDER: &str = "provider_cvr";
const FROM: &str = "valid_from";
const UNTIL: &str = "valid_until";
const REFERENCE: &str = "reference";

/// Most organisations of a kind that are offered to choose from.
const MOST: u16 = 200;

/// An organisation that a provider can work for, and its name.
type Principal = (OrganisationId, String);

/// The page.
#[component]
pub(crate) fn RecordAgreement() -> impl IntoView {
    let session = Session::current();
    let me = session.me();
    let across = me.as_ref().is_some_and(|me| me.landssupport);
    let home = me.map(|me| (me.user.organisation.id, me.user.organisation.name));
    let principals = Remote::new(move || {
        let (api, home) = (session.api(), home.clone());
        async move {
            let mut found: Vec<Principal> = home.into_iter().filter(|_| !across).collect();
            let kinds = [OrganisationKind::Kommune, OrganisationKind::Jobcenter];
            for kind in kinds.into_iter().filter(|_| across) {
                let query = OrganisationQuery {
                    kind: Some(kind),
                    limit: Some(MOST),
                    ..Default::default()
                };
                let page = api.list_organisations(&query).await?;
                found.extend(page.items.into_iter().map(|one| (one.id, one.name)));
            }
            Ok(found)
        }
    });
    page_of(principals, |found| view! { <Form found /> }.into_any())
}

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    principal: RwSignal<String>,
    provider: RwSignal<String>,
    from: DateParts,
    until: DateParts,
    reference: RwSignal<String>,
    errors: FormErrors,
}

impl Typed {
    fn new(principals: &[Principal]) -> Self {
        let only = match principals {
            [(id, _)] => id.to_string(),
            _ => String::new(),
        };
        Self {
            principal: RwSignal::new(only),
            provider: RwSignal::new(String::new()),
            from: DateParts::new(None),
            until: DateParts::new(None),
            reference: RwSignal::new(String::new()),
            errors: FormErrors::new(),
        }
    }

    /// What is sent, when it can be understood; else says what is wrong.
    fn read(self) -> Option<NewAgreement> {
        let principal = self.principal.with_untracked(|id| id.parse().ok());
        let provider = self
            .provider
            .with_untracked(|typed| Cvr::parse(typed.trim()));
        let reference = self.reference.with_untracked(|it| CaseReference::parse(it));
        let from = self.from.start_of_day();
        let until = self.until.end_of_day();
        let until = until.and_then(|day| day.ok_or_else(|| tr(text::END_MISSING).to_owned()));
        let missing = |field, words| Some((field, tr(words).to_owned()));
        let wrong = [
            principal
                .is_none()
                .then_some(())
                .and_then(|()| missing(PRINCIPAL, text::AT_MISSING)),
            provider
                .as_ref()
                .err()
                .and_then(|_| missing(PROVIDER, text::CVR_WRONG)),
            from.as_ref().err().map(|words| (FROM, words.clone())),
            until.as_ref().err().map(|words| (UNTIL, words.clone())),
            reference
                .as_ref()
                .err()
                .and_then(|_| missing(REFERENCE, text::REFERENCE_WRONG)),
        ];
        self.errors.show(wrong.into_iter().flatten().collect());
        Some(NewAgreement {
            provider_cvr: provider.ok()?.as_str().to_owned(),
            principal_id: principal?,
            valid_from: from.ok()?,
            valid_until: until.ok()?,
            reference: reference.ok()?.into_string(),
        })
    }
}

#[component]
fn Form(found: Vec<Principal>) -> impl IntoView {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    let (typed, sending) = (Typed::new(&found), Sending::new());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(new) = typed.read() else { return };
        let (api, key, navigate) = (session.api(), sending.key(), navigate.clone());
        let act = async move { api.record_agreement(&new, &key).await };
        sending.send(typed.errors, act, move |made| {
            toasts.show(tr(text::RECORDED_TOAST));
            navigate(
                &Route::Agreement(made.id).path(),
                NavigateOptions::default(),
            );
        });
    };
    view! {
        <Breadcrumb
            above=vec![(tr(text::TITLE).to_owned(), Route::Agreements)]
            here=tr(text::RECORD)
        />
        <PageHeading text=tr(text::RECORD) />
        <p class="lead">{tr(text::RECORD_LEAD)}</p>
        <form class="reading" novalidate on:submit=send>
            <ErrorSummary errors=typed.errors />
            {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
            {principal(found, typed)}
            {fields(typed)}
            <div class="buttons">
                <Button
                    label=tr(text::RECORD)
                    weight=Weight::Primary
                    submits=true
                    busy=sending.busy
                />
                <a class="button button-secondary" href=Route::Agreements.path()>
                    {tr(ui::CANCEL)}
                </a>
            </div>
        </form>
    }
}

/// Where the provider works: said when there is one, else chosen.
fn principal(found: Vec<Principal>, typed: Typed) -> AnyView {
    if let [(_, name)] = found.as_slice() {
        return view! { <Facts facts=vec![Fact::new(tr(text::PRINCIPAL), name.clone())] /> }
            .into_any();
    }
    let none = (String::new(), tr(text::CHOOSE).to_owned());
    let named = found.into_iter().map(|(id, name)| (id.to_string(), name));
    view! {
        <Select
            id=PRINCIPAL
            label=tr(text::PRINCIPAL)
            options=[none].into_iter().chain(named).collect()
            value=typed.principal
            on_choice=Callback::new(move |id| typed.principal.set(id))
        />
    }
    .into_any()
}

fn fields(typed: Typed) -> impl IntoView {
    view! {
        <TextField
            id=PROVIDER
            label=tr(text::PROVIDER_CVR)
            hint=tr(text::CVR_HINT)
            value=typed.provider
            error=typed.errors.of(PROVIDER)
        />
        <TextField
            id=REFERENCE
            label=tr(text::REFERENCE)
            value=typed.reference
            error=typed.errors.of(REFERENCE)
        />
        <DateField
            id=FROM
            legend=tr(text::BEGINS)
            hint=tr(text::BEGINS_HINT)
            optional=true
            value=typed.from
            error=typed.errors.of(FROM)
        />
        <DateField
            id=UNTIL
            legend=tr(text::ENDS)
            hint=tr(text::LIMIT_HINT)
            value=typed.until
            error=typed.errors.of(UNTIL)
        />
    }
}
