//! What every write has in common: versions, dry runs, repeated keys, the same origin.

use acceptance::{Call, both};
use serde_json::{Value, json};
use shared::{
    access_request::{AccessRequestView, RequestState},
    audit::AuditKind,
    problem::ProblemKind,
};

use crate::story::{REQUESTS, asked, asking, path};

both! {
    async fn a_decision_says_which_version_it_means(app: TestApp) {
        let request = asked(&app.login("ny-nordisk").await).await;
        let lba = app.login("lba-nordisk").await;
        let approval = path(&request, "approval");
        let call = |tag: Option<&str>| {
            let call = Call::post(approval.clone()).json(&json!({}));
            match tag { Some(tag) => call.header("If-Match", tag), None => call }
        };
        lba.send(call(None)).await.problem(ProblemKind::PreconditionRequired);
        for tag in ["\"2\"", "*", "1", "W/\"1\"", "\"x\""] {
            lba.send(call(Some(tag))).await.problem(ProblemKind::StaleVersion);
        }
        let read = lba.get(format!("{REQUESTS}/{}", request.id)).await;
        let tag = read.header("etag").unwrap().to_owned();
        let reply = lba.send(call(Some(&tag))).await;
        assert_eq!(reply.header("etag"), Some("\"2\""));
        assert_eq!(reply.status, 200);
    }

    async fn a_dry_run_decides_and_keeps_nothing(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        app.forget();
        let body = asking(&employee).await;
        let dry = employee.post(format!("{REQUESTS}?dry_run=true"), &body).await;
        assert_eq!(dry.status, 200);
        assert!(app.audit_events().is_empty() && app.outbox().is_empty());
        let request = asked(&employee).await;
        let lba = app.login("lba-nordisk").await;
        app.forget();
        let approval = format!("{}?dry_run=true", path(&request, "approval"));
        let call = Call::post(approval).json(&json!({})).if_match(request.version);
        let would: AccessRequestView = lba.send(call).await.view();
        assert_eq!(would.state, RequestState::Approved);
        assert!(app.audit_events().is_empty() && app.outbox().is_empty());
        let still: AccessRequestView = lba.get(format!("{REQUESTS}/{}", request.id)).await.view();
        assert_eq!(still.state, RequestState::Open);
    }

    async fn a_repeated_key_is_answered_alike_and_acts_once(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let body = asking(&employee).await;
        app.forget();
        let call = |body: &Value| Call::post(REQUESTS).json(body).key("den-samme");
        let first = employee.send(call(&body)).await;
        let again = employee.send(call(&body)).await;
        assert_eq!((first.status, again.status), (201, 201));
        assert_eq!(first.body, again.body);
        assert_eq!((again.header("idempotent-replayed"), first.header("location")), (Some("true"), again.header("location")));
        assert_eq!(app.only_event().kind, AuditKind::AccessRequestSubmitted);
        let mut other = body.clone();
        other["justification"] = json!("En helt anden begrundelse.");
        employee.send(call(&other)).await.problem(ProblemKind::IdempotencyKeyReused);
        let stranger = app.login("ny-fjord").await;
        let theirs = asking(&stranger).await;
        assert_eq!(stranger.send(call(&theirs)).await.status, 201, "keys are the caller's own");
    }

    async fn a_write_from_another_site_is_refused(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let body = asking(&employee).await;
        app.forget();
        for call in [
            Call::post(REQUESTS).json(&body).without_origin(),
            Call::post(REQUESTS).json(&body).without_origin().header("Origin", "https://ond.example"),
            Call::post(REQUESTS).json(&body).header("Sec-Fetch-Site", "cross-site"),
            Call::post(REQUESTS).json(&body).without_origin().header("Origin", "null"),
        ] {
            employee.send(call).await.problem(ProblemKind::CrossOrigin);
        }
        assert!(app.audit_events().is_empty());
    }
}
