//! *Adgange*: each with where it came from, and *Fratag* or why not.

use leptos::prelude::*;
use shared::{
    id::UserId,
    role_grant::{RoleGrantQuery, RoleGrantView},
    session::Action,
};

use crate::{
    i18n::{fill, grants, tr, users as text, words},
    remote::Paged,
    role_grants::{extend::ExtendDialog, revoke::RevokeDialog, sentences, wake::WakeDialog},
    routes::Route,
    session::Session,
    ui::{
        actions,
        button::Button,
        pager::Pager,
        reason::AskReason,
        states::{Empty, list_of},
        status::{role, status},
    },
    units::words::place,
};

/// The tab.
#[component]
pub(super) fn Access(id: UserId) -> impl IntoView {
    let session = Session::current();
    let list = Paged::new(move |cursor| {
        let api = session.api();
        async move {
            let user_id = Some(id);
            let query = RoleGrantQuery {
                user_id,
                cursor,
                ..Default::default()
            };
            api.list_role_grants(&query).await
        }
    });
    let chosen = RwSignal::new(None::<RoleGrantView>);
    let ask = AskReason::new();
    let longer = AskReason::new();
    let wake = AskReason::new();
    let choose = Callback::new(move |(grant, what): (RoleGrantView, AskReason)| {
        chosen.set(Some(grant));
        what.open.set(true);
    });
    let empty =
        || view! { <Empty heading=tr(text::NO_ACCESS) hint=tr(text::NO_ACCESS_HINT) /> }.into_any();
    let draw = move |found: Vec<RoleGrantView>| {
        let items: Vec<_> = found
            .iter()
            .map(|grant| item(grant, choose, (ask, longer, wake)))
            .collect();
        view! { <ul class="cards no-max-width">{items}</ul> }.into_any()
    };
    view! {
        {list_of(list, empty, draw)}
        <Pager list />
        <RevokeDialog chosen ask list />
        <ExtendDialog chosen ask=longer list />
        <WakeDialog chosen ask=wake list />
    }
}

/// Why to revoke, to extend and to wake.
type Asks = (AskReason, AskReason, AskReason);

/// *Genaktivér*, *Forlæng* and *Fratag*, whichever the server allows.
fn buttons(
    grant: &RoleGrantView,
    choose: Callback<(RoleGrantView, AskReason)>,
    (revoke, extend, wake): Asks,
) -> Option<impl IntoView + use<>> {
    let all = &grant.allowed_actions;
    let button = |action, label, what: AskReason| {
        actions::allows(all, action).then(|| {
            let grant = grant.clone();
            let pressed = Callback::new(move |()| choose.run((grant.clone(), what)));
            view! { <Button label=tr(label) on_press=pressed /> }
        })
    };
    let wake = button(Action::ReactivateRole, grants::WAKE, wake);
    let extend = button(Action::ExtendRole, grants::EXTEND, extend);
    let revoke = button(Action::RevokeRole, text::REVOKE, revoke);
    (wake.is_some() || extend.is_some() || revoke.is_some())
        .then(|| view! { <p class="card-row-actions">{wake} " " {extend} " " {revoke}</p> })
}

/// The agreement that it is held under, to whose page it leads.
fn agreement(grant: &RoleGrantView) -> Option<impl IntoView + use<>> {
    let words = sentences::agreement(grant)?;
    let href = Route::Agreement(grant.agreement.as_ref()?.id).path();
    Some(view! { <p class="card-row-state"><a href=href>{words}</a></p> })
}

fn item(
    grant: &RoleGrantView,
    choose: Callback<(RoleGrantView, AskReason)>,
    asks: Asks,
) -> impl IntoView + use<> {
    let (word, shade) = sentences::state(grant);
    let all = grant.allowed_actions.clone();
    let locked = grant
        .revoked
        .is_none()
        .then(|| actions::locked_line(&all, Action::RevokeRole, tr(text::REVOKE_LOCKED)));
    let case = grant.case_reference.clone();
    let place = place(&grant.organisation, grant.unit.as_deref());
    let place = format!("{place} · {}", sentences::period(grant));
    let head = role(&grant.role_name, &grant.role);
    let suspended = grant.suspension.as_ref().map(|why| why.reason.clone());
    let revoked = sentences::revoked(grant);
    let used = sentences::used(grant);
    let source = sentences::source(grant);
    let agreement = agreement(grant);
    let reason = fill(text::GRANT_REASON, &[("reason", &grant.reason)]);
    view! {
        <li class="card-row">
            <div class="card-row-head">
                <h2 class="h5">{head}</h2>
                {status(&word, shade)}
            </div>
            <p class="card-row-state">{place}</p>
            <p class="card-row-state">{source}</p>
            {agreement}
            <p class="card-row-state quiet">{reason}</p>
            {used.map(|words| view! { <p class="card-row-state">{words}</p> })}
            {case.map(|number| view! { <p class="card-row-state quiet">{tr(words::CASE)} ": " {number}</p> })}
            {suspended.map(|words| view! { <p class="card-row-state">{words}</p> })}
            {revoked.map(|words| view! { <p class="card-row-state">{words}</p> })}
            {buttons(grant, choose, asks)}
            {locked}
        </li>
    }
}
