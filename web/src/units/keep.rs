//! Registering units of an organisation, and changing their names.

use leptos::prelude::*;
use shared::{
    id::OrganisationId,
    organisation::OrganisationView,
    problem::FieldCode,
    session::Action,
    text::OrganisationName,
    unit::{ChangeUnit, NewUnit, UnitView},
};

use super::list::{none, paged};
use crate::{
    browser,
    i18n::{desk, fill, tr, ui, units as text, words},
    remote::{Paged, Remote},
    routes::Route,
    session::Session,
    ui::{
        actions,
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        field::TextField,
        form::{ErrorSummary, FormErrors},
        heading::PageHeading,
        pager::Pager,
        problem::ProblemNotice,
        sending::Sending,
        states::{list_of, page_of},
        table::Table,
        toast::Toasts,
    },
};

/// Names that the fields have in what is sent.
const NUMBER: &str = "p_number";
const NAME: &str = "name";

/// The page.
#[component]
pub(crate) fn UnitsPage(id: OrganisationId) -> impl IntoView {
    let session = Session::current();
    let organisation = Remote::new(move || {
        let api = session.api();
        async move { api.read_organisation(id).await }
    });
    page_of(organisation, |found| draw(&found))
}

fn draw(found: &OrganisationView) -> AnyView {
    let above = vec![
        (tr(desk::LIST_TITLE).to_owned(), Route::Organisations),
        (found.name.clone(), Route::OrganisationOf(found.id)),
    ];
    let list = paged(found.id);
    let form = Form::new(found.id, list);
    let all = &found.allowed_actions;
    let may = actions::allows(all, Action::KeepUnits);
    let locked = actions::locked_line(all, Action::KeepUnits, "");
    view! {
        <Breadcrumb above here=tr(text::TITLE) />
        <PageHeading text=format!("{}: {}", tr(text::TITLE), found.name) />
        <p class="lead">{tr(text::LEAD)}</p>
        {list_of(list, none, move |units| table(&units, may.then_some(form)))}
        <Pager list />
        {may.then(|| view! { <UnitForm form /> })}
        {locked}
    }
    .into_any()
}

fn table(units: &[UnitView], form: Option<Form>) -> AnyView {
    let columns = [words::UNIT, text::COLUMN_NAME].into_iter();
    let columns = columns.chain(form.map(|_| text::COLUMN_CHANGE));
    let columns = columns.map(|name| tr(name).to_owned()).collect();
    let rows = units.iter().map(|unit| row(unit, form)).collect();
    view! { <Table caption=tr(text::TITLE) columns rows /> }.into_any()
}

fn row(unit: &UnitView, form: Option<Form>) -> Vec<AnyView> {
    let change = form.map(|form| {
        let own = unit.clone();
        let press = Callback::new(move |()| form.open(Some(own.clone())));
        view! { <Button label=tr(text::RENAME) weight=Weight::Quiet on_press=press /> }.into_any()
    });
    let mut cells = vec![
        unit.p_number.clone().into_any(),
        unit.name.clone().into_any(),
    ];
    cells.extend(change);
    cells
}

/// A new unit, or a new name for one, while it is typed.
#[derive(Clone, Copy)]
struct Form {
    organisation: OrganisationId,
    list: Paged<UnitView>,
    toasts: Toasts,
    changing: RwSignal<Option<UnitView>>,
    number: RwSignal<String>,
    name: RwSignal<String>,
    errors: FormErrors,
    sending: Sending,
}

impl Form {
    fn new(organisation: OrganisationId, list: Paged<UnitView>) -> Self {
        Self {
            organisation,
            list,
            toasts: Toasts::current(),
            changing: RwSignal::new(None),
            number: RwSignal::new(String::new()),
            name: RwSignal::new(String::new()),
            errors: FormErrors::new(),
            sending: Sending::new(),
        }
    }

