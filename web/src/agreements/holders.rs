//! Who holds what under an agreement, and *Fratag*.

use leptos::prelude::*;
use shared::{
    id::AgreementId,
    role_grant::{RoleGrantQuery, RoleGrantView},
    session::Action,
};

use crate::{
    dates,
    i18n::{agreements as text, tr, users, words},
    remote::Paged,
    role_grants::{revoke::RevokeDialog, sentences},
    session::Session,
    ui::{
        actions,
        button::{Button, Weight},
        pager::Pager,
        reason::AskReason,
        states::{Empty, list_of},
        status::{role, status},
        table::{Row, Table},
    },
};

/// What is held under the agreement.
pub(super) fn of(id: AgreementId) -> Paged<RoleGrantView> {
    let session = Session::current();
    Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let query = RoleGrantQuery {
                agreement_id: Some(id),
                cursor,
                ..Default::default()
            };
            api.list_role_grants(&query).await
        }
    })
}

/// The list.
#[component]
pub(super) fn Holders(list: Paged<RoleGrantView>) -> impl IntoView {
    let chosen = RwSignal::new(None::<RoleGrantView>);
    let ask = AskReason::new();
    let choose = Callback::new(move |grant: RoleGrantView| {
        chosen.set(Some(grant));
        ask.open.set(true);
    });
    let none = || {
        view! { <Empty heading=tr(text::NO_HOLDERS) hint=tr(text::NO_HOLDERS_HINT) /> }.into_any()
    };
    view! {
        {list_of(list, none, move |grants| table(&grants, choose))}
        <Pager list />
        <RevokeDialog chosen ask list />
    }
}

fn table(grants: &[RoleGrantView], choose: Callback<RoleGrantView>) -> AnyView {
    let columns = [
        text::COLUMN_NAME,
        text::COLUMN_ROLE,
        text::FROM,
        text::UNTIL,
        words::STATUS,
    ];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = grants.iter().map(|grant| row(grant, choose)).collect();
    view! { <Table caption=tr(text::HOLDERS) columns rows /> }.into_any()
}

fn row(grant: &RoleGrantView, choose: Callback<RoleGrantView>) -> Row {
    let revoked = grant.revoked.as_ref().map(|how| how.at);
    let until = revoked.or(grant.valid_until).map(dates::in_table);
    let (word, shade) = sentences::state(grant);
    vec![
        grant.user.name.clone().into_any(),
        role(&grant.role_name, &grant.role).into_any(),
        dates::in_table(grant.valid_from).into_any(),
        until.unwrap_or_default().into_any(),
        view! {
            {status(&word, shade)}
            {taking(grant, choose)}
        }
        .into_any(),
    ]
}

/// *Fratag*, for those whom the server lets.
fn taking(grant: &RoleGrantView, choose: Callback<RoleGrantView>) -> Option<impl IntoView + use<>> {
    actions::allows(&grant.allowed_actions, Action::RevokeRole).then(|| {
        let grant = grant.clone();
        let on_press = Callback::new(move |()| choose.run(grant.clone()));
        view! {
            <span class="cell-detail">
                <Button label=tr(users::REVOKE) weight=Weight::Quiet on_press />
            </span>
        }
    })
}
