//! One agreement: its parties and dates, who holds what under it, *Forkort* and *Afslut*.

use leptos::prelude::*;
use shared::{
    agreement::{AgreementView, NewAgreementEnd, NewAgreementLimit},
    id::AgreementId,
    language::Bilingual,
    role_grant::RoleGrantView,
    session::Action,
};

use super::{
    give::giving,
    holders::{self, Holders},
    state_tag,
};
use crate::{
    dates,
    i18n::{agreements as text, fill, tr},
    remote::{Paged, Remote},
    routes::Route,
    session::Session,
    ui::{
        actions,
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        facts::{Fact, Facts},
        field::{DateField, DateParts},
        heading::PageHeading,
        reason::{AskReason, ReasonDialog},
        states::page_of,
        toast::Toasts,
    },
};

/// The name of the day in what is sent.
const UNTIL: &str = "valid_until";

/// The page.
#[component]
pub(crate) fn AgreementPage(id: AgreementId) -> impl IntoView {
    let session = Session::current();
    let agreement = Remote::new(move || {
        let api = session.api();
        async move { api.read_agreement(id).await }
    });
    page_of(agreement, move |found| draw(&found, agreement))
}

fn draw(found: &AgreementView, remote: Remote<AgreementView>) -> AnyView {
    let title = fill(text::AGREEMENT, &[("reference", &found.reference)]);
    let above = vec![(tr(text::TITLE).to_owned(), Route::Agreements)];
    let holders = holders::of(found.id);
    view! {
        <Breadcrumb above here=title.clone() />
        <PageHeading text=title />
        <Facts facts=facts(found) />
        {acting(found, (remote, holders))}
        <h2 class="h3">{tr(text::HOLDERS)}</h2>
        {giving(found, holders)}
        <Holders list=holders />
    }
    .into_any()
}

fn facts(found: &AgreementView) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new(tr(text::PROVIDER), found.provider.name.clone()),
        Fact::new(tr(text::PRINCIPAL), found.principal.name.clone()),
        Fact::new(tr(text::FROM), dates::in_text(found.valid_from)),
        Fact::new(tr(text::UNTIL), dates::in_text(found.valid_until)),
        Fact::new(tr(text::STATE), state_tag(found.state)),
        Fact::new(tr(text::RECORDED_BY), found.recorded_by.name.clone()),
    ];
    if let Some(end) = &found.ended {
        let who = format!("{}, {}", end.by.name, dates::in_text(end.at));
        facts.push(Fact::new(tr(text::ENDED_BY), who));
        facts.push(Fact::new(tr(text::WHY), end.reason.clone()));
    }
    facts
}

type Lists = (Remote<AgreementView>, Paged<RoleGrantView>);

/// *Forkort* and *Afslut*, for those whom the server lets.
fn acting(found: &AgreementView, lists: Lists) -> Option<impl IntoView + use<>> {
    let which = (found.id, found.version);
    actions::allows(&found.allowed_actions, Action::EndAgreement).then(|| {
        let (end, limit) = (AskReason::new(), AskReason::new());
        let until = DateParts::new(None);
        view! {
            <div class="buttons">
                <Button label=tr(text::LIMIT) on_press=limit.opener() />
                <Button label=tr(text::END) on_press=end.opener() />
            </div>
            <ReasonDialog
                ask=limit
                id="limit-heading"
                title=tr(text::LIMIT).to_owned()
                effect=tr(text::LIMIT_EFFECT).to_owned()
                confirm=tr(text::LIMIT)
                act=limiting(which, until, limit, lists)
            >
                <DateField
                    id=UNTIL
                    legend=tr(text::LIMIT_UNTIL)
                    hint=tr(text::LIMIT_HINT)
                    value=until
                    error=limit.errors.of(UNTIL)
                />
            </ReasonDialog>
            <ReasonDialog
                ask=end
                id="end-heading"
                title=tr(text::END).to_owned()
                effect=tr(text::END_EFFECT).to_owned()
                confirm=tr(text::END)
                weight=Weight::Primary
                act=ending(which, end, lists)
            />
        }
    })
}

fn ending(which: (AgreementId, i64), ask: AskReason, lists: Lists) -> Callback<String> {
    let (session, toasts) = (Session::current(), Toasts::current());
    Callback::new(move |reason: String| {
        let (api, key) = (session.api(), ask.sending.key());
        let act = async move {
            let end = NewAgreementEnd { reason };
            api.end_agreement(which, &end, &key).await
        };
        ask.sending.send(ask.errors, act, move |_| {
            done(ask, toasts, lists, text::ENDED_TOAST);
        });
    })
}

fn limiting(
    which: (AgreementId, i64),
    until: DateParts,
    ask: AskReason,
    lists: Lists,
) -> Callback<String> {
    let (session, toasts) = (Session::current(), Toasts::current());
    Callback::new(move |reason: String| {
        let day = until
            .end_of_day()
            .and_then(|day| day.ok_or_else(|| tr(text::LIMIT_MISSING).to_owned()));
        let valid_until = match day {
            Ok(day) => day,
            Err(words) => {
                ask.errors.show(vec![(UNTIL, words)]);
                return;
            }
        };
        let (api, key) = (session.api(), ask.sending.key());
        let act = async move {
            let limit = NewAgreementLimit {
                valid_until,
                reason,
            };
            api.limit_agreement(which, &limit, &key).await
        };
        ask.sending.send(ask.errors, act, move |_| {
            done(ask, toasts, lists, text::LIMITED_TOAST);
        });
    })
}

fn done(ask: AskReason, toasts: Toasts, (agreement, holders): Lists, words: Bilingual) {
    ask.finish();
    toasts.show(tr(words));
    holders.reload();
    agreement.reload();
}
