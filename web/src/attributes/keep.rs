//! The catalogue of attributes: adding them, and changing their texts.

use leptos::prelude::*;
use shared::{
    attribute::{AttributeKey, AttributeView, ChangeAttribute, NewAttribute},
    language::Language,
    problem::FieldCode,
    session::Action,
    text::{RoleDescription, RoleName, field_text},
};

use crate::{
    browser,
    i18n::{attributes as text, fill, language, roles, tr, ui},
    remote::Remote,
    roles::words,
    routes::Route,
    session::{Session, may},
    ui::{
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        field::{TextArea, TextField},
        form::{ErrorSummary, FormErrors},
        heading::PageHeading,
        problem::ProblemNotice,
        sending::Sending,
        states::{Empty, part_of},
        table::{Row, Table},
        toast::Toasts,
    },
};

/// Names that the fields have in what is sent.
const KEY: &str = "key";
const NAMES: [&str; 2] = ["name_da", "name_en"];
const DESCRIPTIONS: [&str; 2] = ["description_da", "description_en"];

/// The page.
#[component]
pub(crate) fn AttributeCatalogue() -> impl IntoView {
    let session = Session::current();
    let list = Remote::new(move || {
        let api = session.api();
        async move { Ok(api.list_attributes().await?.items) }
    });
    let me = session.me();
    let keeps = me.is_some_and(|me| may(&me, Action::KeepAttributes));
    let form = keeps.then(|| Form::new(list));
    view! {
        <Breadcrumb
            above=vec![(tr(roles::TITLE).to_owned(), Route::Roles)]
            here=tr(text::KEEP_TITLE)
        />
        <PageHeading text=tr(text::KEEP_TITLE) />
        <p class="lead">{tr(text::KEEP_LEAD)}</p>
        {part_of(list, move |all: Vec<AttributeView>| table(&all, form))}
        {form.map(|form| view! { <AttributeForm form /> })}
    }
}

fn name(one: &AttributeView) -> String {
    match language() {
        Language::Da => one.name_da.clone(),
        Language::En => one.name_en.clone(),
    }
}

fn table(all: &[AttributeView], form: Option<Form>) -> AnyView {
    if all.is_empty() {
        let hint = form.map_or("", |_| tr(text::KEEP_EMPTY_HINT));
        return view! { <Empty heading=tr(text::EMPTY) hint /> }.into_any();
    }
    let columns = [text::COLUMN_NAME, text::COLUMN_REQUIRED_BY].into_iter();
    let columns = columns.chain(form.map(|_| text::COLUMN_ACT));
    let columns = columns.map(|name| tr(name).to_owned()).collect();
    let rows = all.iter().map(|one| row(one, form)).collect();
    view! { <Table caption=tr(text::KEEP_TITLE) columns rows /> }.into_any()
}

fn row(one: &AttributeView, form: Option<Form>) -> Row {
    let description = match language() {
        Language::Da => one.description_da.clone(),
        Language::En => one.description_en.clone(),
    };
    let named = view! {
        <strong>{name(one)}</strong>
        <code class="role-key cell-detail">{one.key.clone()}</code>
        <span class="cell-detail">{description}</span>
    };
    let change = form.map(|form| {
        let own = StoredValue::new(one.clone());
        let press = Callback::new(move |()| form.open(Some(own.get_value())));
        view! { <Button label=tr(text::RENAME) weight=Weight::Quiet on_press=press /> }.into_any()
    });
    let mut cells = vec![named.into_any(), words::links(&one.required_by)];
    cells.extend(change);
    cells
}

/// A new attribute, or new texts of one, while they are typed.
#[derive(Clone, Copy)]
struct Form {
    list: Remote<Vec<AttributeView>>,
    toasts: Toasts,
    changing: RwSignal<Option<AttributeView>>,
    key: RwSignal<String>,
    names: [RwSignal<String>; 2],
    descriptions: [RwSignal<String>; 2],
    errors: FormErrors,
    sending: Sending,
}

impl Form {
    fn new(list: Remote<Vec<AttributeView>>) -> Self {
        let blank = || RwSignal::new(String::new());
        Self {
            list,
            toasts: Toasts::current(),
            changing: RwSignal::new(None),
            key: blank(),
            names: [blank(), blank()],
            descriptions: [blank(), blank()],
            errors: FormErrors::new(),
            sending: Sending::new(),
        }
    }

