//! Roles that are not used fall asleep, and whoever gives them wakes them (G16).

mod catalogue;
mod lbas;

use acceptance::{Call, Person, Reply, TestApp, both};
use serde_json::{Value, json};
use shared::{
    access_request::AccessRequestView,
    audit::{AuditKind, AuditOutcome},
    id::{RoleGrantId, UserId},
    page::Page,
    problem::ProblemKind,
    role::RoleView,
    role_grant::{EffectiveRole, RoleGrantView},
    rule::Rule,
    session::Action,
};

use crate::story::{GRANTS, REQUESTS, ROLE, asking, path};

const DAY: i64 = 86_400;
const WHY: &str = "Er tilbage efter orlov.";

/// Lets a role fall asleep after so many days.
async fn sleeps_after(app: &TestApp, role: &str, days: Option<i32>) -> Reply {
    let administrator = app.login("forvalter").await;
    let at = format!("/api/v1/roles/{role}");
    let version = administrator.get(&at).await.view::<RoleView>().version;
    let call = Call::patch(at).json(&json!({ "dormant_after_days": days }));
    administrator.send(call.if_match(version)).await
}

async fn user(app: &TestApp, key: &str) -> UserId {
    app.login(key).await.me().await.user.id
}

/// The one grant of a role that somebody has, as their LBA reads it.
async fn held(reader: &Person, user: UserId, role: &str) -> RoleGrantView {
    let list: Page<RoleGrantView> = reader
        .get(format!("{GRANTS}?user_id={user}&role={role}"))
        .await
        .view();
    list.items
        .into_iter()
        .find(|grant| grant.revoked.is_none())
        .unwrap()
}

async fn roles_at(reader: &Person, user: UserId, at: shared::Timestamp) -> Vec<String> {
    let path = format!("/api/v1/users/{user}/effective-roles?as_of={at}");
    let roles: Page<EffectiveRole> = reader.get(path).await.view();
    roles.items.into_iter().map(|role| role.role).collect()
}

async fn is_let_in(app: &TestApp, user: UserId, role: &str) -> bool {
    let token = app.program_token("access:check").await;
    let body = json!({
        "subject": { "type": "user", "id": user }, "action": { "name": "have" },
        "resource": { "type": "role", "id": role },
    });
    let call = Call::post("/access/v1/evaluation").json(&body);
    app.send(call.bearer(&token)).await.body["decision"]
        .as_bool()
        .unwrap()
}

fn waking(id: RoleGrantId) -> Call {
    Call::post(format!("{GRANTS}/{id}/reactivate")).json(&json!({ "reason": WHY }))
}

fn may_wake(grant: &RoleGrantView) -> Option<(bool, Option<ProblemKind>)> {
    let mut actions = grant.allowed_actions.iter();
    let action = actions.find(|one| one.action == Action::ReactivateRole)?;
    Some((action.allowed, action.code))
}

