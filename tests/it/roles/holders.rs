//! How many of an organisation may have a role, and how many must be left.

use acceptance::{Call, Person, both};
use serde_json::{Value, json};
use shared::{
    id::UserId, page::Page, problem::ProblemKind, role::RoleView, role_grant::RoleGrantView,
    rule::Rule, user::UserView,
};

use super::{JOBAG, change};
use crate::story::{GRANTS, REQUESTS, path};

const WHY: &str = "Skal bruge adgangen i sit arbejde.";

async fn created(lba: &Person, number: usize) -> UserId {
    let home = lba.me().await.user.organisation.id;
    let body = json!({
        "name": format!("Ny Bruger {number}"), "email": format!("ny{number}@example.invalid"),
        "organisation_id": home,
    });
    lba.post("/api/v1/users", &body).await.view::<UserView>().id
}

async fn giving(lba: &Person, user: UserId) -> Value {
    let home = lba.me().await.user.organisation.id;
    json!({ "user_id": user, "role": JOBAG, "organisation_id": home, "reason": WHY })
}

async fn live_grants(reader: &Person) -> Vec<RoleGrantView> {
    let grants: Page<RoleGrantView> = reader
        .get(format!("{GRANTS}?role={JOBAG}&limit=200"))
        .await
        .view();
    let live = grants
        .items
        .into_iter()
        .filter(|grant| grant.revoked.is_none());
    live.collect()
}

fn revocation(grant: &RoleGrantView) -> Call {
    Call::post(format!("{GRANTS}/{}/revocation", grant.id))
        .json(&json!({ "reason": "Har ikke længere brug for det." }))
        .if_match(grant.version)
}

both! {
    async fn no_more_are_given_a_role_than_an_organisation_may_have(app: TestApp) {
        let (administrator, lba) = (app.login("forvalter").await, app.login("lba-nordisk").await);
        let elsewhere = app.login("lba-fjord").await;
        change(&administrator, JOBAG, &json!({ "max_holders": 2 })).await.view::<RoleView>();
        assert_eq!(live_grants(&lba).await.len(), 1, "one has it from before");
        let (second, third) = (created(&lba, 2).await, created(&lba, 3).await);
        let second_grant: RoleGrantView = lba.post(GRANTS, &giving(&lba, second).await).await.view();
        let refused = lba.post(GRANTS, &giving(&lba, third).await).await;
        let problem = refused.problem(ProblemKind::HoldersAtMaximum);
        assert_eq!(problem.rule, Some(Rule::G7));
        assert!(problem.detail.contains("Højst 2"), "{problem:?}");
        assert_eq!(problem.next_step.unwrap().href, format!("/brugere?rolle={JOBAG}"));
        let other = created(&elsewhere, 4).await;
        let reply = elsewhere.post(GRANTS, &giving(&elsewhere, other).await).await;
        assert_eq!(reply.status, 201, "another organisation has its own two");
        let newcomer = app.login("ny-nordisk").await;
        let asking = json!({
            "action": "grant", "role": JOBAG, "justification": WHY,
            "organisation_id": newcomer.me().await.user.organisation.id,
        });
        newcomer.post(REQUESTS, &asking).await.problem(ProblemKind::HoldersAtMaximum);
        lba.send(revocation(&second_grant)).await.view::<RoleGrantView>();
        assert_eq!(lba.post(GRANTS, &giving(&lba, third).await).await.status, 201);
    }

    async fn of_many_given_at_once_only_as_many_as_may_be_get_the_role(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let (a, b) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        change(&administrator, JOBAG, &json!({ "max_holders": 3 })).await.view::<RoleView>();
        for round in 0..5 {
            let mut calls = Vec::new();
            for number in 0..8 {
                let by = if number % 2 == 0 { &a } else { &b };
                let user = created(&a, round * 10 + number).await;
                let (by, call) = (by.clone(), Call::post(GRANTS).json(&giving(&a, user).await));
                calls.push(tokio::spawn(async move { by.send(call).await }));
            }
            let mut given = 0;
            for call in calls {
                let reply = call.await.unwrap();
                if reply.status == 201 {
                    given += 1;
                } else {
                    reply.problem(ProblemKind::HoldersAtMaximum);
                }
            }
            assert_eq!(given, 2, "one had it before");
            let live = live_grants(&a).await;
            assert_eq!(live.len(), 3);
            for grant in live.iter().take(2) {
                a.send(revocation(grant)).await.view::<RoleGrantView>();
            }
        }
    }

    async fn an_organisation_keeps_as_many_holders_as_the_role_wants(app: TestApp) {
        let (administrator, lba) = (app.login("forvalter").await, app.login("lba-nordisk").await);
        change(&administrator, JOBAG, &json!({ "min_holders": 1 })).await.view::<RoleView>();
        let grant = live_grants(&lba).await.remove(0);
        let action = &grant.allowed_actions[0];
        assert_eq!((action.allowed, action.code), (false, Some(ProblemKind::HoldersAtMinimum)));
        let problem = lba.send(revocation(&grant)).await.problem(ProblemKind::HoldersAtMinimum);
        assert!(problem.rule == Some(Rule::G7) && problem.detail.contains("Mindst 1"), "{problem:?}");
        // By approval as well: the holder asks to be rid of it.
        let holder = app.login("bruger-nordisk").await;
        let body = json!({
            "action": "revoke", "role": JOBAG, "organisation_id": grant.organisation.id,
            "justification": "Bruger den ikke længere i mit arbejde.",
        });
        let request = holder.post(REQUESTS, &body).await.view::<shared::access_request::AccessRequestView>();
        let approval = Call::post(path(&request, "approval")).json(&json!({}));
        lba.send(approval.if_match(request.version)).await.problem(ProblemKind::HoldersAtMinimum);

        // One that begins later makes nobody more, and may be taken.
        let second = created(&lba, 2).await;
        let mut later = giving(&lba, second).await;
        later["valid_from"] = json!(app.now().plus_days(3));
        let later: RoleGrantView = lba.post(GRANTS, &later).await.view();
        lba.send(revocation(&grant)).await.problem(ProblemKind::HoldersAtMinimum);
        lba.send(revocation(&later)).await.view::<RoleGrantView>();
        assert_eq!(lba.post(GRANTS, &giving(&lba, second).await).await.status, 201);
        lba.send(revocation(&grant)).await.view::<RoleGrantView>();
    }
}
