//! After how many days a role falls asleep is for the catalogue to say.

use acceptance::{Call, both};
use serde_json::json;
use shared::{
    audit::AuditKind,
    page::Page,
    problem::{FieldCode, ProblemKind},
    role::{BreachKind, RoleView},
    role_grant::RoleGrantView,
};

use super::{DAY, held, may_wake, sleeps_after, user, waking};
use crate::story::{GRANTS, ROLE};

both! {
    async fn a_change_puts_nobody_to_sleep_unwarned_and_wakes_nobody(app: TestApp) {
        let user = user(&app, "bruger-nordisk").await;
        app.advance(400 * DAY);
        let administrator = app.login("forvalter").await;
        let at = format!("/api/v1/roles/{ROLE}");
        let rehearsal = Call::patch(format!("{at}?dry_run=true"));
        let body = json!({ "dormant_after_days": 30 });
        let told: RoleView = administrator.send(rehearsal.json(&body).if_match(1)).await.view();
        let told = told.breaches.unwrap();
        let breach = told.items.iter().find(|one| one.user.as_ref().is_some_and(|it| it.id == user)).unwrap();
        assert_eq!(breach.kind, BreachKind::FallsAsleep);
        assert!(breach.reason.contains("inden for 7 dage"), "{breach:?}");
        app.forget();
        let changed: RoleView = sleeps_after(&app, ROLE, Some(30)).await.view();
        assert_eq!(changed.dormant_after_days, Some(30));
        let event = app.audit_events().pop().unwrap();
        assert_eq!((event.kind, event.new), (AuditKind::RoleChanged, Some(body)));
        let lba = app.login("lba-nordisk").await;
        let grant = held(&lba, user, ROLE).await;
        assert_eq!((grant.effective, grant.dormant_from), (true, Some(app.now().plus_days(7))));

        sleeps_after(&app, ROLE, None).await;
        assert_eq!(held(&lba, user, ROLE).await.dormant_from, None);
        sleeps_after(&app, ROLE, Some(365)).await;
        assert_eq!(held(&lba, user, ROLE).await.dormant_from, Some(app.now().plus_days(30)));
        app.advance(30 * DAY);
        for days in [None, Some(3650)] {
            sleeps_after(&app, ROLE, days).await;
            let lba = app.login("lba-nordisk").await;
            let asleep = held(&lba, user, ROLE).await;
            assert_eq!((asleep.effective, may_wake(&asleep)), (false, Some((true, None))));
        }
        sleeps_after(&app, ROLE, None).await;
        let lba = app.login("lba-nordisk").await;
        let awake: RoleGrantView = lba.send(waking(grant.id).if_match(1)).await.view();
        assert_eq!((awake.effective, awake.dormant_from), (true, None));
    }

    async fn only_what_makes_sense_is_said_of_dormancy(app: TestApp) {
        for days in [-1, 0, 6, 3651] {
            let problem = sleeps_after(&app, ROLE, Some(days)).await.problem(ProblemKind::InvalidField);
            let error = &problem.errors[0];
            assert_eq!((error.pointer.as_str(), error.code), ("/dormant_after_days", FieldCode::OutOfRange));
        }
        for role in ["Landssupport", "Revisor", "Systemforvalter"] {
            let role = format!("Brugeradministration.{role}");
            let problem = sleeps_after(&app, &role, Some(90)).await.problem(ProblemKind::InvalidField);
            let error = &problem.errors[0];
            assert_eq!((error.pointer.as_str(), error.code), ("/dormant_after_days", FieldCode::Fixed),
                "nobody could wake them");
        }
    }

    async fn what_sleeps_or_soon_will_is_listed_the_longest_asleep_first(app: TestApp) {
        let user = user(&app, "bruger-nordisk").await;
        sleeps_after(&app, ROLE, Some(30)).await;
        app.advance(29 * DAY);
        let lba = app.login("lba-nordisk").await;
        let home = lba.me().await.user.organisation.id;
        let listed = async |days: i64| -> Vec<_> {
            let before = app.now().plus_days(days);
            let list: Page<RoleGrantView> = app.login("lba-nordisk").await
                .get(format!("{GRANTS}?organisation_id={home}&dormant_before={before}&limit=200")).await.view();
            list.items.into_iter().map(|grant| (grant.user.id, grant.effective)).collect()
        };
        assert!(listed(1).await.is_empty(), "not yet");
        assert_eq!(listed(2).await, [(user, true)]);
        let other = json!({ "user_id": app.login("ny-nordisk").await.me().await.user.id, "role": ROLE,
            "organisation_id": home, "reason": "Skal arbejde med annoncer." });
        let other: RoleGrantView = lba.post(GRANTS, &other).await.view();
        app.advance(2 * DAY);
        assert_eq!(listed(1).await, [(user, false)]);
        assert_eq!(listed(30).await, [(user, false), (other.user.id, true)]);
        let page: Page<RoleGrantView> = app.login("lba-nordisk").await.get(format!(
            "{GRANTS}?organisation_id={home}&dormant_before={}&limit=1", app.now().plus_days(30)
        )).await.view();
        let next = format!("{GRANTS}?organisation_id={home}&dormant_before={}&limit=1&cursor={}",
            app.now().plus_days(30), page.next_cursor.unwrap());
        let next: Page<RoleGrantView> = app.login("lba-nordisk").await.get(next).await.view();
        assert_eq!(next.items[0].id, other.id);
    }
}
