//! G1–G8, each by a test that is named after it.

use acceptance::{Call, both};
use brugeradm::db::schema::sessions;
use diesel::prelude::*;
use serde_json::json;
use shared::{
    access_request::AccessRequestView,
    audit::{AuditKind, AuditOutcome},
    problem::ProblemKind,
    role_grant::RoleGrantView,
    rule::Rule,
};

use super::scene::{
    CASE_WORKER, LBA, USERS, WHY, act, change, create, give, grants, home, id, take, virksomhed,
};
use crate::{
    story::{GRANTS, REQUESTS, ROLE, asked, asking, path},
    support_requests::asked_of_the_desk,
};

both! {
    async fn g1_an_lba_acts_in_their_own_organisation_alone(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let stranger = app.login("ny-fjord").await;
        let (nordisk, fjord) = (home(&lba).await, home(&stranger).await);
        let request = asked(&stranger).await;
        give(&lba, id(&stranger).await, ROLE, fjord).await.problem(ProblemKind::NotFound);
        create(&lba, fjord, "ny@fjord.invalid").await.problem(ProblemKind::NotFound);
        act(&lba, &request, "approval").await.problem(ProblemKind::NotFound);
        // The umbrella, and one's own company, are in sight; whose LBA one is decides.
        app.forget();
        let refused = create(&lba, virksomhed(), "ny@fjord.invalid").await.problem(ProblemKind::NotAllowed);
        assert_eq!(refused.rule, Some(Rule::G1));
        assert_eq!((app.only_event().outcome, refused.rule), (AuditOutcome::Refused, Some(Rule::G1)));
        let refused = create(&employee, nordisk, "ny@nordisk.invalid").await.problem(ProblemKind::NotAllowed);
        assert_eq!(refused.rule, Some(Rule::G1));
        assert_eq!(create(&lba, nordisk, "ny@nordisk.invalid").await.status, 201);
    }

    async fn g2_an_lba_gives_the_roles_whose_rule_says_lba_and_no_others(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let colleague = create(&lba, home(&lba).await, "ny@aarhus.invalid").await.body["id"].clone();
        let colleague = colleague.as_str().unwrap().parse().unwrap();
        let aarhus = home(&lba).await;
        give(&lba, colleague, ROLE, virksomhed()).await.problem(ProblemKind::LandssupportOnly);
        for role in ["Brugeradministration.Landssupport", "Brugeradministration.Revisor"] {
            give(&lba, colleague, role, aarhus).await.problem(ProblemKind::RoleNotGrantable);
        }
        app.forget();
        give(&lba, colleague, CASE_WORKER, aarhus).await.view::<RoleGrantView>();
        assert_eq!(app.only_event().kind, AuditKind::RoleGranted);
        give(&lba, colleague, LBA, aarhus).await.view::<RoleGrantView>();
    }

    async fn g3_what_is_the_desk_s_is_decided_given_and_taken_by_the_desk_alone(app: TestApp) {
        let (lba, desk) = (app.login("lba-nordisk").await, app.login("support-1").await);
        let second = app.login("lba2-nordisk").await;
        // With no other LBA left to decide it, a request of one about the other is the desk's.
        let mut about = asking(&lba).await;
        about["subject_id"] = json!(id(&second).await);
        let request: AccessRequestView = lba.post(REQUESTS, &about).await.view();
        let third = id(&app.login("ny-nordisk").await).await;
        give(&lba, third, LBA, home(&lba).await).await.view::<RoleGrantView>();
        app.forget();
        let refused = act(&app.login("ny-nordisk").await, &request, "approval").await
            .problem(ProblemKind::LandssupportOnly);
        assert_eq!(refused.rule, Some(Rule::G3));
        assert_eq!(app.audit_events().last().unwrap().outcome, AuditOutcome::Refused);
        assert_eq!(act(&desk, &request, "approval").await.status, 200);
        let other_desk = id(&app.login("support-2").await).await;
        let held = grants(&desk, other_desk).await.remove(0);
        take(&app.login("forvalter").await, &held).await.problem(ProblemKind::NotFound);
        take(&app.login("revisor").await, &held).await.problem(ProblemKind::NotAllowed);
        assert_eq!(take(&desk, &held).await.status, 200, "a role without rules is the desk's to take");
    }

    async fn g4_nobody_decides_gives_or_takes_for_themself(app: TestApp) {
        let (lba, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let (own, nordisk) = (id(&lba).await, home(&lba).await);
        app.forget();
        let refused = give(&lba, own, ROLE, nordisk).await.problem(ProblemKind::OwnAccount);
        assert_eq!(refused.rule, Some(Rule::G4));
        assert_eq!(app.only_event().rule, Some(Rule::G4));
        let held = grants(&lba, own).await.remove(0);
        take(&lba, &held).await.problem(ProblemKind::OwnAccount);
        change(&lba, own, "deactivation").await.problem(ProblemKind::OwnAccount);
        let request = asked(&lba).await;
        for what in ["approval", "rejection", "claim"] {
            let refused = act(&lba, &request, what).await.problem(ProblemKind::OwnRequest);
            assert_eq!(refused.rule, Some(Rule::G4), "{what}");
        }
        let hand = Call::post(path(&request, "handover")).json(&json!({ "to": own })).if_match(request.version);
        let refused = second.send(hand).await.problem(ProblemKind::ReceiverCannotDecide);
        assert_eq!(refused.rule, Some(Rule::G4));
        assert_eq!(act(&second, &request, "approval").await.status, 200);
    }

    async fn g5_a_program_asks_within_its_scopes_and_never_decides(app: TestApp) {
        let (employee, lba) = (app.login("ny-nordisk").await, app.login("lba-nordisk").await);
        let request = asked(&lba).await;
        let mut body = asking(&employee).await;
        body["subject_id"] = json!(id(&employee).await);
        let check = app.program_token("access:check").await;
        let create = app.program_token("requests:create").await;
        let call = |token: &str, call: Call| call.bearer(token).without_origin();
        let refused = app.send(call(&check, Call::post(REQUESTS).json(&body))).await
            .problem(ProblemKind::InsufficientScope);
        assert_eq!(refused.rule, Some(Rule::G5));
        let approval = Call::post(path(&request, "approval")).json(&json!({})).if_match(request.version);
        for token in [&check, &create] {
            app.send(call(token, approval.clone())).await.problem(ProblemKind::NotFound);
            let give = json!({ "user_id": id(&employee).await, "role": ROLE, "organisation_id": home(&lba).await, "reason": WHY });
            app.send(call(token, Call::post(GRANTS).json(&give))).await.problem(ProblemKind::NotFound);
            let new = Call::post("/api/v1/organisations").json(&json!({
                "kind": "virksomhed", "name": "Ny ApS", "cvr": "12345674",
            }));
            app.send(call(token, new)).await.problem(ProblemKind::ProgramsNeverDecide);
        }
        let sent: AccessRequestView = app.send(call(&create, Call::post(REQUESTS).json(&body))).await.view();
        assert_eq!((sent.requested_by.id, sent.subject.id), (id(&employee).await, id(&employee).await));
    }

    async fn g6_only_who_exists_and_is_active_is_given_anything(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let (to, nordisk) = (id(&employee).await, home(&lba).await);
        let request = asked(&employee).await;
        assert_eq!(change(&lba, to, "deactivation").await.status, 200);
        employee.get("/api/v1/me").await.problem(ProblemKind::Unauthenticated);
        app.forget();
        let refused = give(&lba, to, ROLE, nordisk).await.problem(ProblemKind::SubjectInactive);
        assert_eq!(refused.rule, Some(Rule::G6));
        assert_eq!(app.only_event().rule, Some(Rule::G6));
        let refused = act(&lba, &request, "approval").await.problem(ProblemKind::SubjectInactive);
        assert_eq!(refused.rule, Some(Rule::G6));
        let other = json!({ "action": "grant", "role": LBA, "subject_id": to, "organisation_id": nordisk, "justification": WHY });
        lba.post(REQUESTS, &other).await.problem(ProblemKind::SubjectInactive);
        assert_eq!(change(&lba, to, "reactivation").await.status, 200);
        assert_eq!(act(&lba, &request, "approval").await.status, 200);
    }

    async fn g7_a_role_is_held_only_where_and_by_whom_its_rule_says(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let (to, nordisk) = (id(&employee).await, home(&lba).await);
        app.forget();
        let refused = give(&lba, to, ROLE, virksomhed()).await.problem(ProblemKind::RoleNotGrantable);
        assert_eq!(refused.rule, Some(Rule::G7), "held at home, not on the umbrella");
        assert_eq!(app.only_event().rule, Some(Rule::G7));
        give(&lba, to, CASE_WORKER, nordisk).await.problem(ProblemKind::RoleNotGrantable);
        let mut body = asking(&employee).await;
        body["organisation_id"] = json!(virksomhed());
        employee.post(REQUESTS, &body).await.problem(ProblemKind::RoleNotGrantable);
        give(&lba, to, ROLE, nordisk).await.view::<RoleGrantView>();
    }

    async fn g8_whoever_acts_for_others_has_logged_in_strongly_enough(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let request = asked(&employee).await;
        let (to, nordisk) = (id(&employee).await, home(&lba).await);
        let own = id(&lba).await.to_string();
        let set = |assurance: &'static str| {
            diesel::update(sessions::table.filter(sessions::user_id.eq(&own)))
                .set(sessions::assurance.eq(assurance))
                .execute(&mut app.connection())
                .unwrap()
        };
        set("low");
        app.forget();
        let refused = give(&lba, to, ROLE, nordisk).await.problem(ProblemKind::AssuranceTooLow);
        assert_eq!(refused.rule, Some(Rule::G8));
        assert_eq!(refused.next_step.unwrap().href, "/auth/login?return_to=/");
        assert_eq!(app.only_event().rule, Some(Rule::G8));
        act(&lba, &request, "approval").await.problem(ProblemKind::AssuranceTooLow);
        create(&lba, nordisk, "ny@nordisk.invalid").await.problem(ProblemKind::AssuranceTooLow);
        assert_eq!(lba.get(format!("{USERS}/{to}")).await.status, 200, "looking is allowed");
        set("substantial");
        assert_eq!(act(&lba, &request, "approval").await.status, 200);
    }

    async fn g3_a_support_request_in_a_kommune_is_the_desk_s_to_decide(app: TestApp) {
        let (lba, employee) = (app.login("lba-aarhus").await, app.login("sagsbehandler-aarhus").await);
        let request = asked_of_the_desk(&lba, &employee, "grant").await;
        create(&lba, home(&lba).await, "emil.thorup@aarhus-kommune.example").await;
        let colleague = app.login("ny-aarhus").await;
        give(&lba, id(&colleague).await, LBA, home(&lba).await).await.view::<RoleGrantView>();
        let queue = format!("{REQUESTS}?queue=to_decide");
        let waiting = colleague.get(&queue).await.body;
        assert_eq!(waiting["items"], json!([]), "another LBA of the kommune decides nothing here");
        app.forget();
        let refused = act(&colleague, &request, "approval").await.problem(ProblemKind::LandssupportOnly);
        assert_eq!((refused.rule, app.only_event().rule), (Some(Rule::G3), Some(Rule::G3)));
        let desk = app.login("support-1").await;
        let waiting = desk.get(&queue).await.body;
        assert_eq!(waiting["items"][0]["id"], json!(request.id));
        assert_eq!(act(&desk, &request, "approval").await.status, 200);
    }
}
