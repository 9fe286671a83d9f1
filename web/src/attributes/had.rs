//! Which attributes an organisation has: all of them, and *Giv* and *Fjern* for those who may.

use leptos::prelude::*;
use shared::{
    attribute::{AttributeReason, OrganisationAttributeView},
    id::OrganisationId,
    organisation::OrganisationView,
    session::Action,
};

use super::section::read;
use crate::{
    dates,
    i18n::{attributes as text, fill, plural, tr},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::{
        actions,
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        form::FormErrors,
        heading::PageHeading,
        reason::{AskReason, ReasonDialog},
        sending::Sending,
        states::{Empty, page_of, part_of},
        table::{Row, Table},
        toast::Toasts,
    },
};

/// The page.
#[component]
pub(crate) fn AttributesPage(id: OrganisationId) -> impl IntoView {
    let session = Session::current();
    let organisation = Remote::new(move || {
        let api = session.api();
        async move { api.read_organisation(id).await }
    });
    page_of(organisation, |found| draw(&found))
}

fn draw(found: &OrganisationView) -> AnyView {
    let list = read(found.id);
    let (give, take) = (Handing::new(true, list), Handing::new(false, list));
    view! {
        <Breadcrumb above=above(found) here=tr(text::TITLE) />
        <PageHeading text=format!("{}: {}", tr(text::TITLE), found.name) />
        <p class="lead">{tr(text::LEAD)}</p>
        {part_of(list, move |all: Vec<OrganisationAttributeView>| table(&all, give, take))}
        <HandingDialog handing=give />
        <HandingDialog handing=take />
    }
    .into_any()
}

/// Back to the page of the organisation: one's own, or one of those across which one works.
fn above(found: &OrganisationView) -> Vec<(String, Route)> {
    let own = Session::current().me().map(|me| me.user.organisation.id);
    let page = if own == Some(found.id) {
        Route::Organisation
    } else {
        Route::OrganisationOf(found.id)
    };
    vec![(found.name.clone(), page)]
}

fn table(all: &[OrganisationAttributeView], give: Handing, take: Handing) -> AnyView {
    if all.is_empty() {
        return view! { <Empty heading=tr(text::EMPTY) hint=tr(text::EMPTY_HINT) /> }.into_any();
    }
    let may = all.iter().any(|one| may_hand(one).is_some());
    let columns = [text::COLUMN_NAME, text::COLUMN_SINCE].into_iter();
    let columns = columns.chain(may.then_some(text::COLUMN_ACT));
    let columns = columns.map(|name| tr(name).to_owned()).collect();
    let rows = all.iter().map(|one| row(one, may, give, take)).collect();
    view! {
        <Table caption=tr(text::TITLE) columns rows />
        {(!may).then(|| view! { <p>{tr(text::WHO)}</p> })}
    }
    .into_any()
}

/// Whether it may be given (or taken), as the server says.
fn may_hand(one: &OrganisationAttributeView) -> Option<bool> {
    let give = actions::allows(&one.allowed_actions, Action::GiveAttribute);
    let take = actions::allows(&one.allowed_actions, Action::TakeAttribute);
    (give || take).then_some(give)
}

fn row(one: &OrganisationAttributeView, may: bool, give: Handing, take: Handing) -> Row {
    let since = one.since.map_or_else(
        || tr(text::NOT_HAD).to_owned(),
        |at| fill(text::SINCE, &[("day", &dates::in_text(at))]),
    );
    let name = view! {
        <strong>{one.name.clone()}</strong>
        <span class="cell-detail">{one.description.clone()}</span>
    };
    let button = may_hand(one).map(|gives| {
        let (handing, label) = if gives {
            (give, text::GIVE)
        } else {
            (take, text::TAKE)
        };
        let own = StoredValue::new(one.clone());
        let press = Callback::new(move |()| handing.open(own.get_value()));
        view! { <Button label=tr(label) weight=Weight::Quiet on_press=press /> }
    });
    let mut cells = vec![name.into_any(), since.into_any()];
    if may {
        cells.push(button.into_any());
    }
    cells
}

