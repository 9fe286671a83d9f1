//! What a move would bring: how much moves, what wants care, and that rights stay as they are.

use leptos::prelude::*;
use shared::{
    administration::{Care, CareView, CutoverView, MovedOrganisation, NewCutover},
    client::administrations::Trial,
    language::Bilingual,
};

use super::page::{Desk, REPORT, kinds, number, organisation};
use crate::{
    i18n::{administrations as text, fill, language, plural, tr},
    session::Session,
    ui::{
        button::{Button, Weight},
        facts::{Fact, Facts},
        notice::{Notice, Tone},
        reason::{AskReason, ReasonDialog},
        table::Table,
        toast::Toasts,
    },
};

const fn care_name(care: Care) -> Bilingual {
    match care {
        Care::NoLba => text::NO_LBA,
        Care::WithoutIdentity => text::WITHOUT_IDENTITY,
        Care::NoRule => text::NO_RULE,
        Care::ParentElsewhere => text::PARENT_ELSEWHERE,
        Care::NotInUse => text::NOT_IN_USE,
    }
}

/// The report of a rehearsal, and the button that does what was rehearsed.
#[component]
pub(super) fn Report(cutover: CutoverView, desk: Desk) -> impl IntoView {
    let kind = kinds(cutover.kind);
    let values = [("kind", kind.as_str()), ("module", cutover.to.name())];
    let (facts, cares) = (facts(&cutover), cares(&cutover.care));
    let organisations = organisations(&cutover.organisations);
    view! {
        <section aria-labelledby=REPORT>
            <h2 class="h3" id=REPORT tabindex="-1">
                {fill(text::REPORT, &values)}
            </h2>
            <p class="reading">{fill(text::REPORT_LEAD, &values)}</p>
            <Facts facts />
            {cares}
            <details class="plain-details">
                <summary>{tr(text::SHOW_ORGANISATIONS)}</summary>
                {organisations}
            </details>
            <Run cutover desk />
        </section>
    }
}

fn facts(cutover: &CutoverView) -> Vec<Fact> {
    let moved = cutover.moved;
    let rights = number(cutover.rights.after.count);
    let digest: String = cutover.rights.after.sha256.chars().take(16).collect();
    vec![
        Fact::new(tr(text::ORGANISATIONS), number(moved.organisations)),
        Fact::new(tr(text::USERS), number(moved.users)),
        Fact::new(tr(text::GRANTS), number(moved.grants)),
        Fact::new(tr(text::REQUESTS), number(moved.requests)),
        Fact::new(
            tr(text::RIGHTS),
            view! {
                {fill(text::RIGHTS_EQUAL, &[("n", &rights)])}
                <br />
                {tr(text::DIGEST)}
                " "
                <code>{digest}</code>
            },
        ),
    ]
}

fn cares(found: &[CareView]) -> AnyView {
    if found.is_empty() {
        return view! { <Notice tone=Tone::Success>{tr(text::NO_CARE)}</Notice> }.into_any();
    }
    let items: Vec<_> = found
        .iter()
        .map(|care| {
            let count = usize::try_from(care.organisations).unwrap_or_default();
            view! {
                <li>
                    <strong>{tr(care_name(care.code))}</strong>
                    ": "
                    {plural(count, text::CARE_COUNT_ONE, text::CARE_COUNT)}
                    " "
                    {care.text.clone()}
                </li>
            }
        })
        .collect();
    view! {
        <Notice tone=Tone::Info heading=tr(text::CARE_TITLE)>
            <ul>{items}</ul>
        </Notice>
    }
    .into_any()
}

fn organisations(found: &[MovedOrganisation]) -> AnyView {
    let columns = [
        text::USERS,
        text::LBAS,
        text::GRANTS,
        text::REQUESTS,
        text::CARE,
    ];
    let columns: Vec<_> = std::iter::once(organisation())
        .chain(columns.into_iter().map(|name| tr(name).to_owned()))
        .collect();
    let rows = found.iter().map(|one| {
        let care: Vec<_> = one.care.iter().map(|care| tr(care_name(*care))).collect();
        vec![
            one.organisation.name.clone().into_any(),
            number(one.users).into_any(),
            number(one.lbas).into_any(),
            number(one.grants).into_any(),
            number(one.requests).into_any(),
            care.join(", ").into_any(),
        ]
    });
    view! { <Table caption=tr(text::ORGANISATIONS) columns rows=rows.collect() /> }.into_any()
}

/// *Flyt …*: asks once, for the reason.
#[component]
fn Run(cutover: CutoverView, desk: Desk) -> impl IntoView {
    let (session, toasts, ask) = (Session::current(), Toasts::current(), AskReason::new());
    let kind = cutover.kind;
    let whole = kinds(kind);
    let values = [("kind", whole.as_str()), ("module", cutover.to.name())];
    let label = fill(text::MOVE, &values);
    let organisations = number(cutover.moved.organisations);
    let effect = fill(text::MOVE_EFFECT, &[("n", &organisations)]);
    let title = format!("{label}?");
    let act = Callback::new(move |reason: String| {
        let (api, key) = (session.api(), ask.sending.key());
        let new = NewCutover { kind, reason };
        let act = async move { api.cut_over(&new, Trial::Done, &key).await };
        ask.sending.send(ask.errors, act, move |done| {
            ask.finish();
            let kind = done.kind.plural().text(language());
            let values = [("kind", kind), ("module", done.to.name())];
            toasts.show(fill(text::MOVED_TOAST, &values));
            desk.moved();
        });
    });
    view! {
        <div class="buttons">
            <Button label weight=Weight::Primary on_press=ask.opener() />
        </div>
        <ReasonDialog
            ask
            id="move-heading"
            title=title
            effect=effect
            confirm=tr(text::MOVE_CONFIRM)
            act
        />
    }
}
