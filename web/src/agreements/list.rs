//! *Aftaler med andre aktører*: the list.

use leptos::prelude::*;
use shared::{
    agreement::{AgreementQuery, AgreementView},
    session::Action,
};

use super::state_tag;
use crate::{
    dates,
    i18n::{agreements as text, tr},
    remote::Paged,
    routes::Route,
    session::{Session, may},
    ui::{
        heading::PageHeading,
        pager::Pager,
        states::{Empty, list_of},
        table::{Row, Table},
    },
};

/// The page.
#[component]
pub(crate) fn Agreements() -> impl IntoView {
    let session = Session::current();
    let list = Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let query = AgreementQuery {
                cursor,
                ..Default::default()
            };
            api.list_agreements(&query).await
        }
    });
    let recording = session
        .me()
        .is_some_and(|me| may(&me, Action::RecordAgreement));
    let empty = || view! { <Empty heading=tr(text::EMPTY) hint=tr(text::EMPTY_HINT) /> }.into_any();
    view! {
        <PageHeading text=tr(text::TITLE) />
        <p class="lead">{tr(text::LEAD)}</p>
        {recording.then(record)}
        {list_of(list, empty, |found| table(&found))}
        <Pager list />
    }
}

fn record() -> impl IntoView {
    view! {
        <p>
            <a class="button button-primary" href=Route::RecordAgreement.path()>
                {tr(text::RECORD)}
            </a>
        </p>
    }
}

fn table(found: &[AgreementView]) -> AnyView {
    let columns = [
        text::COLUMN_AGREEMENT,
        text::PROVIDER,
        text::PRINCIPAL,
        text::UNTIL,
        text::STATE,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = found.iter().map(row).collect();
    view! { <Table caption=tr(text::TITLE) columns rows /> }.into_any()
}

fn row(agreement: &AgreementView) -> Row {
    vec![
        view! { <a href=Route::Agreement(agreement.id).path()>{agreement.reference.clone()}</a> }
            .into_any(),
        agreement.provider.name.clone().into_any(),
        agreement.principal.name.clone().into_any(),
        dates::in_table(agreement.valid_until).into_any(),
        state_tag(agreement.state).into_any(),
    ]
}
