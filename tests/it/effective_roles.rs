//! The roles a user has, now and on past days.

use acceptance::{Call, TestApp};
use serde_json::json;
use shared::{
    Timestamp,
    id::UserId,
    page::Page,
    problem::ProblemKind,
    role_grant::{EffectiveRole, EffectiveRoleQuery, GrantSource, RoleGrantView},
};

const ROLE: &str = "JobAG.Virksomhedsbruger";

/// The existing user of Nordisk Byg, who holds [`ROLE`] on the company.
async fn existing_user(app: &TestApp) -> UserId {
    app.login("bruger-nordisk").await.me().await.user.id
}

acceptance::both! {
    async fn the_roles_of_a_past_day_can_be_asked_for(app: TestApp) {
        let user = existing_user(&app).await;
        let lba = app.login("lba-nordisk").await;
        let at = async |as_of: Option<Timestamp>| -> Vec<EffectiveRole> {
            let query = EffectiveRoleQuery { as_of };
            lba.client().list_effective_roles(user, &query).await.unwrap().items
        };
        let before = app.now();
        let roles = at(None).await;
        let held = roles.iter().find(|role| role.role == ROLE).unwrap();
        assert_eq!(held.source, GrantSource::Import);
        assert_eq!(held.organisation.cvr.as_deref(), Some("30100107"));

        app.advance(600);
        let grant = lba.client().read_role_grant(held.grant_id).await.unwrap();
        let revocation = shared::role_grant::NewRevocation { reason: "Stoppet i afdelingen.".into() };
        lba.client().revoke_role(grant.id, grant.version, &revocation, "k").await.unwrap();
        assert!(at(None).await.iter().all(|role| role.role != ROLE));
        assert_eq!(at(Some(before)).await, roles);
        assert!(at(Some(held.since.plus_seconds(-1))).await.is_empty());
    }

    async fn the_roles_of_a_stopped_user_are_none_from_then_on(app: TestApp) {
        let user = existing_user(&app).await;
        let lba = app.login("lba-nordisk").await;
        let before = app.now();
        app.advance(60);
        let view = lba.client().read_user(user).await.unwrap();
        let change = serde_json::from_value(json!({ "reason": "Er stoppet i firmaet." })).unwrap();
        lba.client().deactivate_user(user, view.version, &change, "k").await.unwrap();
        let count = async |as_of: Option<Timestamp>| {
            let query = EffectiveRoleQuery { as_of };
            lba.client().list_effective_roles(user, &query).await.unwrap().items.len()
        };
        assert_eq!(count(None).await, 0);
        assert_eq!(count(Some(before)).await, 1);
    }

    async fn the_roles_of_a_user_one_may_not_see_do_not_exist(app: TestApp) {
        let user = existing_user(&app).await;
        let path = format!("/api/v1/users/{user}/effective-roles");
        app.login("lba-fjord").await.get(&path).await.problem(ProblemKind::NotFound);
        app.send(Call::get(&path)).await.problem(ProblemKind::Unauthenticated);
        let own = app.login("bruger-nordisk").await;
        assert_eq!(own.get(&path).await.status, 200);
        let everyone = app.login("revisor").await;
        crate::lookups::look_up(&everyone, user).await;
        assert_eq!(everyone.get(&path).await.status, 200);
        own.get(format!("{path}?as_of=yesterday")).await.problem(ProblemKind::MalformedRequest);
        own.get(format!("{path}?at=x")).await.problem(ProblemKind::InvalidField);
    }

    async fn what_was_in_effect_is_known_across_every_stop_and_start(app: TestApp) {
        let user = existing_user(&app).await;
        let (lba, desk) = (app.login("lba-nordisk").await, app.login("support-1").await);
        let organisation = lba.me().await.user.organisation.id;
        crate::lookups::look_up(&desk, user).await;
        let person = async |what: &str| {
            let version = desk.client().read_user(user).await.unwrap().version;
            let call = Call::post(format!("/api/v1/users/{user}/{what}")).if_match(version);
            let reply = lba.send(call.json(&json!({ "reason": "Orlov i en periode." }))).await;
            assert_eq!(reply.status, 200);
        };
        let company = async |active: bool| {
            let version = desk.client().read_organisation(organisation).await.unwrap().version;
            let call = Call::patch(format!("/api/v1/organisations/{organisation}"));
            let reply = desk.send(call.json(&json!({ "active": active })).if_match(version)).await;
            assert_eq!(reply.status, 200);
        };
        let mut moments = vec![(app.now(), 1)];
        for step in ["deactivation", "reactivation", "closed", "open"] {
            app.advance(60);
            match step {
                "closed" => company(false).await,
                "open" => company(true).await,
                what => person(what).await,
            }
            let held = usize::from(["reactivation", "open"].contains(&step));
            moments.extend([(app.now(), held), (app.now().plus_seconds(30), held)]);
        }
        app.advance(60);
        for (at, held) in moments {
            let query = EffectiveRoleQuery { as_of: Some(at) };
            let roles = desk.client().list_effective_roles(user, &query).await.unwrap();
            assert_eq!(roles.items.len(), held, "roles at {at}");
            let path = format!("/api/v1/role-grants?user_id={user}&as_of={at}");
            let grants: Page<RoleGrantView> = desk.get(path).await.view();
            assert_eq!(grants.items.len(), held, "grants at {at}");
        }
        company(false).await;
        let path = format!("/api/v1/role-grants?user_id={user}");
        let grants: Page<RoleGrantView> = desk.get(path).await.view();
        assert!(!grants.items[0].effective, "nor is it in effect while the company is out of use");
    }
}
