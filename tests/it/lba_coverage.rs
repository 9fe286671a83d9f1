//! An organisation's LBAs over time: their loss is noticed (G9), and what only they could decide
//! is decided by Landssupporten from then on (G10).

use acceptance::{Call, Person, TestApp, both};
use brugeradm::access_requests::sweeping::sweep;
use serde_json::json;
use shared::{
    access_request::{AccessRequestView, RequestState},
    audit::AuditKind,
    desk_task::{DeskTaskQuery, DeskTaskView},
    page::Page,
    problem::ProblemKind,
    role::Authority,
    role_grant::RoleGrantView,
};

use crate::story::{GRANTS, REQUESTS, asked, asking, path};

pub(crate) const LBA: &str = "Brugeradministration.LBA";
const WHY: &str = "Overtager som lokal brugeransvarlig.";

async fn tasks(reader: &Person) -> Vec<DeskTaskView> {
    let query = DeskTaskQuery::default();
    reader.client().list_desk_tasks(&query).await.unwrap().items
}

/// Makes somebody LBA, until so many days from now.
async fn lba_for(app: &TestApp, by: &Person, of: &Person, days: Option<i64>) -> RoleGrantView {
    let user = of.me().await.user;
    let body = json!({
        "user_id": user.id, "role": LBA, "organisation_id": user.organisation.id, "reason": WHY,
        "valid_until": days.map(|days| app.now().plus_days(days)),
    });
    by.post(GRANTS, &body).await.view()
}

/// Takes the LBA role from somebody.
async fn take_lba(by: &Person, from: &Person) -> acceptance::Reply {
    let id = from.me().await.user.id;
    let list: Page<RoleGrantView> = by
        .get(format!("{GRANTS}?user_id={id}&role={LBA}"))
        .await
        .view();
    let grant = list.items.iter().find(|grant| grant.effective).unwrap();
    let call = Call::post(format!("{GRANTS}/{}/revocation", grant.id));
    by.send(
        call.json(&json!({ "reason": "Er ikke længere lokal brugeransvarlig." }))
            .if_match(grant.version),
    )
    .await
}

/// Fjordcafeen's one LBA hands over to an employee, for ten days only.
async fn handed_over(app: &TestApp) -> Person {
    let (first, next) = (app.login("lba-fjord").await, app.login("ny-fjord").await);
    lba_for(app, &first, &next, Some(10)).await;
    assert_eq!(take_lba(&next, &first).await.status, 200);
    next
}

fn kinds(app: &TestApp) -> Vec<AuditKind> {
    let mut kinds: Vec<_> = app
        .audit_events()
        .into_iter()
        .map(|event| event.kind)
        .collect();
    kinds.retain(|kind| *kind != AuditKind::LoggedIn);
    kinds.sort();
    kinds
}

