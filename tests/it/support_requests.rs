//! R4–R8: the role that only Landssupporten gives, and the request that leads there.

use acceptance::{Call, Person, both};
use serde_json::{Value, json};
use shared::{
    access_request::{AccessRequestView, RequestState},
    audit::{AuditKind, AuditOutcome},
    id::{OrganisationId, UserId},
    organisation::OrganisationView,
    page::Page,
    problem::ProblemKind,
    role::Authority,
    role_grant::{GrantSource, RoleGrantView},
    rule::Rule,
};

use crate::story::{GRANTS, REQUESTS, ROLE, path};

async fn umbrella(person: &Person) -> OrganisationId {
    let found: Page<OrganisationView> = person
        .get("/api/v1/organisations?q=Virksomhed")
        .await
        .view();
    found
        .items
        .iter()
        .find(|one| one.name == "Virksomhed")
        .unwrap()
        .id
}

fn support_request(subject: UserId, organisation: OrganisationId) -> Value {
    json!({
        "action": "grant", "role": ROLE, "subject_id": subject, "organisation_id": organisation,
        "justification": "Skal formidle stillinger for virksomheder.", "case_reference": "SAG-17",
    })
}

/// A support request of an LBA, about `employee`: that they be given the role, or that it be taken.
pub(crate) async fn asked_of_the_desk(
    lba: &Person,
    employee: &Person,
    action: &str,
) -> AccessRequestView {
    let mut body = support_request(employee.me().await.user.id, umbrella(lba).await);
    body["action"] = json!(action);
    lba.post(REQUESTS, &body).await.view()
}