both! {
    async fn g16_a_role_that_is_not_used_falls_asleep_and_whoever_gives_it_wakes_it(app: TestApp) {
        let user = user(&app, "bruger-nordisk").await;
        let begun = app.now();
        assert_eq!(sleeps_after(&app, ROLE, Some(30)).await.status, 200);
        app.advance(30 * DAY - 1);
        let lba = app.login("lba-nordisk").await;
        let grant = held(&lba, user, ROLE).await;
        assert_eq!((grant.effective, grant.dormant_from), (true, Some(begun.plus_days(30))));
        assert_eq!((grant.last_used_at, may_wake(&grant)), (None, None));
        lba.send(waking(grant.id).if_match(1)).await.problem(ProblemKind::NotDormant);
        assert_eq!(roles_at(&lba, user, app.now()).await, [ROLE]);

        app.advance(1);
        let slept_at = app.now();
        assert!(!is_let_in(&app, user, ROLE).await, "from the very moment on");
        assert!(roles_at(&lba, user, slept_at).await.is_empty());
        let asleep = held(&lba, user, ROLE).await;
        let why = asleep.suspension.clone().unwrap();
        assert_eq!((asleep.effective, why.dormant_since), (false, Some(slept_at)));
        assert!(why.reason.contains("dvale") && why.missing.is_empty());
        assert_eq!(may_wake(&asleep), Some((true, None)));
        assert!(asleep.revoked.is_none(), "it is not taken away");

        app.advance(DAY);
        let lba = app.login("lba-nordisk").await;
        app.forget();
        let rehearsed = Call::post(format!("{GRANTS}/{}/reactivate?dry_run=true", grant.id));
        let rehearsed = rehearsed.json(&json!({ "reason": WHY })).if_match(1);
        assert!(lba.send(rehearsed).await.view::<RoleGrantView>().effective);
        assert!(app.audit_events().is_empty());
        lba.send(waking(grant.id)).await.problem(ProblemKind::PreconditionRequired);
        lba.send(waking(grant.id).if_match(7)).await.problem(ProblemKind::StaleVersion);
        let awake: RoleGrantView = lba.send(waking(grant.id).if_match(1)).await.view();
        assert_eq!((awake.effective, awake.version), (true, 2));
        assert_eq!(awake.dormant_from, Some(app.now().plus_days(30)));
        let event = app.only_event();
        assert_eq!((event.kind, event.reason.as_deref()), (AuditKind::RoleReactivated, Some(WHY)));
        assert_eq!(event.old.unwrap()["dormant_from"], json!(slept_at));
        assert_eq!(event.new.unwrap()["dormant_from"], json!(awake.dormant_from));
        assert_eq!(app.outbox()[0].kind, "role_grant.reactivated");
        assert!(is_let_in(&app, user, ROLE).await);
        lba.send(waking(grant.id).if_match(2)).await.problem(ProblemKind::NotDormant);

        app.advance(60);
        for (at, held) in [
            (slept_at.plus_seconds(-1), 1), (slept_at, 0), (slept_at.plus_days(1).plus_seconds(-1), 0),
            (slept_at.plus_days(1), 1), (app.now(), 1),
        ] {
            assert_eq!(roles_at(&lba, user, at).await.len(), held, "roles at {at}");
            let list: Page<RoleGrantView> =
                lba.get(format!("{GRANTS}?user_id={user}&as_of={at}")).await.view();
            assert_eq!(list.items.len(), held, "grants at {at}");
        }
    }

    async fn nobody_wakes_their_own_role_nor_one_that_they_could_not_give(app: TestApp) {
        let user = user(&app, "bruger-nordisk").await;
        sleeps_after(&app, ROLE, Some(30)).await;
        app.advance(31 * DAY);
        let lba = app.login("lba-nordisk").await;
        let grant = held(&lba, user, ROLE).await;
        let call = || waking(grant.id).if_match(1);
        let own = app.login("bruger-nordisk").await;
        assert_eq!(may_wake(&held(&own, user, ROLE).await), Some((false, Some(ProblemKind::OwnAccount))));
        app.forget();
        let problem = own.send(call()).await.problem(ProblemKind::OwnAccount);
        assert_eq!(problem.rule, Some(Rule::G4));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::RoleReactivated, AuditOutcome::Refused));
        app.login("support-1").await.send(call()).await.problem(ProblemKind::LbaOnly);
        app.login("lba-fjord").await.send(call()).await.problem(ProblemKind::NotFound);
        app.send(call()).await.problem(ProblemKind::Unauthenticated);
        assert_eq!(held(&lba, user, ROLE).await.version, 1);
    }

    async fn a_role_that_is_asked_about_stays_awake(app: TestApp) {
        let user = user(&app, "bruger-nordisk").await;
        sleeps_after(&app, ROLE, Some(30)).await;
        app.advance(20 * DAY);
        let used_at = app.now();
        assert!(is_let_in(&app, user, ROLE).await);
        let lba = app.login("lba-nordisk").await;
        let noted = async || {
            for _ in 0..100 {
                let grant = held(&lba, user, ROLE).await;
                if grant.last_used_at.is_some() {
                    return grant;
                }
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            panic!("the use is not noted");
        };
        let grant = noted().await;
        assert_eq!(grant.last_used_at, Some(used_at));
        assert_eq!((grant.dormant_from, grant.version), (Some(used_at.plus_days(30)), 1));
        app.advance(29 * DAY);
        let lba = app.login("lba-nordisk").await;
        assert_eq!(roles_at(&lba, user, app.now()).await, [ROLE]);
        app.advance(DAY);
        let lba = app.login("lba-nordisk").await;
        assert!(roles_at(&lba, user, app.now()).await.is_empty());
    }

    async fn who_has_a_role_that_sleeps_may_ask_for_it_anew(app: TestApp) {
        let user = user(&app, "bruger-nordisk").await;
        sleeps_after(&app, ROLE, Some(30)).await;
        let own = app.login("bruger-nordisk").await;
        own.post(REQUESTS, &asking(&own).await).await.problem(ProblemKind::AlreadyGranted);
        app.advance(31 * DAY);
        let (own, lba) = (app.login("bruger-nordisk").await, app.login("lba-nordisk").await);
        let asleep = held(&lba, user, ROLE).await;
        let request: AccessRequestView = own.post(REQUESTS, &asking(&own).await).await.view();
        let approval = Call::post(path(&request, "approval")).json(&json!({})).if_match(1);
        let approved: AccessRequestView = lba.send(approval).await.view();
        let anew = held(&lba, user, ROLE).await;
        assert_eq!(approved.decision.unwrap().grant_id, Some(anew.id));
        assert_eq!((anew.effective, anew.dormant_from), (true, Some(app.now().plus_days(30))));
        let before: RoleGrantView = lba.get(format!("{GRANTS}/{}", asleep.id)).await.view();
        assert_eq!(before.extended_by, Some(anew.id));
        assert!(before.revoked.unwrap().reason.contains("dvale"));
    }

    async fn what_a_role_requires_is_not_held_while_it_sleeps(app: TestApp) {
        let (user, home) = {
            let me = app.login("bruger-nordisk").await.me().await.user;
            (me.id, me.organisation.id)
        };
        let rule: Value = json!({
            "holder_kind": "virksomhed", "target": "own", "requestable_by_self": true,
            "requestable_by_lba": true, "granted_by": "lba", "revoked_by": "lba",
        });
        let role = json!({
            "key": "Vitas.Bruger", "name_da": "Vitas", "name_en": "Vitas", "description_da": "Vitas.",
            "description_en": "Vitas.", "rules": [rule], "requires": [ROLE],
        });
        assert_eq!(app.login("forvalter").await.post("/api/v1/roles", &role).await.status, 201);
        let given = json!({ "user_id": user, "role": "Vitas.Bruger", "organisation_id": home, "reason": WHY });
        assert_eq!(app.login("lba-nordisk").await.post(GRANTS, &given).await.status, 201);
        sleeps_after(&app, ROLE, Some(30)).await;
        let before = app.now();
        app.advance(31 * DAY);
        assert!(!is_let_in(&app, user, "Vitas.Bruger").await);
        let lba = app.login("lba-nordisk").await;
        assert!(roles_at(&lba, user, app.now()).await.is_empty());
        let suspended = held(&lba, user, "Vitas.Bruger").await.suspension.unwrap();
        assert_eq!((suspended.missing.len(), suspended.dormant_since), (1, None));
        assert_eq!(roles_at(&lba, user, before).await.len(), 2, "as it was then");
        let asleep = held(&lba, user, ROLE).await;
        assert_eq!(lba.send(waking(asleep.id).if_match(1)).await.status, 200);
        assert!(is_let_in(&app, user, "Vitas.Bruger").await);
        assert!(roles_at(&lba, user, app.now().plus_seconds(-1)).await.is_empty(), "nor then");
    }
}
