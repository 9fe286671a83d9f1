//! G9–G13, each by a test that is named after it.

use acceptance::{Call, both};
use serde_json::json;
use shared::{
    access_request::AccessRequestView,
    audit::{AuditKind, AuditOutcome},
    desk_task::{DeskTaskQuery, DeskTaskView},
    problem::ProblemKind,
    role::Authority,
    role_grant::RoleGrantView,
    rule::Rule,
};

use super::scene::{LBA, USERS, WHY, act, change, create, give, grants, home, id, take};
use crate::story::{GRANTS, REQUESTS, asked, asking, path};

both! {
    async fn g9_the_last_lba_is_not_taken_away_by_anybody(app: TestApp) {
        let (lba, desk) = (app.login("lba-fjord").await, app.login("support-1").await);
        let removal = json!({
            "action": "revoke", "role": LBA, "organisation_id": home(&lba).await, "justification": WHY,
        });
        let request: AccessRequestView = lba.post(REQUESTS, &removal).await.view();
        assert_eq!(request.authority, Authority::Landssupport);
        app.forget();
        let refused = act(&desk, &request, "approval").await.problem(ProblemKind::LastLba);
        assert_eq!(refused.rule, Some(Rule::G9));
        let event = app.only_event();
        assert_eq!((event.outcome, event.rule), (AuditOutcome::Refused, Some(Rule::G9)));
        let next = id(&app.login("ny-fjord").await).await;
        give(&lba, next, LBA, home(&lba).await).await.view::<RoleGrantView>();
        assert_eq!(act(&desk, &request, "approval").await.status, 200, "now there is another");
    }

    async fn g9_stopping_who_would_be_lba_later_tells_the_desk_from_when(app: TestApp) {
        let (first, second) = (app.login("lba-fjord").await, app.login("ny-fjord").await);
        let fjord = home(&first).await;
        let third = create(&first, fjord, "tredje@fjord.invalid").await.body["id"].clone();
        let lba = |user: serde_json::Value, from: Option<i64>, until: Option<i64>| {
            json!({
                "user_id": user, "role": LBA, "organisation_id": fjord, "reason": WHY,
                "valid_from": from.map(|days| app.now().plus_days(days)),
                "valid_until": until.map(|days| app.now().plus_days(days)),
            })
        };
        let ten_days = lba(json!(id(&second).await), None, Some(10));
        assert_eq!(first.post(GRANTS, &ten_days).await.status, 201);
        assert_eq!(first.post(GRANTS, &lba(third.clone(), Some(5), None)).await.status, 201);
        let own = grants(&second, id(&first).await).await.remove(0);
        assert_eq!(take(&second, &own).await.status, 200);
        let desk = app.login("support-1").await;
        let tasks = async || {
            let query = DeskTaskQuery::default();
            desk.client().list_desk_tasks(&query).await.unwrap().items
        };
        assert_eq!(tasks().await, [], "the third will be there, for good");
        let third = third.as_str().unwrap().parse().unwrap();
        app.forget();
        assert_eq!(change(&second, third, "deactivation").await.status, 200);
        let raised: Vec<DeskTaskView> = tasks().await;
        assert_eq!(raised.iter().map(|task| task.due_at).collect::<Vec<_>>(), [app.now().plus_days(10)]);
        let kinds: Vec<_> = app.audit_events().into_iter().map(|event| event.kind).collect();
        assert!(kinds.contains(&AuditKind::DeskTaskRaised), "in the same transaction: {kinds:?}");
    }

    async fn g10_a_request_has_somebody_who_may_decide_it_also_when_the_lba_asks(app: TestApp) {
        let (lba, desk) = (app.login("lba-fjord").await, app.login("support-1").await);
        let request = asked(&lba).await;
        assert_eq!(request.authority, Authority::Landssupport, "nobody in the company could");
        assert!(!request.deciders.iter().any(|one| one.id == request.subject.id));
        assert_eq!(act(&desk, &request, "approval").await.status, 200);
        // Two LBAs, who could decide for each other; then one stops being it.
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let request = asked(&first).await;
        assert_eq!(request.authority, Authority::Lba);
        app.forget();
        assert_eq!(change(&first, id(&second).await, "deactivation").await.status, 200);
        let kinds: Vec<_> = app.audit_events().into_iter().map(|event| event.kind).collect();
        assert!(kinds.contains(&AuditKind::AccessRequestMovedToDesk), "{kinds:?}");
        let moved: AccessRequestView = first.get(format!("{REQUESTS}/{}", request.id)).await.view();
        assert_eq!(moved.authority, Authority::Landssupport);
    }

    async fn g12_what_one_may_not_see_is_answered_as_if_it_were_not_there(app: TestApp) {
        let (lba, stranger) = (app.login("lba-nordisk").await, app.login("ny-fjord").await);
        let request = asked(&stranger).await;
        let nothing = "01977000-0000-7000-8000-00000000dead";
        let there = id(&stranger).await.to_string();
        for (hidden, absent) in [
            (format!("{USERS}/{there}"), format!("{USERS}/{nothing}")),
            (format!("{REQUESTS}/{}", request.id), format!("{REQUESTS}/{nothing}")),
            (format!("{USERS}/{there}/effective-roles"), format!("{USERS}/{nothing}/effective-roles")),
        ] {
            let (hidden, absent) = (lba.get(hidden).await, lba.get(absent).await);
            let (one, other) = (hidden.problem(ProblemKind::NotFound), absent.problem(ProblemKind::NotFound));
            assert_eq!((one.title, one.detail, one.rule, one.next_step),
                (other.title, other.detail, other.rule, other.next_step));
        }
        for list in [format!("{USERS}?organisation_id={}", home(&stranger).await), format!("{GRANTS}?user_id={there}")] {
            assert_eq!(lba.get(list).await.body["items"], json!([]));
        }
        let listed = lba.get(REQUESTS).await.body;
        assert_eq!(listed["items"], json!([]));
    }

    async fn g13_an_lba_who_is_one_no_more_decides_nothing_more(app: TestApp) {
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let request = asked(&app.login("ny-nordisk").await).await;
        let body = asking(&second).await;
        assert_eq!(body["role"], json!(crate::story::ROLE));
        let held = grants(&first, id(&second).await).await.remove(0);
        assert_eq!(take(&first, &held).await.status, 200);
        app.forget();
        let approval = Call::post(path(&request, "approval")).json(&json!({})).if_match(request.version);
        second.send(approval).await.problem(ProblemKind::NotFound);
        create(&second, home(&second).await, "ny@nordisk.invalid").await.problem(ProblemKind::NotAllowed);
        assert!(second.me().await.administers.is_empty());
        assert_eq!(act(&first, &request, "approval").await.status, 200);
    }
}
