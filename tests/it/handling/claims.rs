//! A claim binds the others until it times out, is let go of or is handed over.

use acceptance::{Call, both};
use serde_json::json;
use shared::{
    access_request::{AccessRequestView, RequestState},
    audit::{AuditKind, AuditOutcome},
    page::Page,
    problem::ProblemKind,
    role::Authority,
    role_grant::RoleGrantView,
    rule::Rule,
    session::Action,
};

use super::{act, id, now};
use crate::story::{GRANTS, asked};

const HOUR: i64 = 3600;

both! {
    async fn while_one_handles_a_request_the_others_are_told_who_and_until_when(app: TestApp) {
        let request = asked(&app.login("ny-nordisk").await).await;
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        app.forget();
        let claimed: AccessRequestView = act(&first, &request, "claim", json!({})).await.view();
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::AccessRequestClaimed, AuditOutcome::Done));
        assert!(app.outbox().is_empty());
        let until = app.now().plus_seconds(HOUR);
        let seen = now(&second, &claimed).await;
        assert_eq!(seen.claimed_by.as_ref().map(|by| by.id), Some(id(&first).await));
        assert_eq!(seen.claimed_until, Some(until));
        let approve = seen.allowed_actions.iter().find(|one| one.action == Action::ApproveAccessRequest).unwrap();
        assert_eq!(approve.code, Some(ProblemKind::ClaimedByAnother));
        let bodies = [
            ("approval", json!({})),
            ("rejection", json!({ "reason": "Skal ikke bruge det i jobbet." })),
            ("claim", json!({})),
            ("release", json!({})),
        ];
        for (what, body) in bodies {
            let problem = act(&second, &claimed, what, body).await.problem(ProblemKind::ClaimedByAnother);
            let claim = problem.claim.unwrap();
            assert_eq!((claim.by.id, claim.until), (id(&first).await, until), "{what}");
            assert!(problem.next_step.unwrap().href.ends_with(&request.id.to_string()));
        }
        let approved: AccessRequestView = act(&first, &claimed, "approval", json!({})).await.view();
        assert_eq!((approved.state, approved.claimed_by), (RequestState::Approved, None));
    }

    async fn a_claim_that_has_timed_out_is_in_nobody_s_way(app: TestApp) {
        let request = asked(&app.login("ny-nordisk").await).await;
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let claimed: AccessRequestView = act(&first, &request, "claim", json!({})).await.view();
        app.advance(HOUR - 1);
        let second_later = app.login("lba2-nordisk").await;
        act(&second_later, &claimed, "approval", json!({})).await.problem(ProblemKind::ClaimedByAnother);
        app.advance(1);
        let late = now(&second_later, &claimed).await;
        assert_eq!((late.claimed_by.clone(), late.claimed_until), (None, None));
        let approved: AccessRequestView = act(&second_later, &late, "approval", json!({})).await.view();
        assert_eq!(approved.state, RequestState::Approved);
        drop(second);
    }

    async fn whoever_handles_a_request_renews_the_claim_and_lets_go_of_it(app: TestApp) {
        let request = asked(&app.login("ny-nordisk").await).await;
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        act(&first, &request, "release", json!({})).await.problem(ProblemKind::NotClaimed);
        let claimed: AccessRequestView = act(&first, &request, "claim", json!({})).await.view();
        app.advance(600);
        let renewed: AccessRequestView = act(&first, &claimed, "claim", json!({})).await.view();
        assert_eq!(renewed.claimed_until, Some(app.now().plus_seconds(HOUR)));
        app.forget();
        let free: AccessRequestView = act(&first, &renewed, "release", json!({})).await.view();
        assert_eq!((free.claimed_by.clone(), free.claimed_until), (None, None));
        assert_eq!(app.only_event().kind, AuditKind::AccessRequestReleased);
        let rejection = json!({ "reason": "Skal ikke bruge det i jobbet." });
        let rejected: AccessRequestView = act(&second, &free, "rejection", rejection).await.view();
        assert_eq!(rejected.state, RequestState::Rejected);
        act(&first, &rejected, "claim", json!({})).await.problem(ProblemKind::AlreadyDecided);
    }

    async fn a_request_is_handed_over_and_taken_over_by_those_who_may_decide_it(app: TestApp) {
        let request = asked(&app.login("ny-nordisk").await).await;
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let claimed: AccessRequestView = act(&first, &request, "claim", json!({})).await.view();
        app.forget();
        let to = json!({ "to": id(&second).await });
        let handed: AccessRequestView = act(&first, &claimed, "handover", to.clone()).await.view();
        assert_eq!(handed.claimed_by.as_ref().map(|by| by.id), Some(id(&second).await));
        assert_eq!(app.only_event().kind, AuditKind::AccessRequestHandedOver);
        assert_eq!(app.outbox()[0].kind, "access_request.handed_over");
        act(&first, &handed, "approval", json!({})).await.problem(ProblemKind::ClaimedByAnother);
        act(&first, &claimed, "handover", to).await.problem(ProblemKind::StaleVersion);
        let mine = json!({ "to": id(&first).await });
        let taken: AccessRequestView = act(&first, &handed, "handover", mine).await.view();
        let approved: AccessRequestView = act(&first, &taken, "approval", json!({})).await.view();
        assert_eq!(approved.state, RequestState::Approved);
    }

    async fn a_request_is_handed_to_nobody_who_may_not_decide_it_known_or_not(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        let lba = app.login("lba-nordisk").await;
        let elsewhere = id(&app.login("lba-fjord").await).await;
        let nobody = brugeradm::clock::new_id(app.now());
        app.forget();
        let mut problems = Vec::new();
        for to in [elsewhere, nobody, id(&app.login("bruger-nordisk").await).await] {
            let reply = act(&lba, &request, "handover", json!({ "to": to })).await;
            let problem = reply.problem(ProblemKind::ReceiverCannotDecide);
            assert_eq!(problem.rule, Some(Rule::G1));
            problems.push((problem.detail, problem.next_step));
        }
        assert!(problems.windows(2).all(|pair| pair[0] == pair[1]), "an unknown person is told like a known one");
        let to = json!({ "to": id(&employee).await });
        let own = act(&lba, &request, "handover", to).await.problem(ProblemKind::ReceiverCannotDecide);
        assert_eq!(own.rule, Some(Rule::G4));
        let mut events = app.audit_events();
        events.retain(|event| event.kind == AuditKind::AccessRequestHandedOver);
        assert!(events.len() == 4 && events.iter().all(|event| event.outcome == AuditOutcome::Refused));
        act(&app.login("lba-fjord").await, &request, "handover", json!({ "to": elsewhere })).await.problem(ProblemKind::NotFound);
    }

    async fn a_claim_falls_when_the_request_moves_to_the_desk(app: TestApp) {
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let request = asked(&first).await;
        act(&second, &request, "claim", json!({})).await.view::<AccessRequestView>();
        let held: Page<RoleGrantView> = first.get(format!("{GRANTS}?user_id={}", id(&second).await)).await.view();
        let lba_role = held.items.iter().find(|grant| grant.effective).unwrap();
        let revocation = Call::post(format!("{GRANTS}/{}/revocation", lba_role.id))
            .json(&json!({ "reason": "Er ikke længere lokal brugeransvarlig." }))
            .if_match(lba_role.version);
        assert_eq!(first.send(revocation).await.status, 200);
        let desk = app.login("support-1").await;
        let moved = now(&desk, &request).await;
        assert_eq!((moved.authority, moved.claimed_by.clone()), (Authority::Landssupport, None));
        let approved: AccessRequestView = act(&desk, &moved, "approval", json!({})).await.view();
        assert_eq!(approved.state, RequestState::Approved);
    }

    async fn who_asked_takes_a_claimed_request_back_all_the_same(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        let claimed: AccessRequestView =
            act(&app.login("lba-nordisk").await, &request, "claim", json!({})).await.view();
        let back: AccessRequestView = act(&employee, &claimed, "withdrawal", json!({})).await.view();
        assert_eq!(back.state, RequestState::Withdrawn);
    }
}
