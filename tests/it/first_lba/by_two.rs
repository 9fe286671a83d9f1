//! By two persons of Landssupporten.

use acceptance::{Call, both};
use serde_json::json;
use shared::{
    access_request::{AccessRequestView, RequestState},
    audit::{AuditKind, AuditOutcome},
    lba_appointment::{AppointmentState, LbaAppointmentView},
    organisation::OrganisationView,
    page::Page,
    problem::{FieldCode, ProblemKind},
    role_grant::{GrantSource, RoleGrantView},
    rule::Rule,
    session::Action,
};

use super::{
    APPOINTMENTS, EVIDENCE, LBA, REASON, action, claim_path, decision, owner_and_employee,
    proposal, proposed,
};
use crate::story::{GRANTS, REQUESTS};

both! {
    async fn g11_one_of_the_desk_proposes_the_first_lba_and_another_confirms(app: TestApp) {
        let employee = app.login("ny-solo").await;
        let user = employee.me().await.user;
        let (first, second) = (app.login("support-1").await, app.login("support-2").await);
        app.forget();
        let appointment = proposed(&first, &employee).await;
        assert_eq!((appointment.state, appointment.role.as_str()), (AppointmentState::Proposed, LBA));
        assert_eq!((appointment.evidence.as_str(), appointment.reason.as_str()), (EVIDENCE, REASON));
        let event = app.only_event();
        assert_eq!((event.kind, event.reason.as_deref()), (AuditKind::LbaAppointmentProposed, Some(REASON)));
        assert_eq!(event.new.unwrap()["evidence"], EVIDENCE);
        assert_eq!(app.outbox()[0].kind, "lba_appointment.proposed");
        assert!(!employee.me().await.organisation_has_lba, "nothing is given yet");
        let own = action(&appointment.allowed_actions, Action::ConfirmLbaAppointment).unwrap();
        assert_eq!((own.allowed, own.code), (false, Some(ProblemKind::OwnAppointment)));
        assert!(action(&appointment.allowed_actions, Action::WithdrawLbaAppointment).is_some());
        app.forget();
        let problem = first.send(decision(&appointment, "confirmation")).await.problem(ProblemKind::OwnAppointment);
        assert_eq!(problem.rule, Some(Rule::G11));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::LbaAppointmentConfirmed, AuditOutcome::Refused));

        let seen: LbaAppointmentView = second.get(format!("{APPOINTMENTS}/{}", appointment.id)).await.view();
        assert!(action(&seen.allowed_actions, Action::ConfirmLbaAppointment).unwrap().allowed);
        app.forget();
        let confirmed: LbaAppointmentView = second.send(decision(&appointment, "confirmation")).await.view();
        let end = confirmed.decision.unwrap();
        assert_eq!((confirmed.state, end.outcome), (AppointmentState::Confirmed, AppointmentState::Confirmed));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::LbaAppointmentConfirmed, AuditOutcome::Done));
        assert_eq!(event.grant_id, end.grant_id.map(|id| id.to_string()));
        assert_eq!(app.outbox()[0].kind, "lba_appointment.confirmed");
        assert_eq!(employee.me().await.administers, [user.organisation.id]);
        let grant: RoleGrantView = employee.get(format!("{GRANTS}/{}", end.grant_id.unwrap())).await.view();
        assert_eq!((grant.source, grant.reason.as_str()), (GrantSource::Landssupport, REASON));
        assert_eq!(grant.granted_by.map(|by| by.id), Some(second.me().await.user.id));
        assert_eq!(grant.case_reference.as_deref(), Some("SAG-44"));
    }

    async fn g11_a_request_that_makes_the_first_lba_is_not_approved_by_one_of_the_desk(app: TestApp) {
        let employee = app.login("ny-solo").await;
        let (home, _) = claim_path(&employee).await;
        let body = json!({ "action": "grant", "role": LBA, "organisation_id": home,
            "justification": "Vi har ingen lokal brugeransvarlig." });
        let request: AccessRequestView = employee.post(REQUESTS, &body).await.view();
        let (first, second) = (app.login("support-1").await, app.login("support-2").await);
        let read: AccessRequestView = first.get(format!("{REQUESTS}/{}", request.id)).await.view();
        let listed: Page<AccessRequestView> = first.get(format!("{REQUESTS}?queue=to_decide")).await.view();
        for shown in [&read, &listed.items[0]] {
            let approve = action(&shown.allowed_actions, Action::ApproveAccessRequest).unwrap();
            assert_eq!((approve.allowed, approve.code), (false, Some(ProblemKind::TwoPersonsNeeded)));
            assert!(action(&shown.allowed_actions, Action::RejectAccessRequest).unwrap().allowed);
        }
        app.forget();
        let approval = Call::post(crate::story::path(&request, "approval")).json(&json!({})).if_match(1);
        let problem = first.send(approval.clone()).await.problem(ProblemKind::TwoPersonsNeeded);
        assert_eq!(problem.rule, Some(Rule::G11));
        let href = format!("/udpeg-lba?organisation={home}&bruger={}&anmodning={}", request.subject.id, request.id);
        assert_eq!(problem.next_step.unwrap().href, href);
        let event = app.only_event();
        assert_eq!((event.kind, event.code), (AuditKind::AccessRequestApproved, Some(ProblemKind::TwoPersonsNeeded)));

        let appointment = proposed(&first, &employee).await;
        assert_eq!(appointment.request_id, Some(request.id), "their own request is found");
        app.forget();
        let confirmed: LbaAppointmentView = second.send(decision(&appointment, "confirmation")).await.view();
        let kinds: Vec<_> = app.audit_events().iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [AuditKind::AccessRequestApproved, AuditKind::LbaAppointmentConfirmed]);
        let approved: AccessRequestView = employee.get(format!("{REQUESTS}/{}", request.id)).await.view();
        assert_eq!(approved.state, RequestState::Approved);
        assert_eq!(approved.decision.unwrap().grant_id, confirmed.decision.unwrap().grant_id);
        assert_eq!(employee.me().await.administers, [home]);
    }

    async fn an_appointment_ends_once_and_by_whom_the_rule_names(app: TestApp) {
        let (_, employee) = owner_and_employee(&app).await;
        let (first, second) = (app.login("support-1").await, app.login("support-2").await);
        let appointment = proposed(&first, &employee).await;
        let again = proposal(&employee).await;
        second.post(APPOINTMENTS, &again).await.problem(ProblemKind::AlreadyProposed);
        second.send(decision(&appointment, "withdrawal")).await.problem(ProblemKind::NotAllowed);
        first.send(decision(&appointment, "rejection")).await.problem(ProblemKind::OwnAppointment);
        app.forget();
        let rejected: LbaAppointmentView = second.send(decision(&appointment, "rejection")).await.view();
        assert_eq!(rejected.state, AppointmentState::Rejected);
        let event = app.only_event();
        assert_eq!((event.kind, event.reason.as_deref()),
            (AuditKind::LbaAppointmentRejected, Some("Fuldmagten gælder et andet firma.")));
        assert_eq!(app.outbox()[0].kind, "lba_appointment.rejected");
        for (who, what) in [(&second, "confirmation"), (&second, "rejection"), (&first, "withdrawal")] {
            who.send(decision(&rejected, what)).await.problem(ProblemKind::AppointmentClosed);
        }
        let another = proposed(&first, &employee).await;
        let stale = LbaAppointmentView { version: 7, ..another.clone() };
        second.send(decision(&stale, "confirmation")).await.problem(ProblemKind::StaleVersion);
        app.forget();
        let withdrawn: LbaAppointmentView = first.send(decision(&another, "withdrawal")).await.view();
        assert_eq!((withdrawn.state, app.only_event().kind), (AppointmentState::Withdrawn, AuditKind::LbaAppointmentWithdrawn));
        assert!(!employee.me().await.organisation_has_lba);
        let all: Page<LbaAppointmentView> = app.login("revisor").await.get(APPOINTMENTS).await.view();
        assert_eq!(all.items.len(), 2, "auditors see them");
        let open: Page<LbaAppointmentView> = second.get(format!("{APPOINTMENTS}?state=proposed")).await.view();
        assert!(open.items.is_empty());
    }

    async fn an_appointment_is_no_good_once_there_is_an_lba(app: TestApp) {
        let (owner, employee) = owner_and_employee(&app).await;
        let (first, second) = (app.login("support-1").await, app.login("support-2").await);
        let appointment = proposed(&first, &employee).await;
        let (_, path) = claim_path(&owner).await;
        assert_eq!(owner.post(&path, &json!({})).await.status, 201);
        let problem = second.send(decision(&appointment, "confirmation")).await.problem(ProblemKind::LbaExists);
        assert_eq!(problem.rule, Some(Rule::G11));
        let rejected: LbaAppointmentView = second.send(decision(&appointment, "rejection")).await.view();
        assert_eq!(rejected.state, AppointmentState::Rejected);
        first.post(APPOINTMENTS, &proposal(&employee).await).await.problem(ProblemKind::LbaExists);
    }

    async fn only_the_desk_appoints_and_it_says_on_what_evidence(app: TestApp) {
        let employee = app.login("ny-solo").await;
        let body = proposal(&employee).await;
        let desk = app.login("support-1").await;
        for key in ["revisor", "forvalter"] {
            let reply = app.login(key).await.post(APPOINTMENTS, &body).await;
            assert!([403, 404].contains(&reply.status), "{key}: {reply:?}");
        }
        app.login("lba-nordisk").await.post(APPOINTMENTS, &body).await.problem(ProblemKind::NotFound);
        let appointment = proposed(&desk, &employee).await;
        for key in ["ny-solo", "lba-nordisk", "forvalter"] {
            let other = app.login(key).await;
            other.get(format!("{APPOINTMENTS}/{}", appointment.id)).await.problem(ProblemKind::NotFound);
            assert!(other.get(APPOINTMENTS).await.view::<Page<LbaAppointmentView>>().items.is_empty());
            other.send(decision(&appointment, "confirmation")).await.problem(ProblemKind::NotFound);
        }
        for field in ["evidence", "reason"] {
            let mut short = body.clone();
            short[field] = json!("kort");
            let problem = desk.post(APPOINTMENTS, &short).await.problem(ProblemKind::InvalidField);
            assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code),
                (format!("/{field}").as_str(), FieldCode::TooShort));
        }
        let mut elsewhere = body.clone();
        elsewhere["user_id"] = json!(app.login("ny-nordisk").await.me().await.user.id);
        desk.post(APPOINTMENTS, &elsewhere).await.problem(ProblemKind::RoleNotGrantable);
    }

    async fn the_desk_sees_which_organisations_have_no_lba(app: TestApp) {
        let employee = app.login("ny-solo").await;
        let desk = app.login("support-1").await;
        let list = async |query: &str| -> Vec<OrganisationView> {
            let path = format!("/api/v1/organisations?kind=virksomhed&limit=200{query}");
            desk.get(path).await.view::<Page<OrganisationView>>().items
        };
        let without = list("&without_lba=true").await;
        let solo = without.iter().find(|one| one.cvr.as_deref() == Some("30300300")).unwrap();
        assert!(action(&solo.allowed_actions, Action::ProposeLbaAppointment).unwrap().allowed);
        assert!(without.iter().all(|one| one.lba_count == 0));
        let with = list("&without_lba=false").await;
        assert!(!with.is_empty() && with.iter().all(|one| one.lba_count > 0));
        assert_eq!(with.len() + without.len(), list("").await.len());
        let none = |one: &OrganisationView| action(&one.allowed_actions, Action::ProposeLbaAppointment).is_none();
        assert!(with.iter().all(none));
        let own: Page<OrganisationView> = employee.get("/api/v1/organisations").await.view();
        assert!(own.items.iter().all(none), "nobody else is told of it");
    }
}