/// Giving or taking one of them: asks what it means, then for a reason.
#[derive(Clone, Copy)]
struct Handing {
    gives: bool,
    list: Remote<Vec<OrganisationAttributeView>>,
    chosen: RwSignal<Option<OrganisationAttributeView>>,
    /// How many grants it would be about, once the server has said.
    affected: RwSignal<Option<i64>>,
    ask: AskReason,
    rehearsal: Sending,
    session: Session,
    toasts: Toasts,
}

impl Handing {
    fn new(gives: bool, list: Remote<Vec<OrganisationAttributeView>>) -> Self {
        Self {
            gives,
            list,
            chosen: RwSignal::new(None),
            affected: RwSignal::new(None),
            ask: AskReason::new(),
            rehearsal: Sending::new(),
            session: Session::current(),
            toasts: Toasts::current(),
        }
    }

    /// Opens the dialog about `one`, and asks the server meanwhile what it would mean.
    fn open(self, one: OrganisationAttributeView) {
        self.affected.set(None);
        self.chosen.set(Some(one.clone()));
        self.ask.open.set(true);
        let (api, gives) = (self.session.api(), self.gives);
        let act = async move {
            let reason = tr(text::REHEARSAL).to_owned();
            let why = AttributeReason { reason };
            api.change_organisation_attribute(&one, gives, &why, None)
                .await
        };
        let affected = self.affected;
        self.rehearsal.send(
            FormErrors::new(),
            act,
            move |would: OrganisationAttributeView| {
                affected.set(would.affected_grants);
            },
        );
    }

    fn title(self) -> String {
        let name = self.chosen.get().map(|one| one.name).unwrap_or_default();
        let words = if self.gives {
            text::GIVE_TITLE
        } else {
            text::TAKE_TITLE
        };
        fill(words, &[("name", &name)])
    }

    /// What it means, as far as the server has said.
    fn effect(self) -> String {
        let Some(count) = self.affected.get() else {
            return String::new();
        };
        let count = usize::try_from(count).unwrap_or_default();
        match (self.gives, count) {
            (true, 0) => tr(text::GIVE_EFFECT).to_owned(),
            (true, count) => plural(count, text::GIVE_ONE, text::GIVE_MANY),
            (false, 0) => tr(text::TAKE_NONE).to_owned(),
            (false, count) => plural(count, text::TAKE_ONE, text::TAKE_MANY),
        }
    }

    fn act(self) -> Callback<String> {
        Callback::new(move |reason: String| {
            let Some(one) = self.chosen.get_untracked() else {
                return;
            };
            let (api, key, gives) = (self.session.api(), self.ask.sending.key(), self.gives);
            let why = AttributeReason { reason };
            let act = async move {
                api.change_organisation_attribute(&one, gives, &why, Some(&key))
                    .await
            };
            let done = move |after: OrganisationAttributeView| self.done(&after);
            self.ask.sending.send(self.ask.errors, act, done);
        })
    }

    fn done(self, after: &OrganisationAttributeView) {
        let words = if self.gives {
            text::GIVEN_TOAST
        } else {
            text::TAKEN_TOAST
        };
        self.ask.finish();
        self.toasts.show(fill(words, &[("name", &after.name)]));
        self.list.reload();
    }
}

#[component]
fn HandingDialog(handing: Handing) -> impl IntoView {
    let (id, confirm) = if handing.gives {
        ("give-heading", text::GIVE)
    } else {
        ("take-heading", text::TAKE)
    };
    view! {
        <ReasonDialog
            ask=handing.ask
            id=id
            title=Signal::derive(move || handing.title())
            effect=Signal::derive(move || handing.effect())
            confirm=tr(confirm)
            act=handing.act()
        />
    }
}