both! {
    async fn what_leaves_only_lbas_whose_time_ends_tells_the_desk_from_when(app: TestApp) {
        let (first, next) = (app.login("lba-fjord").await, app.login("ny-fjord").await);
        let desk = app.login("support-1").await;
        lba_for(&app, &first, &next, Some(10)).await;
        assert!(tasks(&desk).await.is_empty(), "one without end is left");
        app.forget();
        assert_eq!(take_lba(&next, &first).await.status, 200);
        assert_eq!(kinds(&app), [AuditKind::RoleRevoked, AuditKind::DeskTaskRaised], "in the same transaction");
        let told: Vec<_> = app.outbox().into_iter().map(|message| message.kind).collect();
        assert!(told.contains(&"desk_task.raised".to_owned()), "{told:?}");

        let raised = tasks(&desk).await;
        assert_eq!(raised.len(), 1);
        assert_eq!((raised[0].due_at, raised[0].is_due), (app.now().plus_days(10), false));
        assert_eq!(raised[0].organisation.name, "Fjordcafeen ApS");
        assert_eq!(tasks(&next).await, raised, "the organisation's own LBA is warned");
        let me = next.me().await;
        assert_eq!((me.lbas, me.lbas_until), (1, Some(raised[0].due_at)));
        assert!(tasks(&app.login("lba-nordisk").await).await.is_empty());
        assert!(tasks(&first).await.is_empty(), "who is no LBA any more sees nothing of it");

        app.advance(11 * 86_400);
        let desk = app.login("support-1").await;
        assert!(tasks(&desk).await[0].is_due, "nothing had to happen for that");
        assert_eq!(app.login("ny-fjord").await.me().await.lbas, 0);
    }

    async fn the_task_is_settled_in_the_transaction_that_makes_an_lba_who_lasts(app: TestApp) {
        let next = handed_over(&app).await;
        let former = app.login("lba-fjord").await;
        let desk = app.login("support-1").await;
        app.forget();
        lba_for(&app, &next, &former, Some(30)).await;
        assert_eq!(kinds(&app), [AuditKind::RoleGranted, AuditKind::DeskTaskRaised], "it is due later");
        assert_eq!(tasks(&desk).await[0].due_at, app.now().plus_days(30));
        let grant: Page<RoleGrantView> =
            next.get(format!("{GRANTS}?user_id={}&role={LBA}&as_of={}", former.me().await.user.id, app.now())).await.view();
        let extension = Call::post(format!("{GRANTS}/{}/extension", grant.items[0].id)).if_match(1);
        let extended = next.send(extension.json(&json!({ "reason": WHY }))).await;
        assert_eq!(extended.status, 201);
        assert_eq!(kinds(&app), [AuditKind::RoleExtended, AuditKind::DeskTaskSettled]);
        let settled = tasks(&desk).await;
        assert_eq!((settled.len(), settled[0].settled_at), (1, Some(app.now())));
        let open: Page<DeskTaskView> = desk.get("/api/v1/desk-tasks?state=open").await.view();
        assert!(open.items.is_empty());
        assert_eq!(next.me().await.lbas_until, None);
    }

    async fn the_desk_gives_an_lba_to_an_organisation_whose_last_one_s_time_is_over(app: TestApp) {
        handed_over(&app).await;
        app.advance(11 * 86_400);
        let (employee, desk) = (app.login("ny-fjord").await, app.login("support-1").await);
        let mut body = asking(&employee).await;
        body["role"] = json!(LBA);
        let request: AccessRequestView = employee.post(REQUESTS, &body).await.view();
        assert_eq!(request.authority, Authority::Landssupport, "born there (G10)");
        app.forget();
        let approval = Call::post(path(&request, "approval")).json(&json!({})).if_match(1);
        desk.send(approval).await.problem(ProblemKind::TwoPersonsNeeded);
        let appointment = crate::first_lba::proposed(&desk, &employee).await;
        app.forget();
        let confirmation = crate::first_lba::decision(&appointment, "confirmation");
        assert_eq!(app.login("support-2").await.send(confirmation).await.status, 200);
        let told = kinds(&app);
        for kind in [
            AuditKind::AccessRequestApproved,
            AuditKind::DeskTaskSettled,
            AuditKind::LbaAppointmentConfirmed,
        ] {
            assert!(told.contains(&kind), "{kind}: {told:?}");
        }
        assert_eq!(tasks(&desk).await[0].settled_at, Some(app.now()));
    }

    async fn an_lba_who_is_stopped_or_back_changes_what_the_desk_is_told(app: TestApp) {
        let (first, next) = (app.login("lba-fjord").await, app.login("ny-fjord").await);
        lba_for(&app, &first, &next, Some(10)).await;
        let (desk, user) = (app.login("support-1").await, first.me().await.user.id);
        let change = async |by: &Person, what: &str| {
            let version = by.client().read_user(user).await.unwrap().version;
            let call = Call::post(format!("/api/v1/users/{user}/{what}")).if_match(version);
            assert_eq!(by.send(call.json(&json!({ "reason": "På orlov i en periode." }))).await.status, 200);
        };
        app.forget();
        change(&next, "deactivation").await;
        assert_eq!(kinds(&app), [AuditKind::UserDeactivated, AuditKind::DeskTaskRaised]);
        change(&next, "reactivation").await;
        assert_eq!(kinds(&app), [AuditKind::UserReactivated, AuditKind::DeskTaskSettled]);
        assert!(tasks(&desk).await.iter().all(|task| task.settled_at.is_some()));
    }

    async fn a_request_whose_last_decider_s_time_is_over_is_the_desk_s_at_once(app: TestApp) {
        let next = handed_over(&app).await;
        let former = app.login("lba-fjord").await;
        let request = asked(&former).await;
        assert_eq!((request.authority, request.deciders.len()), (Authority::Lba, 1));
        let refused = app.login("support-1").await;
        let approval = Call::post(path(&request, "approval")).json(&json!({})).if_match(1);
        refused.send(approval.clone()).await.problem(ProblemKind::LbaOnly);
        assert_eq!(next.me().await.to_decide, 1);

        app.advance(11 * 86_400);
        let (desk, former) = (app.login("support-1").await, app.login("lba-fjord").await);
        assert_eq!(desk.me().await.to_decide, 1, "before anything has written it down");
        let queue: Page<AccessRequestView> = desk.get(format!("{REQUESTS}?queue=to_decide")).await.view();
        assert_eq!(queue.items.iter().map(|one| one.id).collect::<Vec<_>>(), [request.id]);
        for authority in [Authority::Lba, Authority::Landssupport] {
            let list: Page<AccessRequestView> = desk.get(format!("{REQUESTS}?authority={authority}")).await.view();
            assert_eq!(list.items.len(), usize::from(authority == Authority::Landssupport), "{authority}");
        }
        let read: AccessRequestView = former.get(format!("{REQUESTS}/{}", request.id)).await.view();
        assert_eq!((read.authority, read.version), (Authority::Landssupport, 1));
        app.forget();
        let approved: AccessRequestView = desk.send(approval).await.view();
        assert_eq!((approved.state, approved.authority), (RequestState::Approved, Authority::Landssupport));
        assert_eq!(kinds(&app), [AuditKind::AccessRequestApproved, AuditKind::AccessRequestMovedToDesk]);
        let read: AccessRequestView = former.get(format!("{REQUESTS}/{}", request.id)).await.view();
        assert_eq!(read.authority, Authority::Landssupport, "written down with the decision");
    }

    async fn what_time_has_done_to_requests_is_written_down_once(app: TestApp) {
        handed_over(&app).await;
        let request = asked(&app.login("lba-fjord").await).await;
        assert_eq!(sweep(app.database()).await.unwrap(), 0, "somebody can decide it still");
        app.advance(11 * 86_400);
        app.forget();
        let (one, other) = tokio::join!(sweep(app.database()), sweep(app.database()));
        assert_eq!(one.unwrap() + other.unwrap(), 1, "two nodes, one move");
        assert_eq!(sweep(app.database()).await.unwrap(), 0);
        let event = app.only_event();
        assert_eq!((event.kind, event.actor_system.as_deref()), (AuditKind::AccessRequestMovedToDesk, Some("sweeper")));
        assert_eq!(event.request_id, Some(request.id.to_string()));
        let desk = app.login("support-1").await;
        let moved: AccessRequestView = desk.get(format!("{REQUESTS}/{}", request.id)).await.view();
        assert_eq!((moved.authority, moved.version), (Authority::Landssupport, 2));
    }

    async fn an_organisation_out_of_use_lacks_no_lba_and_its_requests_go_to_the_desk(app: TestApp) {
        let next = handed_over(&app).await;
        let request = asked(&app.login("lba-fjord").await).await;
        let (desk, organisation) = (app.login("support-1").await, next.me().await.user.organisation.id);
        let switch = async |active: bool| {
            let read = desk.client().read_organisation(organisation).await.unwrap();
            let call = Call::patch(format!("/api/v1/organisations/{organisation}"));
            assert_eq!(desk.send(call.json(&json!({ "active": active })).if_match(read.version)).await.status, 200);
        };
        app.forget();
        switch(false).await;
        assert_eq!(kinds(&app), [AuditKind::OrganisationChanged, AuditKind::AccessRequestMovedToDesk,
            AuditKind::DeskTaskSettled]);
        let read: AccessRequestView = desk.get(format!("{REQUESTS}/{}", request.id)).await.view();
        assert_eq!(read.authority, Authority::Landssupport);
        switch(true).await;
        assert_eq!(kinds(&app), [AuditKind::OrganisationChanged, AuditKind::DeskTaskRaised]);
    }
}
