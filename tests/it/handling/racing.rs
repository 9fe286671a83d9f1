//! Claims, decisions and hand-overs at the same moment: each request ends as if one after the
//! other, whichever that was.

use acceptance::both;
use serde_json::json;
use shared::{
    access_request::{AccessRequestView, RequestState},
    audit::{AuditKind, AuditOutcome},
    problem::ProblemKind,
};

use super::{act, id, now};
use crate::story::asked;

const ROUNDS: usize = 25;

both! {
    async fn of_two_who_claim_at_once_one_has_it_and_the_other_is_told(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        for round in 0..ROUNDS {
            let request = asked(&employee).await;
            let (one, other) = tokio::join!(
                act(&first, &request, "claim", json!({})),
                act(&second, &request, "claim", json!({})),
            );
            let (won, lost, winner) = if one.status == 200 { (one, other, &first) } else { (other, one, &second) };
            lost.problem(ProblemKind::ClaimedByAnother);
            let claimed: AccessRequestView = won.view();
            assert_eq!(claimed.claimed_by.as_ref().map(|by| by.id), Some(id(winner).await), "round {round}");
            act(&employee, &claimed, "withdrawal", json!({})).await.view::<AccessRequestView>();
        }
    }

    async fn a_claim_and_another_s_approval_at_once_leave_one_of_the_two(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        for round in 0..ROUNDS {
            let request = asked(&employee).await;
            app.forget();
            let rejection = json!({ "reason": "Afvist i et kapløb mellem to." });
            let (claim, decision) = tokio::join!(
                act(&first, &request, "claim", json!({})),
                act(&second, &request, "rejection", rejection),
            );
            let left = now(&employee, &request).await;
            match left.state {
                RequestState::Rejected => {
                    assert_eq!(decision.status, 200);
                    claim.problem(ProblemKind::AlreadyDecided);
                }
                RequestState::Open => {
                    assert_eq!(claim.status, 200);
                    decision.problem(ProblemKind::ClaimedByAnother);
                    act(&employee, &left, "withdrawal", json!({})).await.view::<AccessRequestView>();
                }
                other => panic!("round {round}: {other}"),
            }
            let mut done = app.audit_events();
            done.retain(|event| event.outcome == AuditOutcome::Done && event.kind != AuditKind::AccessRequestWithdrawn);
            assert_eq!(done.len(), 1, "round {round}: {done:?}");
        }
    }

    async fn a_hand_over_and_a_decision_at_the_time_out_leave_one_of_the_two(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        for _ in 0..ROUNDS / 5 {
            let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
            let request = asked(&app.login("ny-nordisk").await).await;
            let claimed: AccessRequestView = act(&first, &request, "claim", json!({})).await.view();
            app.advance(3600);
            let (first, second_now) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
            let to = json!({ "to": id(&first).await });
            let rejection = json!({ "reason": "Fristen for den anden er løbet ud." });
            let (handed, decided) = tokio::join!(
                act(&first, &claimed, "handover", to),
                act(&second_now, &claimed, "rejection", rejection),
            );
            if decided.status == 200 {
                handed.problem(ProblemKind::AlreadyDecided);
            } else {
                decided.problem(ProblemKind::ClaimedByAnother);
                let handed: AccessRequestView = handed.view();
                let back = act(&app.login("ny-nordisk").await, &handed, "withdrawal", json!({})).await;
                assert_eq!(back.status, 200);
            }
            drop(second);
        }
        drop(employee);
    }

    async fn while_one_handles_it_nobody_of_eight_decides_it_but_they(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        for round in 0..ROUNDS {
            let request = asked(&employee).await;
            let claimed: AccessRequestView = act(&first, &request, "claim", json!({})).await.view();
            let no = || json!({ "reason": "Afvist i et kapløb mellem to." });
            let (mine, theirs, again) = tokio::join!(
                act(&first, &claimed, "rejection", no()),
                act(&second, &claimed, "rejection", no()),
                act(&second, &claimed, "approval", json!({})),
            );
            assert_eq!(mine.status, 200, "round {round}");
            for late in [theirs, again] {
                let code = late.body["code"].as_str().unwrap_or_default().to_owned();
                assert!(["claimed-by-another", "already-decided"].contains(&code.as_str()), "{late:?}");
            }
        }
    }
}