both! {
    async fn a_removal_of_a_desk_role_is_asked_of_the_desk_which_takes_it_in_the_same_breath(app: TestApp) {
        for (lba, employee) in [("lba-aarhus", "sagsbehandler-aarhus"), ("lba-3f", "medarbejder-3f")] {
            let (lba, employee) = (app.login(lba).await, app.login(employee).await);
            let desk = app.login("support-1").await;
            let body = support_request(employee.me().await.user.id, umbrella(&lba).await);
            let mut removal = body.clone();
            removal["action"] = json!("revoke");
            lba.post(REQUESTS, &removal).await.problem(ProblemKind::NotHeld);
            let given = asked_of_the_desk(&lba, &employee, "grant").await;
            let approval = |request: &AccessRequestView| {
                Call::post(path(request, "approval")).json(&json!({})).if_match(request.version)
            };
            desk.send(approval(&given)).await.view::<AccessRequestView>();
            // The LBA asks once, the employee themself the other time.
            let who = if lba.me().await.user.organisation.cvr.as_deref() == Some("20815116") { &employee } else { &lba };
            let request: AccessRequestView = who.post(REQUESTS, &removal).await.view();
            assert_eq!((request.authority, request.action.as_str()), (Authority::Landssupport, "revoke"));
            lba.send(approval(&request)).await;
            app.forget();
            let approved: AccessRequestView = desk.send(approval(&request)).await.view();
            assert_eq!(approved.state, RequestState::Approved);
            let event = app.only_event();
            assert_eq!((event.kind, event.grant_id.is_some()), (AuditKind::AccessRequestApproved, true));
            let held: Page<RoleGrantView> = lba.get(format!("{GRANTS}?user_id={}", request.subject.id)).await.view();
            let grant = held.items.iter().find(|grant| grant.role == ROLE).unwrap();
            assert!(!grant.effective && grant.revoked.is_some());
        }
    }

    async fn an_employee_of_a_company_asks_their_lba_to_be_rid_of_a_role(app: TestApp) {
        let employee = app.login("bruger-nordisk").await;
        let home = employee.me().await.user.organisation.id;
        let body = json!({
            "action": "revoke", "role": ROLE, "organisation_id": home,
            "justification": "Jeg arbejder ikke med stillinger mere.",
        });
        let request: AccessRequestView = employee.post(REQUESTS, &body).await.view();
        assert_eq!(request.authority, Authority::Lba);
        let approval = Call::post(path(&request, "approval")).json(&json!({})).if_match(1);
        let approved: AccessRequestView = app.login("lba-nordisk").await.send(approval).await.view();
        assert_eq!(approved.state, RequestState::Approved);
        let left = employee.me().await.roles;
        assert!(left.iter().all(|held| held.role != ROLE));
    }

    async fn an_lba_of_a_kommune_or_a_kasse_is_led_to_landssupporten_who_gives_the_role(app: TestApp) {
        for (lba, subject) in [("lba-aarhus", "sagsbehandler-aarhus"), ("lba-3f", "medarbejder-3f")] {
            let (lba, subject) = (app.login(lba).await, app.login(subject).await.me().await.user);
            let desk = app.login("support-1").await;
            let place = umbrella(&lba).await;
            app.forget();
            let direct = json!({
                "user_id": subject.id, "role": ROLE, "organisation_id": place,
                "reason": "Skal bruge JobAG i arbejdet.",
            });
            let problem = lba.post(GRANTS, &direct).await.problem(ProblemKind::LandssupportOnly);
            assert_eq!(problem.rule, Some(Rule::G3));
            assert!(problem.next_step.unwrap().href.contains(&subject.id.to_string()));
            let event = app.only_event();
            assert_eq!((event.kind, event.outcome), (AuditKind::RoleGranted, AuditOutcome::Refused));

            let body = support_request(subject.id, place);
            let request: AccessRequestView = lba.post(REQUESTS, &body).await.view();
            assert_eq!(request.authority, Authority::Landssupport);
            let approval = Call::post(path(&request, "approval")).json(&json!({})).if_match(1);
            lba.send(approval.clone()).await.problem(ProblemKind::OwnRequest);
            app.forget();
            let approved: AccessRequestView = desk.send(approval).await.view();
            assert_eq!(approved.state, RequestState::Approved);
            let event = app.only_event();
            assert_eq!(event.organisation_id, Some(subject.organisation.id.to_string()), "the home's log");

            let list: Page<RoleGrantView> = lba.get(format!("{GRANTS}?user_id={}", subject.id)).await.view();
            let grant = list.items.iter().find(|grant| grant.role == ROLE).unwrap();
            assert!(grant.effective && grant.source == GrantSource::Request);
            assert_eq!(grant.case_reference.as_deref(), Some("SAG-17"));
            assert_eq!(grant.allowed_actions[0].code, Some(ProblemKind::LandssupportOnly), "locked (R8)");
            let revocation = Call::post(format!("{GRANTS}/{}/revocation", grant.id))
                .json(&json!({ "reason": "Skal ikke bruge det mere." })).if_match(1);
            lba.send(revocation.clone()).await.problem(ProblemKind::LandssupportOnly);
            let gone: RoleGrantView = app.login("support-2").await.send(revocation).await.view();
            assert!(!gone.effective);
        }
    }

    async fn a_person_who_is_no_user_yet_must_be_created_first(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let place = umbrella(&lba).await;
        app.forget();
        let nobody = brugeradm::clock::new_id(app.now());
        let problem = lba.post(REQUESTS, &support_request(nobody, place)).await.problem(ProblemKind::CreateUserFirst);
        assert_eq!((problem.rule, problem.next_step.unwrap().href.as_str()), (Some(Rule::R6), "/brugere/opret?tilbage=%2Fsupportanmodning%3Frolle%3DJobAG.Virksomhedsbruger"));
        let elsewhere = app.login("medarbejder-3f").await.me().await.user.id;
        lba.post(REQUESTS, &support_request(elsewhere, place)).await.problem(ProblemKind::CreateUserFirst);
        let refused = |event: &acceptance::Event| event.outcome == AuditOutcome::Refused;
        let mut asked = app.audit_events();
        asked.retain(|event| event.kind == AuditKind::AccessRequestSubmitted);
        assert!(asked.len() == 2 && asked.iter().all(refused));
    }

    async fn an_employee_of_a_kommune_asks_their_lba_not_the_system(app: TestApp) {
        let employee = app.login("sagsbehandler-aarhus").await;
        let body = support_request(employee.me().await.user.id, umbrella(&employee).await);
        employee.post(REQUESTS, &body).await.problem(ProblemKind::NotAllowed);
    }

    async fn where_nobody_in_the_company_can_decide_the_request_is_born_at_the_desk(app: TestApp) {
        let employee = app.login("ny-solo").await;
        let request = crate::story::asked(&employee).await;
        assert_eq!((request.authority, request.deciders.len()), (Authority::Landssupport, 0));
        let desk = app.login("support-1").await;
        assert_eq!(desk.me().await.to_decide, 1);
        let approval = Call::post(path(&request, "approval")).json(&json!({})).if_match(1);
        let approved: AccessRequestView = desk.send(approval).await.view();
        assert_eq!(approved.state, RequestState::Approved);
    }

    async fn a_request_moves_to_the_desk_when_its_last_decider_stops_being_lba(app: TestApp) {
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let request = crate::story::asked(&first).await;
        let grants: Page<RoleGrantView> =
            first.get(format!("{GRANTS}?user_id={}", second.me().await.user.id)).await.view();
        let lba_grant = grants.items.iter().find(|grant| grant.effective).unwrap();
        app.forget();
        let revocation = Call::post(format!("{GRANTS}/{}/revocation", lba_grant.id))
            .json(&json!({ "reason": "Er ikke længere lokal brugeransvarlig." }))
            .if_match(lba_grant.version);
        assert_eq!(first.send(revocation).await.status, 200);
        let kinds: Vec<_> = app.audit_events().into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds.len(), 2);
        assert!(kinds.contains(&AuditKind::AccessRequestMovedToDesk) && kinds.contains(&AuditKind::RoleRevoked));
        let moved: AccessRequestView = first.get(format!("{REQUESTS}/{}", request.id)).await.view();
        assert_eq!((moved.authority, moved.version), (Authority::Landssupport, 2));
        second.get(format!("{REQUESTS}/{}", request.id)).await.problem(ProblemKind::NotFound);
        assert_eq!(app.login("support-1").await.me().await.to_decide, 1);
    }
}
