//! The page: the modules today, the rehearsal of a move, and earlier moves.

use leptos::prelude::*;
use shared::{
    administration::{AdministrationView, CutoverQuery, CutoverView, NewCutover},
    client::administrations::Trial,
    organisation::{Administration, OrganisationKind},
    session::Action,
};

use super::{history::History, report::Report};
use crate::{
    browser, dates,
    i18n::{administrations as text, fill, language, tr, words},
    remote::{Paged, Remote},
    session::Session,
    ui::{
        actions, button::Button, form::FormErrors, heading::PageHeading, problem::ProblemNotice,
        sending::Sending, states::part_of, table::Table,
    },
};

/// The id of the rehearsal's heading.
pub(super) const REPORT: &str = "rehearsal";

/// All organisations of a kind, within a sentence.
pub(super) fn kinds(kind: OrganisationKind) -> String {
    kind.plural().text(language()).to_lowercase()
}

/// What the parts of the page have in common.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// Kept here: when an answer has come, no component is being drawn that could be asked for it.
    session: Session,
    /// The modules.
    pub(super) modules: Remote<Vec<AdministrationView>>,
    /// Earlier moves.
    pub(super) history: Paged<CutoverView>,
    /// The move that has been rehearsed.
    pub(super) rehearsed: RwSignal<Option<CutoverView>>,
}

impl Desk {
    /// Reads everything again, since something has moved.
    pub(super) fn moved(self) {
        self.rehearsed.set(None);
        self.modules.reload();
        self.history.reload();
        self.session.refresh();
    }
}

/// The page.
#[component]
pub(crate) fn Modules() -> impl IntoView {
    let session = Session::current();
    let modules = Remote::new(move || {
        let api = session.api();
        async move { api.list_administrations().await.map(|page| page.items) }
    });
    let history = Paged::new(move |cursor| {
        let api = session.api();
        let query = CutoverQuery {
            cursor,
            ..CutoverQuery::default()
        };
        async move { api.list_cutovers(&query).await }
    });
    let desk = Desk {
        session,
        modules,
        history,
        rehearsed: RwSignal::new(None),
    };
    let sending = Sending::new();
    view! {
        <PageHeading text=tr(text::TITLE) />
        <p class="lead">{tr(text::LEAD)}</p>
        <h2 class="h3">{tr(text::MODULES)}</h2>
        {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
        {part_of(modules, move |found| table(&found, desk, sending))}
        {move || desk.rehearsed.get().map(|cutover| view! { <Report cutover desk /> })}
        <History desk />
    }
}

fn table(found: &[AdministrationView], desk: Desk, sending: Sending) -> AnyView {
    let columns = [
        text::KIND,
        text::MODULE,
        text::SINCE,
        text::NUMBER,
        text::ACTION,
    ];
    let columns = columns.into_iter().map(|name| tr(name).to_owned());
    let rows = found.iter().map(|one| {
        vec![
            one.kind.plural().text(language()).into_any(),
            one.administration.name().into_any(),
            dates::in_table(one.since).into_any(),
            one.organisations.into_any(),
            act(one, desk, sending),
        ]
    });
    view! { <Table caption=tr(text::MODULES) columns=columns.collect() rows=rows.collect() /> }
        .into_any()
}

/// *Gennemgå skift*, or that there is nothing to do.
fn act(one: &AdministrationView, desk: Desk, sending: Sending) -> AnyView {
    let kind = one.kind;
    if !actions::allows(&one.allowed_actions, Action::CutOver) {
        let there = one.administration == Administration::Star;
        return there.then(|| tr(text::NOTHING_TO_DO)).into_any();
    }
    let rehearse = move |()| {
        let (api, key) = (desk.session.api(), sending.key());
        let new = NewCutover {
            kind,
            reason: tr(text::REHEARSAL_REASON).to_owned(),
        };
        let act = async move { api.cut_over(&new, Trial::Rehearsed, &key).await };
        sending.send(FormErrors::new(), act, move |report| {
            desk.rehearsed.set(Some(report));
            browser::focus_soon(REPORT);
        });
    };
    let of = fill(text::REHEARSE_OF, &[("kind", &kinds(kind))]);
    view! {
        <Button
            label=format!("{} {of}", tr(text::REHEARSE))
            busy=sending.busy
            on_press=Callback::new(rehearse)
        />
    }
    .into_any()
}

/// A move in words.
pub(super) fn what(cutover: &CutoverView) -> String {
    let kind = cutover.kind.plural().text(language());
    let values = [("kind", kind), ("module", cutover.to.name())];
    fill(text::WHAT_TEXT, &values)
}

/// A number as Danes write it.
pub(super) fn number(count: i64) -> String {
    let digits = count.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(if language() == shared::language::Language::Da {
                '.'
            } else {
                ','
            });
        }
        written.push(digit);
    }
    written
}

/// The organisation column's name, which other pages have too.
pub(super) fn organisation() -> String {
    tr(words::ORGANISATION).to_owned()
}
