//! The main job: an employee asks, an LBA decides, and others neither see nor decide.

use acceptance::{Call, Person, both};
use serde_json::{Value, json};
use shared::{
    access_request::{AccessRequestView, RequestState},
    audit::{AuditKind, AuditOutcome},
    page::Page,
    problem::{FieldCode, ProblemKind},
    role::Authority,
    role_grant::{GrantSource, RoleGrantView},
    rule::Rule,
    session::Action,
};

pub(crate) const ROLE: &str = "JobAG.Virksomhedsbruger";
pub(crate) const REQUESTS: &str = "/api/v1/access-requests";
pub(crate) const GRANTS: &str = "/api/v1/role-grants";
const WHY: &str = "Skal slå stillinger op for afdelingen.";

/// What an employee sends for themself.
pub(crate) async fn asking(person: &Person) -> Value {
    let home = person.me().await.user.organisation.id;
    json!({ "action": "grant", "role": ROLE, "organisation_id": home, "justification": WHY })
}

/// A request that an employee has just sent.
pub(crate) async fn asked(person: &Person) -> AccessRequestView {
    let body = asking(person).await;
    person.post(REQUESTS, &body).await.view()
}

pub(crate) fn path(request: &AccessRequestView, act: &str) -> String {
    format!("{REQUESTS}/{}/{act}", request.id)
}

async fn act(
    person: &Person,
    request: &AccessRequestView,
    what: &str,
    body: Value,
) -> acceptance::Reply {
    let call = Call::post(path(request, what))
        .json(&body)
        .if_match(request.version);
    person.send(call).await
}

async fn sees(person: &Person, request: &AccessRequestView) -> bool {
    let list: Page<AccessRequestView> = person.get(REQUESTS).await.view();
    let listed = list.items.iter().any(|one| one.id == request.id);
    let read = person
        .get(format!("{REQUESTS}/{}", request.id))
        .await
        .status
        == 200;
    assert_eq!(
        listed, read,
        "what is listed can be read, and the other way round"
    );
    read
}

