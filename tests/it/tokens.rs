//! Tokens for programs, over HTTP.

use acceptance::{Call, Reply, TestApp};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use brugeradm::{db::schema::clients, demo::JOBAG_CLIENT, http::request::hash_of};
use diesel::prelude::*;
use serde_json::Value;
use shared::{
    audit::{AuditKind, AuditOutcome},
    problem::ProblemKind,
};

/// Asks for a token with a form.
async fn ask(app: &TestApp, form: &[(&str, &str)]) -> Reply {
    app.send(Call::post("/oauth/token").form(form)).await
}

fn refused(reply: &Reply, status: u16, error: &str) {
    assert_eq!(reply.status, status, "{reply:?}");
    assert_eq!(reply.body["error"], error, "{reply:?}");
    assert!(reply.body["error_description"].is_string());
    assert_eq!(reply.header("cache-control"), Some("no-store"));
}

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

acceptance::both! {
    async fn a_program_gets_a_short_lived_token_for_this_server_alone(app: TestApp) {
        app.forget();
        let token = app.program_token("access:check").await;
        let head = part(&token, 0);
        assert_eq!((&head["typ"], &head["alg"]), (&"at+jwt".into(), &"ES256".into()));
        let claims = part(&token, 1);
        assert_eq!(claims["iss"], app.base());
        assert_eq!(claims["aud"], app.base());
        assert_eq!(claims["client_id"], JOBAG_CLIENT);
        assert_eq!(claims["scope"], "access:check");
        let now = app.now().utc().timestamp();
        assert_eq!(claims["exp"], now + 300);

        let keys = app.send(Call::get("/.well-known/jwks.json")).await;
        assert_eq!(keys.body["keys"][0]["kid"], head["kid"]);
        assert!(keys.body["keys"][0].get("d").is_none(), "no private key");

        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::TokenIssued, AuditOutcome::Done));
        assert!(event.actor_system.is_some());
    }

    async fn the_metadata_says_where_everything_is(app: TestApp) {
        let told = app.send(Call::get("/.well-known/oauth-authorization-server")).await;
        assert_eq!(told.body["issuer"], app.base());
        assert_eq!(told.body["token_endpoint"], format!("{}/oauth/token", app.base()));
        let keys = told.body["jwks_uri"].as_str().unwrap();
        assert_eq!(app.send(Call::get(keys)).await.status, 200);
    }

    async fn a_wrong_secret_and_an_unknown_program_are_refused_alike_and_audited(app: TestApp) {
        app.forget();
        let grant = ("grant_type", "client_credentials");
        let wrong = ask(&app, &[grant, ("client_id", JOBAG_CLIENT), ("client_secret", "x")]).await;
        refused(&wrong, 401, "invalid_client");
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::TokenRefused, AuditOutcome::Refused));
        let unknown = ask(&app, &[grant, ("client_id", "nobody"), ("client_secret", "x")]).await;
        refused(&unknown, 401, "invalid_client");
        assert_eq!(unknown.text, wrong.text);
        assert_eq!(app.only_event().kind, AuditKind::TokenRefused);
    }

    async fn what_is_no_token_request_is_refused_in_the_words_of_the_standard(app: TestApp) {
        let grant = ("grant_type", "client_credentials");
        refused(&ask(&app, &[]).await, 400, "invalid_request");
        refused(&ask(&app, &[grant, grant]).await, 400, "invalid_request");
        refused(&ask(&app, &[grant]).await, 401, "invalid_client");
        refused(&ask(&app, &[("grant_type", "password")]).await, 400, "unsupported_grant_type");
        let json = app.send(Call::post("/oauth/token").json(&serde_json::json!({}))).await;
        refused(&json, 400, "invalid_request");
        let basic = app.send(Call::post("/oauth/token").form(&[grant])
            .header("Authorization", "Basic eDp5")).await;
        refused(&basic, 401, "invalid_client");
        assert!(basic.header("www-authenticate").unwrap().starts_with("Basic"));
    }

    async fn a_scope_that_the_program_does_not_have_is_refused(app: TestApp) {
        register(&app, "narrow", "a secret");
        let credentials = [
            ("grant_type", "client_credentials"),
            ("client_id", "narrow"),
            ("client_secret", "a secret"),
        ];
        let all = ask(&app, &credentials).await;
        assert_eq!(all.body["scope"], "access:check");
        for more in ["requests:create", "access:check requests:create", "everything"] {
            let fields = [&credentials[..], &[("scope", more)]].concat();
            refused(&ask(&app, &fields).await, 400, "invalid_scope");
        }
    }

    async fn a_token_ends_after_five_minutes(app: TestApp) {
        let token = app.program_token("access:check").await;
        let check = || Call::post("/access/v1/evaluation").json(&serde_json::json!({
            "subject": { "type": "user", "id": "x" }, "action": { "name": "have" },
            "resource": { "type": "role", "id": "x" },
        })).bearer(&token);
        app.advance(299);
        assert_eq!(app.send(check()).await.status, 200);
        app.advance(1);
        app.send(check()).await.problem(ProblemKind::Unauthenticated);
    }
}

/// Registers a program that may only ask.
fn register(app: &TestApp, id: &str, secret: &str) {
    let row = (
        clients::id.eq(id),
        clients::name.eq(id),
        clients::secret_hash.eq(hash_of(secret)),
        clients::scopes.eq("access:check"),
        clients::active.eq(true),
        clients::created_at.eq(app.now().naive()),
    );
    diesel::insert_into(clients::table)
        .values(row)
        .execute(&mut app.connection())
        .unwrap();
}
