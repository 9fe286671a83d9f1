//! Earlier moves, and *Rul tilbage*.

use leptos::prelude::*;
use shared::{
    administration::{CutoverView, NewReversal},
    client::administrations::Trial,
    session::Action,
};

use super::page::{Desk, kinds, what};
use crate::{
    dates,
    i18n::{administrations as text, fill, language, tr},
    session::Session,
    ui::{
        actions,
        button::Button,
        pager::Pager,
        reason::{AskReason, ReasonDialog},
        states::{Empty, list_of},
        status::{Shade, status},
        table::Table,
        toast::Toasts,
    },
};

/// The list.
#[component]
pub(super) fn History(desk: Desk) -> impl IntoView {
    let empty = || {
        view! { <Empty heading=tr(text::HISTORY_EMPTY) hint=tr(text::HISTORY_EMPTY_HINT) /> }
            .into_any()
    };
    let list = desk.history;
    view! {
        <h2 class="h3">{tr(text::HISTORY)}</h2>
        {list_of(list, empty, move |found| table(&found, desk))}
        <Pager list />
    }
}

fn table(found: &[CutoverView], desk: Desk) -> AnyView {
    let columns = [
        text::WHAT,
        text::WHEN,
        text::BY,
        text::WHY,
        text::STATE,
        text::ACTION,
    ];
    let columns = columns.into_iter().map(|name| tr(name).to_owned());
    let rows = found.iter().map(|one| {
        let reversible = actions::allows(&one.allowed_actions, Action::ReverseCutover);
        vec![
            what(one).into_any(),
            dates::with_time(one.at).into_any(),
            one.by.name.clone().into_any(),
            one.reason.clone().into_any(),
            state(one),
            reversible
                .then(|| view! { <Reverse cutover=one.clone() desk /> })
                .into_any(),
        ]
    });
    view! { <Table caption=tr(text::HISTORY) columns=columns.collect() rows=rows.collect() /> }
        .into_any()
}

fn state(cutover: &CutoverView) -> AnyView {
    let (word, shade) = match (&cutover.reverses, &cutover.reversed) {
        (Some(_), _) => (text::REVERSAL, Shade::Neutral),
        (None, Some(_)) => (text::REVERSED, Shade::Neutral),
        (None, None) => (text::IN_FORCE, Shade::Good),
    };
    status(tr(word), shade).into_any()
}

/// *Rul tilbage*: asks once, for the reason.
#[component]
fn Reverse(cutover: CutoverView, desk: Desk) -> impl IntoView {
    let (session, toasts, ask) = (Session::current(), Toasts::current(), AskReason::new());
    let one = (cutover.id, cutover.version);
    let act = Callback::new(move |reason: String| {
        let (api, key) = (session.api(), ask.sending.key());
        let new = NewReversal { reason };
        let act = async move { api.reverse_cutover(one, &new, Trial::Done, &key).await };
        ask.sending.send(ask.errors, act, move |_| {
            ask.finish();
            toasts.show(tr(text::REVERSED_TOAST));
            desk.moved();
        });
    });
    let title = fill(text::REVERSE_TITLE, &[("kind", &kinds(cutover.kind))]);
    let kind = cutover.kind.plural().text(language());
    let effect = fill(
        text::REVERSE_EFFECT,
        &[("kind", kind), ("module", cutover.from.name())],
    );
    view! {
        <Button label=tr(text::REVERSE) on_press=ask.opener() />
        <ReasonDialog
            ask
            id="reverse-heading"
            title=title
            effect=effect
            confirm=tr(text::REVERSE)
            act
        />
    }
}
