//! Rights to administer fall asleep too; a login is their use.

use acceptance::both;
use brugeradm::role_grants::falling_asleep::sweep;
use shared::{
    access_request::AccessRequestView,
    audit::AuditKind,
    desk_task::{DeskTaskQuery, DeskTaskView},
    page::Page,
    role::Authority,
    role_grant::RoleGrantView,
};

use super::{DAY, held, sleeps_after, user, waking};
use crate::{
    lba_coverage::LBA,
    story::{GRANTS, REQUESTS, asking},
};

both! {
    async fn an_lba_who_logs_in_stays_awake_and_one_who_does_not_administers_nothing(app: TestApp) {
        let second = user(&app, "lba2-nordisk").await;
        sleeps_after(&app, LBA, Some(30)).await;
        app.advance(20 * DAY);
        let first = app.login("lba-nordisk").await.me().await.user.id;
        app.advance(20 * DAY);
        let lba = app.login("lba-nordisk").await;
        let grant = held(&lba, first, LBA).await;
        assert_eq!((grant.effective, grant.last_used_at), (true, Some(app.now())));
        assert_eq!(grant.dormant_from, Some(app.now().plus_days(30)));
        let other = app.login("lba2-nordisk").await.me().await;
        assert!(other.administers.is_empty(), "a login wakes nobody");
        let asleep = held(&lba, second, LBA).await;
        assert!(!asleep.effective);
        let awake = lba.send(waking(asleep.id).if_match(asleep.version)).await;
        assert_eq!(awake.status, 200);
        assert_eq!(app.login("lba2-nordisk").await.me().await.administers.len(), 1);
    }

    async fn g9_where_all_lbas_sleep_the_desk_is_told_and_decides(app: TestApp) {
        let lba = user(&app, "lba-fjord").await;
        sleeps_after(&app, LBA, Some(30)).await;
        app.advance(31 * DAY);
        let employee = app.login("ny-fjord").await;
        let request: AccessRequestView = employee.post(REQUESTS, &asking(&employee).await).await.view();
        assert_eq!(request.authority, Authority::Landssupport, "before anything is written down");
        app.forget();
        assert!(sweep(app.database()).await.unwrap() > 0);
        assert_eq!(sweep(app.database()).await.unwrap(), 0, "once");
        let events = app.audit_events();
        let of_lba = |kind| events.iter().find(|event| {
            event.kind == kind && event.subject_id.as_ref().is_none_or(|id| *id == lba.to_string())
        });
        let slept = of_lba(AuditKind::RoleFellAsleep).unwrap();
        assert_eq!(slept.actor_system.as_deref(), Some("sweeper"));
        assert!(slept.new.as_ref().unwrap()["dormant_from"].is_string());
        assert!(app.outbox().iter().any(|message| message.kind == "role_grant.fell_asleep"));
        let desk = app.login("support-1").await;
        let home = employee.me().await.user.organisation.id;
        let tasks = async || -> Vec<DeskTaskView> {
            let query = DeskTaskQuery::default();
            let all = desk.client().list_desk_tasks(&query).await.unwrap().items;
            all.into_iter().filter(|task| task.organisation.id == home).collect()
        };
        assert_eq!(tasks().await.len(), 1);
        assert!(app.login("lba-fjord").await.me().await.administers.is_empty());

        // Two of the desk appoint whom nobody in the company could wake.
        let former = app.login("lba-fjord").await;
        let appointment = crate::first_lba::proposed(&desk, &former).await;
        let confirmation = crate::first_lba::decision(&appointment, "confirmation");
        assert_eq!(app.login("support-2").await.send(confirmation).await.status, 200);
        assert_eq!(former.me().await.administers, [home]);
        assert!(tasks().await[0].settled_at.is_some());
        let grants: Page<RoleGrantView> = former.get(format!("{GRANTS}?user_id={lba}&role={LBA}")).await.view();
        assert_eq!(grants.items.iter().filter(|grant| grant.effective).count(), 1);
    }

    async fn a_request_whose_last_lba_falls_asleep_is_the_desk_s_at_once(app: TestApp) {
        user(&app, "lba-fjord").await;
        sleeps_after(&app, LBA, Some(30)).await;
        let employee = app.login("ny-fjord").await;
        let request: AccessRequestView = employee.post(REQUESTS, &asking(&employee).await).await.view();
        assert_eq!(request.authority, Authority::Lba);
        app.advance(31 * DAY);
        let employee = app.login("ny-fjord").await;
        let at = format!("{REQUESTS}/{}", request.id);
        let read: AccessRequestView = employee.get(&at).await.view();
        assert_eq!((read.authority, read.version), (Authority::Landssupport, 1));
        assert_eq!(app.login("support-1").await.me().await.to_decide, 1);
        sweep(app.database()).await.unwrap();
        let read: AccessRequestView = employee.get(&at).await.view();
        assert_eq!((read.authority, read.version), (Authority::Landssupport, 2), "written down");
    }
}