both! {
    async fn an_employee_asks_and_is_told_who_decides_and_by_when(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        app.forget();
        let request = asked(&employee).await;
        assert_eq!((request.state, request.authority), (RequestState::Open, Authority::Lba));
        assert_eq!(request.deciders.len(), 2, "{request:?}");
        assert!(request.due_at > request.created_at.plus_days(4));
        let listed: Page<AccessRequestView> = employee.get(format!("{REQUESTS}?queue=mine")).await.view();
        assert_eq!(listed.items[0].deciders, request.deciders, "a list tells it too");
        let own = request.allowed_actions.iter().find(|one| one.action == Action::ApproveAccessRequest);
        assert_eq!(own.and_then(|one| one.code), Some(ProblemKind::OwnRequest));

        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::AccessRequestSubmitted, AuditOutcome::Done));
        assert_eq!(event.request_id, Some(request.id.to_string()));
        assert_eq!(event.reason.as_deref(), Some(WHY));
        let messages = app.outbox();
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].kind, "access_request.submitted");
        assert!(!messages[0].payload.to_string().contains(&request.subject.name), "ids only");
    }

    async fn a_second_open_request_for_the_same_is_refused_and_changes_nothing(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        asked(&employee).await;
        app.forget();
        let body = asking(&employee).await;
        employee.post(REQUESTS, &body).await.problem(ProblemKind::AlreadyRequested);
        assert!(app.audit_events().is_empty() && app.outbox().is_empty());
    }

    async fn wrong_fields_are_named_and_nothing_is_stored(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        app.forget();
        let good = asking(&employee).await;
        for (field, value, code) in [
            ("justification", json!("kort"), FieldCode::TooShort),
            ("justification", json!("x".repeat(501)), FieldCode::TooLong),
            ("justification", json!(17), FieldCode::Malformed),
            ("role", json!("JobAG.Findes.Ikke"), FieldCode::Unknown),
            ("valid_until", json!("2020-01-01T00:00:00Z"), FieldCode::InThePast),
            ("unit", json!("12"), FieldCode::Malformed),
            ("state", json!("approved"), FieldCode::UnknownField),
            ("action", json!("steal"), FieldCode::Unknown),
        ] {
            let mut body = good.clone();
            body[field] = value.clone();
            let reply = employee.post(REQUESTS, &body).await;
            let problem = reply.problem(ProblemKind::InvalidField);
            assert_eq!(problem.errors[0].code, code, "{field}: {value}");
        }
        let garbage = Call::post(REQUESTS).body("application/json", "{\"action\":");
        employee.send(garbage).await.problem(ProblemKind::MalformedRequest);
        let twice = Call::post(REQUESTS).body("application/json", r#"{"role":"a","role":"b"}"#);
        assert!([400, 422].contains(&employee.send(twice).await.status));
        let xml = Call::post(REQUESTS).body("text/xml", "<a/>");
        employee.send(xml).await.problem(ProblemKind::UnsupportedMediaType);
        assert!(app.audit_events().is_empty());
        let list: Page<AccessRequestView> = employee.get(REQUESTS).await.view();
        assert!(list.items.is_empty());
    }

    async fn only_the_company_s_own_lbas_and_landssupporten_see_a_request(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        for (key, expected) in [
            ("ny-nordisk", true),
            ("lba-nordisk", true),
            ("lba2-nordisk", true),
            ("support-1", true),
            ("revisor", true),
            ("bruger-nordisk", false),
            ("lba-fjord", false),
            ("ny-fjord", false),
            ("lba-aarhus", false),
            ("forvalter", false),
        ] {
            let person = app.login(key).await;
            assert_eq!(sees(&person, &request).await, expected, "{key}");
            if !expected {
                let there = act(&person, &request, "approval", json!({})).await;
                let mut nowhere = request.clone();
                nowhere.id = brugeradm::clock::new_id(app.now());
                let nowhere = act(&person, &nowhere, "approval", json!({})).await;
                let problem = there.problem(ProblemKind::NotFound);
                let same = nowhere.problem(ProblemKind::NotFound);
                assert_eq!((problem.detail, problem.rule), (same.detail, same.rule), "{key}");
            }
        }
        let inbox: Page<AccessRequestView> =
            app.login("support-1").await.get(format!("{REQUESTS}?queue=to_decide")).await.view();
        assert!(inbox.items.is_empty(), "the desk has nothing to decide here");
        assert_eq!(app.login("lba-nordisk").await.me().await.to_decide, 1);
        assert_eq!(app.login("lba-fjord").await.me().await.to_decide, 0);
    }

    async fn an_approval_gives_the_role_in_the_same_breath_and_for_no_longer_than_asked(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let mut body = asking(&employee).await;
        body["valid_until"] = json!(app.now().plus_days(100));
        let request: AccessRequestView = employee.post(REQUESTS, &body).await.view();
        let lba = app.login("lba-nordisk").await;
        app.forget();

        let longer = json!({ "valid_until": app.now().plus_days(101) });
        let reply = act(&lba, &request, "approval", longer).await;
        let problem = reply.problem(ProblemKind::InvalidField);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), ("/valid_until", FieldCode::TooFar));

        let shorter = app.now().plus_days(30);
        let reply = act(&lba, &request, "approval", json!({ "valid_until": shorter, "comment": "Velkommen" })).await;
        let approved: AccessRequestView = reply.view();
        let decision = approved.decision.clone().unwrap();
        assert_eq!((approved.state, decision.valid_until), (RequestState::Approved, Some(shorter)));
        assert_eq!(decision.reason.as_deref(), Some("Velkommen"));

        let grants: Page<RoleGrantView> = lba.get(format!("{GRANTS}?user_id={}", request.subject.id)).await.view();
        let grant = grants.items.iter().find(|grant| grant.role == ROLE).unwrap();
        assert_eq!((grant.source, grant.effective, grant.valid_until), (GrantSource::Request, true, Some(shorter)));
        assert_eq!((grant.request_id, Some(grant.id)), (Some(request.id), decision.grant_id));

        let event = app.only_event();
        assert_eq!(event.kind, AuditKind::AccessRequestApproved);
        assert_eq!(event.grant_id, Some(grant.id.to_string()));
        assert_eq!(event.new.unwrap()["valid_until"], json!(shorter));
        assert_eq!(app.outbox()[0].kind, "access_request.approved");

        app.advance(31 * 86_400);
        let lba = app.login("lba-nordisk").await;
        let later: RoleGrantView = lba.get(format!("{GRANTS}/{}", grant.id)).await.view();
        assert!(!later.effective, "it ended by itself");
    }

    async fn the_late_clicker_is_told_who_decided_and_when(app: TestApp) {
        let request = asked(&app.login("ny-nordisk").await).await;
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let rejected: AccessRequestView =
            act(&first, &request, "rejection", json!({ "reason": "Skal ikke bruge det i jobbet." })).await.view();
        assert_eq!(rejected.state, RequestState::Rejected);
        app.forget();
        for what in ["approval", "claim"] {
            let problem = act(&second, &request, what, json!({})).await.problem(ProblemKind::AlreadyDecided);
            let decision = problem.decision.unwrap();
            assert_eq!(decision.by, rejected.decision.as_ref().unwrap().by);
            assert_eq!(decision.at, rejected.decision.as_ref().unwrap().at);
        }
        assert!(app.audit_events().is_empty());
    }

    async fn nobody_decides_for_themself_and_the_attempt_is_audited(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let request = asked(&lba).await;
        assert_eq!(request.deciders.len(), 1, "the other LBA alone: {:?}", request.deciders);
        assert_eq!(lba.me().await.to_decide, 0);
        app.forget();
        let problem = act(&lba, &request, "approval", json!({})).await.problem(ProblemKind::OwnRequest);
        assert_eq!(problem.rule, Some(Rule::G4));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::AccessRequestApproved, AuditOutcome::Refused));
        assert_eq!((event.code, event.rule), (Some(ProblemKind::OwnRequest), Some(Rule::G4)));
        assert_eq!(event.request_id, Some(request.id.to_string()));
        act(&lba, &request, "rejection", json!({ "reason": "Jeg afviser mig selv." })).await.problem(ProblemKind::OwnRequest);

        let about_another = json!({
            "action": "grant", "role": ROLE, "organisation_id": lba.me().await.user.organisation.id,
            "subject_id": app.login("lba2-nordisk").await.me().await.user.id, "justification": WHY,
        });
        let request: AccessRequestView = lba.post(REQUESTS, &about_another).await.view();
        assert_eq!(request.authority, Authority::Landssupport, "nobody is left in the company (G10)");
    }

    async fn a_requester_takes_their_request_back_and_nobody_else_can(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        let lba = app.login("lba-nordisk").await;
        act(&lba, &request, "withdrawal", json!({})).await.problem(ProblemKind::NotAllowed);
        app.forget();
        let back: AccessRequestView = act(&employee, &request, "withdrawal", json!({})).await.view();
        assert_eq!(back.state, RequestState::Withdrawn);
        assert_eq!(app.only_event().kind, AuditKind::AccessRequestWithdrawn);
        assert_eq!(app.outbox()[0].kind, "access_request.withdrawn");
        act(&lba, &request, "approval", json!({})).await.problem(ProblemKind::AlreadyDecided);
        asked(&employee).await;
    }
}
