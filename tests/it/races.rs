//! Several people act at once: one decision each, and no right outlives its revocation.

use std::{
    pin::pin,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use acceptance::{Call, Engine, Person, both};
use brugeradm::{
    db::{
        Failure,
        caller::{self, Credential},
        dialect,
    },
    http::request::hash_of,
};
use serde_json::{Value, json};
use shared::{
    access_request::{AccessRequestView, RequestState},
    page::Page,
    problem::ProblemKind,
    role_grant::RoleGrantView,
};

use crate::story::{GRANTS, REQUESTS, asking, path};

/// Requests decided by everybody at once; `RACE_ROUNDS` asks for more.
const ROUNDS: usize = 500;

fn rounds() -> usize {
    #[expect(
        clippy::disallowed_methods,
        reason = "a knob of the test, not of the product"
    )]
    let asked = std::env::var("RACE_ROUNDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(ROUNDS)
}

fn decision(request: &AccessRequestView, approve: bool) -> Call {
    let (act, body) = if approve {
        ("approval", json!({}))
    } else {
        (
            "rejection",
            json!({ "reason": "Afvist i et kapløb mellem to." }),
        )
    };
    Call::post(path(request, act))
        .json(&body)
        .if_match(request.version)
}

/// Takes the role back, if the winner gave it, so that it can be asked for again.
async fn clear(lba: &Person, request: &AccessRequestView) {
    let grant = request
        .decision
        .as_ref()
        .and_then(|decision| decision.grant_id);
    if let Some(grant) = grant {
        let revocation = Call::post(format!("{GRANTS}/{grant}/revocation"))
            .json(&json!({ "reason": "Rydder op efter kapløbet." }))
            .if_match(1);
        assert_eq!(lba.send(revocation).await.status, 200);
    }
}

async fn ask(employee: &Person, body: &Value) -> AccessRequestView {
    employee.post(REQUESTS, body).await.view()
}

/// Eight clients decide one request, each its own way.
async fn race(lbas: [&Person; 2], request: &AccessRequestView) -> Vec<u16> {
    let (first, second) = (lbas[0], lbas[1]);
    let go = |number: usize| {
        let lba = if number.is_multiple_of(2) {
            first
        } else {
            second
        };
        async move {
            let reply = lba.send(decision(request, !number.is_multiple_of(3))).await;
            if reply.status != 200 {
                let problem = reply.problem(ProblemKind::AlreadyDecided);
                assert!(problem.decision.is_some(), "the loser is told who won");
            }
            reply.status
        }
    };
    let (w, x, y, z) = tokio::join!(
        async { tokio::join!(go(0), go(1)) },
        async { tokio::join!(go(2), go(3)) },
        async { tokio::join!(go(4), go(5)) },
        async { tokio::join!(go(6), go(7)) },
    );
    [w, x, y, z]
        .into_iter()
        .flat_map(<[u16; 2]>::from)
        .collect()
}

/// The taking of `loser`'s own LBA role.
async fn revocation_of(keeper: &Person, loser: &Person) -> Call {
    let id = loser.me().await.user.id;
    let held = format!("{GRANTS}?user_id={id}&role=Brugeradministration.LBA");
    let grant = keeper
        .get(held)
        .await
        .view::<Page<RoleGrantView>>()
        .items
        .remove(0);
    Call::post(format!("{GRANTS}/{}/revocation", grant.id))
        .json(&json!({ "reason": "Er ikke længere brugeransvarlig." }))
        .if_match(grant.version)
}

fn session_of(person: &Person) -> Credential {
    Credential::Session(hash_of(person.session()))
}

