//! What the tests of the rules have in common: giving, taking, deciding, as anybody would.

use acceptance::{Call, Person, Reply};
use serde_json::json;
use shared::{
    access_request::AccessRequestView,
    id::{OrganisationId, UserId},
    page::Page,
    role_grant::RoleGrantView,
    user::UserView,
};

use crate::story::{GRANTS, path};

pub(super) const LBA: &str = "Brugeradministration.LBA";
pub(super) const CASE_WORKER: &str = "Arbejdsmarkedsportalen.Sagsbehandler";
pub(super) const USERS: &str = "/api/v1/users";
pub(super) const WHY: &str = "Skal bruge adgangen i sit arbejde.";

/// The umbrella organisation Virksomhed.
pub(super) fn virksomhed() -> OrganisationId {
    brugeradm::domain::facts::UMBRELLA
}

pub(super) async fn id(person: &Person) -> UserId {
    person.me().await.user.id
}

pub(super) async fn home(person: &Person) -> OrganisationId {
    person.me().await.user.organisation.id
}

/// Gives a role directly.
pub(super) async fn give(by: &Person, to: UserId, role: &str, place: OrganisationId) -> Reply {
    let body = json!({ "user_id": to, "role": role, "organisation_id": place, "reason": WHY });
    by.post(GRANTS, &body).await
}

/// Takes a grant away.
pub(super) async fn take(by: &Person, grant: &RoleGrantView) -> Reply {
    let call = Call::post(format!("{GRANTS}/{}/revocation", grant.id));
    by.send(call.json(&json!({ "reason": WHY })).if_match(grant.version))
        .await
}

/// What somebody sees of the grants of a user.
pub(super) async fn grants(reader: &Person, user: UserId) -> Vec<RoleGrantView> {
    let list: Page<RoleGrantView> = reader.get(format!("{GRANTS}?user_id={user}")).await.view();
    list.items
}

/// Decides a request, or does something else with it.
pub(super) async fn act(by: &Person, request: &AccessRequestView, what: &str) -> Reply {
    let body = match what {
        "rejection" => json!({ "reason": WHY }),
        _ => json!({}),
    };
    by.send(
        Call::post(path(request, what))
            .json(&body)
            .if_match(request.version),
    )
    .await
}

/// Creates a user.
pub(super) async fn create(by: &Person, home: OrganisationId, email: &str) -> Reply {
    let body = json!({ "name": "Ny Bruger", "email": email, "organisation_id": home });
    by.post(USERS, &body).await
}

/// Stops a user, or lets them act again.
pub(super) async fn change(by: &Person, user: UserId, what: &str) -> Reply {
    let read: UserView = by.get(format!("{USERS}/{user}")).await.view();
    let call = Call::post(format!("{USERS}/{user}/{what}"));
    by.send(call.json(&json!({ "reason": WHY })).if_match(read.version))
        .await
}
