//! R1–R9, each by a test that is named after it.

use acceptance::{Call, both};
use serde_json::json;
use shared::{
    access_request::{AccessRequestView, RequestState},
    audit::{AuditKind, AuditOutcome},
    organisation::Administration,
    problem::ProblemKind,
    role::Authority,
    role_grant::{GrantSource, RoleGrantView},
    rule::Rule,
    session::Action,
};

use super::scene::{
    CASE_WORKER, USERS, WHY, act, change, create, give, grants, home, id, take, virksomhed,
};
use crate::{
    story::{GRANTS, REQUESTS, ROLE, asked, asking},
    support_requests::asked_of_the_desk,
};

both! {
    async fn r1_a_new_user_asks_for_access_and_who_had_it_keeps_it(app: TestApp) {
        let new = app.login("ny-nordisk").await;
        assert!(grants(&new, id(&new).await).await.is_empty(), "a login gives nothing");
        let request = asked(&new).await;
        assert_eq!((request.state, request.authority), (RequestState::Open, Authority::Lba));
        assert!(grants(&new, id(&new).await).await.is_empty(), "nor does asking");
        let known = app.login("bruger-nordisk").await;
        let kept = grants(&known, id(&known).await).await;
        let kept = kept.iter().find(|grant| grant.role == ROLE).unwrap();
        assert_eq!((kept.source, kept.effective), (GrantSource::Import, true));
    }

    async fn r2_in_a_virksomhed_its_lba_gives_the_access_and_landssupporten_does_not(app: TestApp) {
        let (lba, desk) = (app.login("lba-nordisk").await, app.login("support-1").await);
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        let to = id(&employee).await;
        app.forget();
        let refused = give(&desk, to, ROLE, home(&lba).await).await.problem(ProblemKind::LbaOnly);
        assert_eq!(refused.rule, Some(Rule::R2));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome, event.rule),
            (AuditKind::RoleGranted, AuditOutcome::Refused, Some(Rule::R2)));
        let refused = act(&desk, &request, "approval").await.problem(ProblemKind::LbaOnly);
        assert_eq!(refused.rule, Some(Rule::R2));
        let approved: AccessRequestView = act(&lba, &request, "approval").await.view();
        assert_eq!(approved.state, RequestState::Approved);
        assert!(grants(&lba, to).await.iter().any(|grant| grant.role == ROLE && grant.effective));
    }

    async fn r3_users_of_a_kommune_are_its_lba_s_to_create_in_its_module(app: TestApp) {
        let (lba, desk) = (app.login("lba-aarhus").await, app.login("support-1").await);
        let aarhus = home(&lba).await;
        assert_eq!(lba.me().await.administration, Administration::Arbejdsmarkedsportalen);
        let refused = app.try_login("ny-aarhus").await.err().unwrap();
        assert!(refused.header("location").is_none_or(|to| to.contains("not-created-yet")), "{refused:?}");
        let refused = create(&desk, aarhus, "ny@aarhus.invalid").await.problem(ProblemKind::LbaOnly);
        assert_eq!(refused.rule, Some(Rule::R3));
        app.forget();
        assert_eq!(create(&lba, aarhus, "ny@aarhus.invalid").await.status, 201);
        assert_eq!(app.only_event().kind, AuditKind::UserCreated);
        let worker = id(&app.login("sagsbehandler-aarhus").await).await;
        let stop = Call::post(format!("{USERS}/{worker}/deactivation")).json(&json!({ "reason": WHY })).if_match(1);
        let refused = desk.send(stop).await.problem(ProblemKind::LbaOnly);
        assert_eq!(refused.rule, Some(Rule::R3));
        assert_eq!(change(&lba, worker, "deactivation").await.status, 200);
    }

    async fn r4_only_landssupporten_gives_and_takes_the_role_on_virksomhed(app: TestApp) {
        let desk = app.login("support-1").await;
        for (lba, employee) in [("lba-aarhus", "sagsbehandler-aarhus"), ("lba-3f", "medarbejder-3f")] {
            let (lba, employee) = (app.login(lba).await, app.login(employee).await);
            let to = id(&employee).await;
            give(&lba, to, ROLE, virksomhed()).await.problem(ProblemKind::LandssupportOnly);
            give(&desk, to, ROLE, home(&lba).await).await.problem(ProblemKind::RoleNotGrantable);
            app.forget();
            let grant: RoleGrantView = give(&desk, to, ROLE, virksomhed()).await.view();
            assert_eq!(app.only_event().kind, AuditKind::RoleGranted);
            assert_eq!((grant.source, grant.organisation.id), (GrantSource::Landssupport, virksomhed()));
            take(&lba, &grant).await.problem(ProblemKind::LandssupportOnly);
            let taken: RoleGrantView = take(&desk, &grant).await.view();
            assert!(taken.revoked.is_some());
        }
    }

    async fn r5_the_lba_is_told_why_not_and_led_to_the_support_request(app: TestApp) {
        let lba = app.login("lba-3f").await;
        let to = id(&app.login("medarbejder-3f").await).await;
        let body = json!({ "user_id": to, "role": ROLE, "organisation_id": virksomhed(), "reason": WHY });
        let mut said = Vec::new();
        for language in ["da", "en"] {
            let call = Call::post(GRANTS).json(&body).header("Accept-Language", language);
            let refused = lba.send(call).await.problem(ProblemKind::LandssupportOnly);
            let step = refused.next_step.unwrap();
            let query = format!("bruger={to}&rolle={ROLE}&organisation={}", virksomhed());
            assert_eq!(step.href, format!("/supportanmodning?{query}"));
            assert_eq!(refused.rule, Some(Rule::G3), "R5 says how, G3 that");
            said.push((refused.detail, step.text));
        }
        assert!(said[0].0 != said[1].0 && said[0].1 != said[1].1, "{said:?}");
        let request = json!({
            "action": "grant", "role": ROLE, "subject_id": to, "organisation_id": virksomhed(),
            "justification": WHY,
        });
        assert_eq!(lba.post(REQUESTS, &request).await.status, 201, "what the link fills in can be sent");
    }

    async fn r6_a_support_request_wants_the_user_to_be_created_first(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let mut request = json!({
            "action": "grant", "role": ROLE, "organisation_id": virksomhed(),
            "subject_id": "01977000-0000-7000-8000-00000000dead", "justification": WHY,
        });
        app.forget();
        let refused = lba.post(REQUESTS, &request).await.problem(ProblemKind::CreateUserFirst);
        assert_eq!(refused.rule, Some(Rule::R6));
        assert_eq!(refused.next_step.unwrap().href,
            "/brugere/opret?tilbage=%2Fsupportanmodning%3Frolle%3DJobAG.Virksomhedsbruger");
        assert_eq!(app.only_event().rule, Some(Rule::R6));
        let created = create(&lba, home(&lba).await, "ny@aarhus.invalid").await;
        request["subject_id"] = created.body["id"].clone();
        let sent: AccessRequestView = lba.post(REQUESTS, &request).await.view();
        assert_eq!(sent.authority, Authority::Landssupport);
    }

    async fn r7_landssupporten_s_decision_gives_the_role_and_tells_of_it_at_once(app: TestApp) {
        let (lba, desk) = (app.login("lba-aarhus").await, app.login("support-1").await);
        let employee = app.login("sagsbehandler-aarhus").await;
        let request = asked_of_the_desk(&lba, &employee, "grant").await;
        let other = app.login("lba-nordisk").await;
        act(&other, &request, "approval").await.problem(ProblemKind::NotFound);
        act(&lba, &request, "approval").await.problem(ProblemKind::OwnRequest);
        app.forget();
        let approved: AccessRequestView = act(&desk, &request, "approval").await.view();
        let decision = approved.decision.unwrap();
        let held = grants(&lba, id(&employee).await).await;
        let grant = held.iter().find(|grant| grant.role == ROLE).unwrap();
        assert_eq!((Some(grant.id), grant.granted_at, grant.effective), (decision.grant_id, decision.at, true));
        let event = app.only_event();
        assert_eq!((event.kind, event.grant_id), (AuditKind::AccessRequestApproved, Some(grant.id.to_string())));
        assert_eq!(app.outbox()[0].kind, "access_request.approved");
    }

    async fn r8_the_lba_reads_the_role_on_the_user_locked_with_the_reason(app: TestApp) {
        let (lba, desk) = (app.login("lba-aarhus").await, app.login("support-1").await);
        let employee = id(&app.login("sagsbehandler-aarhus").await).await;
        give(&desk, employee, ROLE, virksomhed()).await.view::<RoleGrantView>();
        let held = grants(&lba, employee).await;
        let lock = |role: &str| {
            let grant = held.iter().find(|grant| grant.role == role).unwrap();
            let revoke = grant.allowed_actions.iter().find(|one| one.action == Action::RevokeRole).unwrap();
            (revoke.allowed, revoke.code, revoke.reason.clone())
        };
        let (allowed, code, reason) = lock(ROLE);
        assert_eq!((allowed, code), (false, Some(ProblemKind::LandssupportOnly)));
        assert!(reason.is_some_and(|reason| reason.contains("Landssupporten")));
        assert_eq!(lock(CASE_WORKER), (true, None, None));
        assert!(grants(&app.login("lba-3f").await, employee).await.is_empty(), "no other LBA reads it");
    }

    async fn r9_a_kind_that_has_moved_is_changed_in_the_new_module_alone(app: TestApp) {
        let (lba, administrator) = (app.login("lba-aarhus").await, app.login("forvalter").await);
        let move_kommuner = json!({ "kind": "kommune", "reason": "Modulet udfases i denne måned." });
        let cutovers = "/api/v1/administrations/cutovers";
        lba.post(cutovers, &move_kommuner).await.problem(ProblemKind::NotAllowed);
        let before = lba.me().await.roles;
        let rehearsed = administrator.post(format!("{cutovers}?dry_run=true"), &move_kommuner).await;
        assert_eq!((rehearsed.status, &rehearsed.body["rights"]["equal"]), (200, &json!(true)));
        assert_eq!(administrator.post(cutovers, &move_kommuner).await.status, 201);
        assert_eq!(lba.me().await.roles, before, "nobody gains or loses by it");
        let body = json!({ "name": "Ny Bruger", "email": "ny@aarhus.invalid", "organisation_id": home(&lba).await });
        let create = |module: &str| Call::post("/api/v1/users").json(&body).header("Administration", module);
        let refused = lba.send(create("arbejdsmarkedsportalen")).await.problem(ProblemKind::MovedToStar);
        assert_eq!((refused.rule, refused.next_step.is_some()), (Some(Rule::R9), true));
        assert_eq!(lba.send(create("star")).await.status, 201);
    }

    async fn r2_asking_in_a_virksomhed_is_asking_its_own_lbas(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let body = asking(&employee).await;
        let request: AccessRequestView = employee.post(REQUESTS, &body).await.view();
        let names: Vec<_> = request.deciders.iter().map(|one| one.id).collect();
        assert_eq!(names.len(), 2);
        assert!(names.contains(&id(&app.login("lba-nordisk").await).await));
    }
}