    /// For another name of `unit`, or for a new unit; a change takes focus.
    fn open(self, unit: Option<UnitView>) {
        self.errors.show(Vec::new());
        self.sending.failure.set(None);
        self.number.set(String::new());
        let name = unit.as_ref().map(|unit| unit.name.clone());
        self.name.set(name.unwrap_or_default());
        if unit.is_some() {
            browser::focus_soon(NAME);
        }
        self.changing.set(unit);
    }

    /// Number and name, when both can be understood; else says what is wrong.
    fn read(self) -> Option<(String, String)> {
        let number = self.number.get_untracked().trim().to_owned();
        let digits = number.len() == 10 && number.bytes().all(|byte| byte.is_ascii_digit());
        let wanted = self.changing.with_untracked(Option::is_none);
        let number_words = (wanted && !digits).then(|| (NUMBER, tr(text::NUMBER_WRONG).to_owned()));
        let name = self.name.with_untracked(|it| OrganisationName::parse(it));
        let name_words = name.as_ref().err().map(|code| {
            let words = match code {
                FieldCode::TooLong => text::NAME_LONG,
                _ => text::NAME_MISSING,
            };
            (NAME, tr(words).to_owned())
        });
        let wrong = number_words.into_iter().chain(name_words).collect();
        let good = self.errors.show(wrong);
        let name = name.ok()?.into_string();
        good.then_some((number, name))
    }

    fn done(self, words: shared::language::Bilingual, unit: &UnitView) {
        let told = [("number", unit.p_number.as_str()), ("name", &unit.name)];
        self.toasts.show(fill(words, &told));
        self.open(None);
        self.list.reload();
    }

    fn send(self, session: Session) {
        let Some((p_number, name)) = self.read() else {
            return;
        };
        let (api, key, organisation) = (session.api(), self.sending.key(), self.organisation);
        let unit = self.changing.get_untracked();
        let words = match unit {
            Some(_) => text::RENAMED_TOAST,
            None => text::REGISTERED_TOAST,
        };
        let act = async move {
            if let Some(unit) = unit {
                return api.change_unit(&unit, &ChangeUnit { name }).await;
            }
            let new = NewUnit { p_number, name };
            api.register_unit(organisation, &new, &key).await
        };
        self.sending
            .send(self.errors, act, move |after| self.done(words, &after));
    }
}

#[component]
fn UnitForm(form: Form) -> impl IntoView {
    let session = Session::current();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.send(session);
    };
    view! {
        <form class="reading" novalidate on:submit=send>
            {move || heading(form)}
            <ErrorSummary errors=form.errors />
            {move || form.sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
            {move || form.changing.get().is_none().then(|| view! { <Number form /> })}
            <TextField
                id=NAME
                label=tr(text::NAME_LABEL)
                value=form.name
                error=form.errors.of(NAME)
            />
            <div class="buttons">{move || buttons(form)}</div>
        </form>
    }
}

fn heading(form: Form) -> AnyView {
    match form.changing.get() {
        Some(unit) => {
            let words = fill(text::RENAME_OF, &[("number", &unit.p_number)]);
            view! { <h2 class="h3">{words}</h2> }.into_any()
        }
        None => view! {
            <h2 class="h3">{tr(text::REGISTER)}</h2>
            <p>{tr(text::REGISTER_LEAD)}</p>
        }
        .into_any(),
    }
}

#[component]
fn Number(form: Form) -> impl IntoView {
    view! {
        <TextField
            id=NUMBER
            label=tr(words::UNIT)
            hint=tr(text::NUMBER_HINT)
            value=form.number
            error=form.errors.of(NUMBER)
        />
    }
}

fn buttons(form: Form) -> impl IntoView {
    let changing = form.changing.get().is_some();
    let label = if changing {
        text::RENAME
    } else {
        text::REGISTER
    };
    let cancel = Callback::new(move |()| form.open(None));
    view! {
        <Button
            label=tr(label)
            weight=Weight::Primary
            submits=true
            busy=form.sending.busy
        />
        {changing.then(|| view! { <Button label=tr(ui::CANCEL) on_press=cancel /> })}
    }
}