    /// For other texts of `one`, or for a new attribute; a change takes focus.
    fn open(self, one: Option<AttributeView>) {
        self.errors.show(Vec::new());
        self.sending.failure.set(None);
        self.key.set(String::new());
        let texts = one.as_ref().map_or_else(Default::default, |one| {
            let (da, en) = (one.description_da.clone(), one.description_en.clone());
            [one.name_da.clone(), one.name_en.clone(), da, en]
        });
        let [name_da, name_en] = self.names;
        let [description_da, description_en] = self.descriptions;
        let fields = [name_da, name_en, description_da, description_en];
        for (field, text) in fields.into_iter().zip(texts) {
            field.set(text);
        }
        if one.is_some() {
            browser::focus_soon("name_da");
        }
        self.changing.set(one);
    }

    /// What is typed, when it can be understood; else says what is wrong.
    fn read(self) -> Option<NewAttribute> {
        let mut wrong = Vec::new();
        let mut note = |field, code: Option<FieldCode>| {
            wrong.extend(code.map(|code| (field, field_text(code, language()).to_owned())));
        };
        let key = self.key.get_untracked();
        if self.changing.with_untracked(Option::is_none) {
            note(KEY, AttributeKey::parse(&key).err());
        }
        let names = self.names.map(|typed| typed.get_untracked());
        for (field, typed) in NAMES.into_iter().zip(&names) {
            note(field, RoleName::parse(typed).err());
        }
        let descriptions = self.descriptions.map(|typed| typed.get_untracked());
        for (field, typed) in DESCRIPTIONS.into_iter().zip(&descriptions) {
            note(field, RoleDescription::parse(typed).err());
        }
        let [name_da, name_en] = names;
        let [description_da, description_en] = descriptions;
        let new = NewAttribute {
            key: key.trim().to_owned(),
            name_da,
            name_en,
            description_da,
            description_en,
        };
        self.errors.show(wrong).then_some(new)
    }

    fn send(self, session: Session) {
        let Some(new) = self.read() else {
            return;
        };
        let (api, key) = (session.api(), self.sending.key());
        let before = self.changing.get_untracked();
        let words = match before {
            Some(_) => text::CHANGED_TOAST,
            None => text::ADDED_TOAST,
        };
        let act = async move {
            let Some(before) = before else {
                return api.create_attribute(&new, &key).await;
            };
            let change = ChangeAttribute {
                name_da: Some(new.name_da),
                name_en: Some(new.name_en),
                description_da: Some(new.description_da),
                description_en: Some(new.description_en),
            };
            api.change_attribute(&before, &change).await
        };
        self.sending
            .send(self.errors, act, move |after: AttributeView| {
                self.toasts.show(fill(words, &[("name", &name(&after))]));
                self.open(None);
                self.list.reload();
            });
    }
}

#[component]
fn AttributeForm(form: Form) -> impl IntoView {
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
            {move || form.changing.get().is_none().then(|| view! { <KeyField form /> })}
            {texts(form)}
            <div class="buttons">{move || buttons(form)}</div>
        </form>
    }
}

fn heading(form: Form) -> impl IntoView {
    let words = form.changing.get().map_or_else(
        || tr(text::ADD).to_owned(),
        |one| fill(text::RENAME_OF, &[("name", &name(&one))]),
    );
    view! { <h2 class="h3">{words}</h2> }
}

#[component]
fn KeyField(form: Form) -> impl IntoView {
    view! {
        <TextField
            id=KEY
            label=tr(text::KEY)
            hint=tr(text::KEY_HINT)
            value=form.key
            error=form.errors.of(KEY)
        />
    }
}

fn texts(form: Form) -> impl IntoView {
    let [name_da, name_en] = form.names;
    let [description_da, description_en] = form.descriptions;
    let errors = form.errors;
    view! {
        <TextField id="name_da" label=tr(roles::NAME_DA) value=name_da error=errors.of("name_da") />
        <TextField id="name_en" label=tr(roles::NAME_EN) value=name_en error=errors.of("name_en") />
        <TextArea
            id="description_da"
            label=tr(roles::DESCRIPTION_DA)
            value=description_da
            error=errors.of("description_da")
            most=1000
        />
        <TextArea
            id="description_en"
            label=tr(roles::DESCRIPTION_EN)
            value=description_en
            error=errors.of("description_en")
            most=1000
        />
    }
}

fn buttons(form: Form) -> impl IntoView {
    let changing = form.changing.get().is_some();
    let label = if changing { text::SAVE } else { text::ADD };
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