both! {
    async fn of_eight_who_decide_one_request_exactly_one_wins(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let body = asking(&employee).await;
        for round in 0..rounds() {
            let request = ask(&employee, &body).await;
            let statuses = race([&first, &second], &request).await;
            let won = statuses.iter().filter(|status| **status == 200).count();
            assert_eq!(won, 1, "round {round}: {statuses:?}");
            let closed: AccessRequestView = first.get(format!("{REQUESTS}/{}", request.id)).await.view();
            let gave = closed.decision.as_ref().is_some_and(|decision| decision.grant_id.is_some());
            assert_eq!(gave, closed.state == RequestState::Approved);
            clear(&first, &closed).await;
        }
    }

    async fn no_approval_succeeds_once_the_lba_s_revocation_was_acknowledged(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let body = asking(&employee).await;
        let (keeper, loser) = (app.login("lba2-nordisk").await, app.login("lba-nordisk").await);
        let loser_id = loser.me().await.user.id;
        for round in 0..rounds().div_ceil(10) {
            let request = ask(&employee, &body).await;
            let list: Page<RoleGrantView> = keeper
                .get(format!("{GRANTS}?user_id={loser_id}&role=Brugeradministration.LBA&as_of={}", app.now()))
                .await
                .view();
            let lba_grant = &list.items[0];
            let revoked = AtomicBool::new(false);
            let revoke = async {
                tokio::time::sleep(Duration::from_micros(rand::random_range(0..4000))).await;
                let call = Call::post(format!("{GRANTS}/{}/revocation", lba_grant.id))
                    .json(&json!({ "reason": "Er ikke længere brugeransvarlig." }))
                    .if_match(lba_grant.version);
                assert_eq!(keeper.send(call).await.status, 200);
                revoked.store(true, Ordering::SeqCst);
            };
            let approve = async {
                let mut won = None;
                for _ in 0..40 {
                    let too_late = revoked.load(Ordering::SeqCst);
                    let reply = loser.send(decision(&request, true)).await;
                    if reply.status == 200 {
                        assert!(!too_late, "round {round}: approved after the revocation was acknowledged");
                        won = Some(reply.view::<AccessRequestView>());
                    }
                    if too_late { break; }
                }
                won
            };
            let ((), won) = tokio::join!(revoke, approve);
            let closed: AccessRequestView = keeper.get(format!("{REQUESTS}/{}", request.id)).await.view();
            assert_eq!(closed.state == RequestState::Approved, won.is_some());
            if won.is_none() {
                let back = Call::post(path(&request, "withdrawal")).json(&json!({})).if_match(closed.version);
                assert_eq!(employee.send(back).await.status, 200);
            }
            clear(&keeper, &closed).await;
            let again = json!({
                "user_id": loser_id, "role": "Brugeradministration.LBA",
                "organisation_id": lba_grant.organisation.id, "reason": "Er brugeransvarlig igen.",
            });
            assert_eq!(keeper.post(GRANTS, &again).await.status, 201);
        }
    }

    async fn a_revocation_waits_for_what_the_lba_is_doing(app: TestApp) {
        let (keeper, loser) = (app.login("lba2-nordisk").await, app.login("lba-nordisk").await);
        let revocation = revocation_of(&keeper, &loser).await;
        let mut acting = app.connection();
        dialect::begin_write(&mut acting).unwrap();
        caller::load_to_act(&mut acting, &session_of(&loser), app.now()).unwrap();
        let mut revoked = pin!(keeper.send(revocation));
        let early = tokio::time::timeout(Duration::from_millis(300), &mut revoked).await;
        assert!(early.is_err(), "revoked beside what they were doing");
        dialect::commit(&mut acting).unwrap();
        assert_eq!(revoked.await.status, 200);
    }

    async fn what_was_begun_before_a_revocation_starts_over(app: TestApp) {
        if app.engine() == Engine::Sqlite {
            // Its one writer lets nobody revoke anything meanwhile.
            return;
        }
        let (keeper, loser) = (app.login("lba2-nordisk").await, app.login("lba-nordisk").await);
        let revocation = revocation_of(&keeper, &loser).await;
        let (credential, now) = (session_of(&loser), app.now());
        let mut acting = app.connection();
        dialect::begin_write(&mut acting).unwrap();
        caller::load(&mut acting, &credential, now).unwrap();
        assert_eq!(keeper.send(revocation).await.status, 200);
        match caller::load_to_act(&mut acting, &credential, now) {
            Err(Failure::Database(error)) => assert!(dialect::is_worth_another_try(&error)),
            other => panic!("they act on a right that is gone: {other:?}"),
        }
    }

    async fn two_lbas_who_revoke_each_other_at_once_leave_one(app: TestApp) {
        let (a, b) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let (a_id, b_id) = (a.me().await.user.id, b.me().await.user.id);
        let grant_of = |id| format!("{GRANTS}?user_id={id}&role=Brugeradministration.LBA");
        let a_grant = a.get(grant_of(a_id)).await.view::<Page<RoleGrantView>>().items.remove(0);
        let b_grant = a.get(grant_of(b_id)).await.view::<Page<RoleGrantView>>().items.remove(0);
        let revoke = |grant: &RoleGrantView| Call::post(format!("{GRANTS}/{}/revocation", grant.id))
            .json(&json!({ "reason": "Vi fratager hinanden rollen." }))
            .if_match(grant.version);
        let (one, other) = tokio::join!(a.send(revoke(&b_grant)), b.send(revoke(&a_grant)));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert!(statuses[0] == 200 && statuses[1] >= 400, "{statuses:?}");
        let left = [a.me().await, b.me().await].iter().filter(|me| !me.administers.is_empty()).count();
        assert_eq!(left, 1);
    }
}
