//! Everything that a login may be refused for, each with its own code and audit event.

use std::time::Duration;

use acceptance::{TestApp, both};
use mitid_erhverv_simulator::Fault;
use serde_json::Value;
use shared::{
    audit::{AuditKind, AuditOutcome},
    problem::ProblemKind,
};

use super::world::{Browser, counts, live_sessions, location};

/// The login ended on the page for `code`, that was audited, and there is no session of it.
fn assert_refused(app: &TestApp, at: &str, code: &str, about: &str) {
    assert_eq!(at, format!("/login-fejl?kode={code}"), "{about}");
    let event = app.only_event();
    assert_eq!(event.kind, AuditKind::LoginRefused, "{about}");
    assert_eq!(event.outcome, AuditOutcome::Refused, "{about}");
    assert_eq!(event.code.map(ProblemKind::code), Some(code), "{about}");
    assert_eq!(live_sessions(app), 0, "{about}");
}

both! {
    async fn a_login_that_is_private_or_nowhere_or_weak_is_refused(app: TestApp) {
        for (key, code) in [
            ("privat", "login-private"),
            ("uden-cvr", "login-without-cvr"),
            ("lav-nordisk", "login-too-weak"),
        ] {
            let at = Browser::new(&app).log_in(key).await;
            assert_refused(&app, &at, code, key);
        }
    }

    async fn an_answer_of_the_provider_that_does_not_hold_is_refused(app: TestApp) {
        let before = counts(&mut app.connection());
        for (fault, code) in [
            (Fault::WrongIssuer, "login-rejected"),
            (Fault::WrongAudience, "login-rejected"),
            (Fault::WrongNonce, "login-rejected"),
            (Fault::MissingNonce, "login-rejected"),
            (Fault::BadSignature, "login-rejected"),
            (Fault::UnknownKey, "login-rejected"),
            (Fault::ExpiredIdToken, "login-rejected"),
            (Fault::AlgNone, "login-rejected"),
            (Fault::HmacWithPublicKey, "login-rejected"),
            (Fault::MissingIdToken, "login-rejected"),
            (Fault::WrongUserinfoSubject, "login-rejected"),
            (Fault::WrongCallbackIssuer, "login-rejected"),
            (Fault::WrongState, "login-expired"),
            (Fault::TokenEndpointDown, "login-unavailable"),
            (Fault::UserinfoDown, "login-unavailable"),
        ] {
            app.simulator().set_fault(Some(fault));
            let at = Browser::new(&app).log_in("ny-nordisk").await;
            assert_refused(&app, &at, code, &format!("{fault:?}"));
        }
        app.simulator().set_fault(None);
        assert_eq!(counts(&mut app.connection()), before);
        assert_eq!(Browser::new(&app).log_in("ny-nordisk").await, "/");
    }

    async fn a_provider_that_is_down_or_slow_is_told_of_as_such(app: TestApp) {
        app.simulator().set_fault(Some(Fault::KeysDown));
        let begun = Browser::new(&app).open("/auth/login").await;
        assert_refused(&app, &location(&begun), "login-unavailable", "keys");
        app.simulator().set_fault(Some(Fault::SlowToken(Duration::from_mins(1))));
        let at = Browser::new(&app).log_in("ny-nordisk").await;
        assert_refused(&app, &at, "login-unavailable", "slow");
    }

    async fn a_callback_counts_once_and_in_its_own_browser_and_in_time(app: TestApp) {
        let browser = Browser::new(&app);
        let callback = browser.callback_url("ny-nordisk", "").await;
        let elsewhere = Browser::new(&app).open(&callback).await;
        assert_refused(&app, &location(&elsewhere), "login-expired", "other browser");

        app.advance(601);
        let late = browser.open(&callback).await;
        assert_refused(&app, &location(&late), "login-expired", "late");

        let callback = browser.callback_url("ny-nordisk", "").await;
        assert_eq!(location(&browser.open(&callback).await), "/");
        let again = browser.open(&callback).await;
        assert_eq!(location(&again), "/login-fejl?kode=login-expired");
    }

    async fn a_code_that_was_used_before_is_refused_in_a_new_login(app: TestApp) {
        let browser = Browser::new(&app);
        let used = browser.callback_url("ny-nordisk", "").await;
        browser.open(&used).await;
        let fresh = browser.callback_url("ny-nordisk", "").await;
        let code = |url: &str| {
            let url = url::Url::parse(url).unwrap();
            let (_, code) = url.query_pairs().find(|(name, _)| name == "code").unwrap();
            code.into_owned()
        };
        let mixed = fresh.replace(&code(&fresh), &code(&used));
        let at = location(&browser.open(&mixed).await);
        assert_eq!(at, "/login-fejl?kode=login-expired");
    }

    async fn a_callback_without_a_login_or_after_a_cancelled_one_is_refused(app: TestApp) {
        for query in ["", "?state=x&code=y", "?code=y", "?error=access_denied"] {
            let answer = Browser::new(&app).open(&format!("/auth/callback{query}")).await;
            assert_refused(&app, &location(&answer), "login-expired", query);
        }
        let browser = Browser::new(&app);
        let mut callback =
            url::Url::parse(&browser.callback_url("ny-nordisk", "").await).unwrap();
        let kept: Vec<_> = callback
            .query_pairs()
            .into_owned()
            .filter(|(name, _)| name != "code")
            .collect();
        callback
            .query_pairs_mut()
            .clear()
            .extend_pairs(kept)
            .append_pair("error", "access_denied");
        let answer = browser.open(callback.as_str()).await;
        assert_refused(&app, &location(&answer), "login-expired", "cancelled");
    }

    async fn programs_get_the_problem_instead_of_the_page(app: TestApp) {
        let answer = Browser::new(&app).get("/auth/callback?state=x&code=y").await;
        assert_eq!(answer.status(), 400);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], "login-expired");
        let unknown = Browser::new(&app).get("/auth/login?issuer=ukendt").await;
        assert_eq!(unknown.status(), 422);
    }

    async fn a_login_returns_to_own_pages_and_known_systems_only(app: TestApp) {
        for (asked, expected) in [
            ("/anmod%3Frolle=x", "/anmod?rolle=x"),
            ("https://jobag.example/annoncer", "https://jobag.example/annoncer"),
            ("https://evil.example/", "/"),
            ("//evil.example", "/"),
            ("/..//evil.example", "/"),
            ("/%5Cevil.example", "/"),
        ] {
            let browser = Browser::new(&app);
            let callback = browser.callback_url("ny-nordisk", &format!("&return_to={asked}")).await;
            assert_eq!(location(&browser.open(&callback).await), expected, "{asked}");
        }
    }

    async fn keys_may_be_rotated_at_any_time(app: TestApp) {
        for _ in 0..3 {
            assert_eq!(Browser::new(&app).log_in("ny-nordisk").await, "/");
            app.simulator().rotate_keys().unwrap();
        }
    }
}
