//! After a move, the module left behind refuses writes, and says where to go.

use acceptance::{Call, both};
use serde_json::json;
use shared::{
    audit::{AuditKind, AuditOutcome},
    id::OrganisationId,
    organisation::Administration,
    problem::ProblemKind,
    rule::Rule,
};

use super::{WHY, cut_over, reversal};

const AMP: &str = "arbejdsmarkedsportalen";
const STAR: &str = "star";

fn creating(home: OrganisationId, number: u32) -> Call {
    let new = json!({
        "name": "Ida Ny", "email": format!("ida{number}@aarhus.invalid"),
        "organisation_id": home,
    });
    Call::post("/api/v1/users").json(&new)
}

both! {
    async fn the_module_left_behind_refuses_writes_and_points_to_the_other(app: TestApp) {
        let (lba, administrator) = (app.login("lba-aarhus").await, app.login("forvalter").await);
        let home = lba.me().await.user.organisation.id;
        let create = |number, module: &str| creating(home, number).header("Administration", module);
        assert_eq!(lba.send(create(1, AMP)).await.status, 201);
        lba.send(create(2, STAR)).await.problem(ProblemKind::MovedToAmp);
        let moved = cut_over(&administrator).await;
        app.forget();
        let problem = lba.send(create(2, AMP)).await.problem(ProblemKind::MovedToStar);
        assert_eq!((problem.rule, problem.status), (Some(Rule::R9), 409));
        assert_eq!(problem.title, "Brugerne administreres nu i STAR Brugeradministration. Intet er ændret.");
        let step = problem.next_step.unwrap();
        assert_eq!((step.text.as_str(), step.href.as_str()), ("Fortsæt i STAR Brugeradministration.", "/"));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome, event.code),
            (AuditKind::UserCreated, AuditOutcome::Refused, Some(ProblemKind::MovedToStar)));
        assert_eq!(event.organisation_id, Some(home.to_string()));
        assert_eq!(lba.send(create(2, STAR)).await.status, 201);
        assert_eq!(lba.send(creating(home, 3)).await.status, 201, "who does not say is where it is");
        assert_eq!(administrator.send(reversal(&moved).if_match(1)).await.status, 201);
        let problem = lba.send(create(4, STAR)).await.problem(ProblemKind::MovedToAmp);
        assert_eq!(problem.next_step.unwrap().text, "Fortsæt i Arbejdsmarkedsportalen.");
        assert_eq!(lba.send(create(4, AMP)).await.status, 201);
    }

    async fn a_module_that_there_is_not_is_no_module(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let home = lba.me().await.user.organisation.id;
        app.forget();
        for word in ["AMP", "", "star, star"] {
            lba.send(creating(home, 1).header("Administration", word)).await
                .problem(ProblemKind::MalformedRequest);
        }
        let twice = creating(home, 1).header("Administration", AMP).header("Administration", AMP);
        lba.send(twice).await.problem(ProblemKind::MalformedRequest);
        assert_eq!(app.audit_events(), []);
    }

    async fn a_repeated_key_says_the_same_module_again(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let home = lba.me().await.user.organisation.id;
        let call = || creating(home, 1).key("den-samme");
        assert_eq!(lba.send(call().header("Administration", AMP)).await.status, 201);
        let again = lba.send(call().header("Administration", AMP)).await;
        assert_eq!((again.status, again.header("idempotent-replayed")), (201, Some("true")));
        lba.send(call()).await.problem(ProblemKind::IdempotencyKeyReused);
    }

    async fn the_desk_works_for_both_modules(app: TestApp) {
        let desk = app.login("support-1").await;
        let worker = app.login("sagsbehandler-aarhus").await.me().await.user.id;
        let give = |module: &str| {
            let grant = json!({ "user_id": worker, "role": crate::story::ROLE,
                "organisation_id": brugeradm::domain::facts::UMBRELLA, "reason": WHY });
            Call::post("/api/v1/role-grants?dry_run=true").json(&grant).header("Administration", module)
        };
        for module in [AMP, STAR] {
            assert_eq!(desk.send(give(module)).await.status, 200, "{module}");
        }
        cut_over(&app.login("forvalter").await).await;
        assert_eq!(desk.send(give(STAR)).await.status, 200);
        desk.send(give(AMP)).await.problem(ProblemKind::MovedToStar);
    }

    async fn the_typed_client_says_where_it_works(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let home = lba.me().await.user.organisation.id;
        let new = shared::user::NewUser {
            name: "Ida Ny".into(), email: "ida@aarhus.invalid".into(), organisation_id: home,
            professional_uuid: None, kind: None, unit: None,
        };
        let client = lba.client().clone();
        let in_star = client.clone().working_in(Some(Administration::Star));
        let refused = in_star.create_user(&new, "key-1").await.unwrap_err();
        assert_eq!(refused.kind(), Some(ProblemKind::MovedToAmp));
        let in_amp = client.working_in(Some(Administration::Arbejdsmarkedsportalen));
        assert!(in_amp.create_user(&new, "key-2").await.is_ok());
    }
}
