//! Sessions: their beginning, their limits and their end.

use acceptance::{Call, TestApp, both};
use brugeradm::db::schema::{login_attempts, sessions};
use diesel::prelude::*;
use mitid_erhverv_simulator::{Fault, RegisteredClient};
use reqwest::header::{COOKIE, SET_COOKIE};
use serde_json::Value;
use shared::audit::AuditKind;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use url::Url;

use super::world::{Browser, live_sessions, location};

fn logouts(app: &TestApp) -> usize {
    let events = app.audit_events();
    let logouts = events
        .iter()
        .filter(|event| event.kind == AuditKind::LoggedOut);
    logouts.count()
}

/// The session cookie that a login sets, as it is sent back.
async fn session_of(app: &TestApp, key: &str) -> String {
    let browser = Browser::new(app);
    let callback = browser.callback_url(key, "").await;
    let answer = browser.open(&callback).await;
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

async fn status_with(app: &TestApp, cookie: &str) -> u16 {
    let request = reqwest::Client::new().get(format!("{}/api/v1/me", app.base()));
    let answer = request.header(COOKIE, cookie).send().await.unwrap();
    answer.status().as_u16()
}

both! {
    async fn each_login_begins_a_new_session_and_ends_the_browsers_former_one(app: TestApp) {
        let browser = Browser::new(&app);
        let planted = "__Host-session=plantet-af-en-anden";
        assert_eq!(status_with(&app, planted).await, 401);
        browser.log_in("ny-nordisk").await;
        browser.log_in("ny-havn").await;
        assert_eq!(live_sessions(&app), 1);
        assert_eq!(browser.me().await["user"]["organisation"]["name"], "Havnens Hjul ApS");
        let (one, other) = (
            session_of(&app, "ny-nordisk").await,
            session_of(&app, "ny-nordisk").await,
        );
        assert_ne!(one, other);
        assert_eq!(status_with(&app, &one).await, 200);
    }

    async fn only_a_hash_of_the_session_and_of_the_login_is_stored(app: TestApp) {
        let browser = Browser::new(&app);
        let begun = browser.open("/auth/login").await;
        let url = Url::parse(&location(&begun)).unwrap();
        let (_, state) = url.query_pairs().find(|(name, _)| name == "state").unwrap();
        let cookie = session_of(&app, "ny-nordisk").await;
        let token = cookie.split('=').next_back().unwrap();
        let connection = &mut app.connection();
        let tokens: Vec<String> =
            sessions::table.select(sessions::token_hash).load(connection).unwrap();
        let states: Vec<(String, String)> = login_attempts::table
            .select((login_attempts::state_hash, login_attempts::browser_hash))
            .load(connection)
            .unwrap();
        assert_eq!((tokens.len(), states.len()), (1, 1));
        assert_ne!(tokens[0], token);
        assert_ne!(states[0].0, state);
        assert!(!begun.headers()[SET_COOKIE].to_str().unwrap().contains(&states[0].1));
    }

    async fn an_idle_session_ends_and_a_used_one_ends_at_its_absolute_limit(app: TestApp) {
        let idle = session_of(&app, "ny-nordisk").await;
        let used = session_of(&app, "ny-nordisk").await;
        for _ in 0..23 {
            app.advance(20 * 60);
            assert_eq!(status_with(&app, &used).await, 200);
            until_noted(&app).await;
        }
        assert_eq!(status_with(&app, &idle).await, 401);
        app.advance(19 * 60);
        assert_eq!(status_with(&app, &used).await, 200);
        app.advance(61);
        assert_eq!(status_with(&app, &used).await, 401);
    }

    async fn logging_out_ends_the_session_and_leads_to_the_providers_logout(app: TestApp) {
        let browser = Browser::new(&app);
        browser.log_in("ny-nordisk").await;
        assert_eq!(browser.post("/auth/logout", "cross-site").await.status(), 403);
        assert_eq!(browser.get("/api/v1/me").await.status(), 200);

        let answer = browser.post("/auth/logout", "same-origin").await;
        assert_eq!(answer.status(), 200);
        let cookie = answer.headers()[SET_COOKIE].to_str().unwrap().to_owned();
        assert!(cookie.starts_with("__Host-session=;"), "{cookie}");
        let body: Value = answer.json().await.unwrap();
        let next = Url::parse(body["redirect_to"].as_str().unwrap()).unwrap();
        assert!(next.as_str().starts_with(app.simulator().issuer()), "{next}");
        let back = browser.open(next.as_str()).await;
        assert_eq!(location(&back), format!("{}/", app.base()));
        assert_eq!(browser.get("/api/v1/me").await.status(), 401);
        assert_eq!((live_sessions(&app), logouts(&app)), (0, 1));

        let again = browser.post("/auth/logout", "same-origin").await;
        let body: Value = again.json().await.unwrap();
        assert_eq!(body["redirect_to"], "/");
    }

    async fn a_logout_at_the_provider_ends_that_persons_sessions_only(app: TestApp) {
        let (mine, other) = (
            session_of(&app, "ny-nordisk").await,
            session_of(&app, "ny-havn").await,
        );
        for fault in [
            Fault::BadSignature,
            Fault::WrongIssuer,
            Fault::WrongAudience,
            Fault::AlgNone,
            Fault::HmacWithPublicKey,
            Fault::ExpiredIdToken,
            Fault::UnknownKey,
        ] {
            let third = session_of(&app, "lba-nordisk").await;
            app.simulator().set_fault(Some(fault));
            assert_eq!(app.simulator().end_session("lba-nordisk").await, 0, "{fault:?}");
            app.simulator().set_fault(None);
            assert_eq!(status_with(&app, &third).await, 200, "{fault:?}");
        }
        assert_eq!(app.simulator().end_session("ny-nordisk").await, 1);
        assert_eq!(status_with(&app, &mine).await, 401);
        assert_eq!(status_with(&app, &other).await, 200);
        assert_eq!(logouts(&app), 1);
    }

    async fn a_logout_token_counts_once(app: TestApp) {
        let cookie = session_of(&app, "ny-nordisk").await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let elsewhere = format!("http://{}/", listener.local_addr().unwrap());
        app.simulator().register(RegisteredClient {
            backchannel_logout_uri: Some(elsewhere),
            ..acceptance::client(app.base())
        });
        let (_, caught) = tokio::join!(app.simulator().end_session("ny-nordisk"), catch(listener));
        assert_eq!(status_with(&app, &cookie).await, 200);
        let send = || app.send(
            Call::post("/auth/backchannel-logout")
                .without_origin()
                .body("application/x-www-form-urlencoded", caught.clone()),
        );
        assert_eq!(send().await.status, 200);
        assert_eq!(status_with(&app, &cookie).await, 401);
        assert_eq!(send().await.status, 400);
        assert_eq!(logouts(&app), 1);
    }

    async fn a_logout_that_is_no_logout_token_is_refused_and_not_kept_by_caches(app: TestApp) {
        for body in ["logout_token=x", "logout_token=a.b.c", "andet=x"] {
            let request = reqwest::Client::new()
                .post(format!("{}/auth/backchannel-logout", app.base()))
                .header("content-type", "application/x-www-form-urlencoded");
            let answer = request.body(body).send().await.unwrap();
            assert_eq!(answer.status(), 400, "{body}");
            assert_eq!(answer.headers()["cache-control"], "no-store");
        }
    }
}

/// Waits until the use of a session has been noted, which no answer waits for.
async fn until_noted(app: &TestApp) {
    let now = app.now().naive();
    loop {
        let noted: i64 = sessions::table
            .filter(sessions::last_seen_at.eq(now))
            .count()
            .get_result(&mut app.connection())
            .unwrap();
        if noted > 0 {
            return;
        }
        tokio::task::yield_now().await;
    }
}

/// Takes one request, says that it went well, and returns its body.
async fn catch(listener: TcpListener) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut text = String::new();
    loop {
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).await.unwrap();
        text += std::str::from_utf8(&buffer[..read]).unwrap();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head.lines().find_map(|line| {
            line.to_lowercase()
                .strip_prefix("content-length: ")?
                .parse()
                .ok()
        });
        if length == Some(body.len()) {
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.write_all(answer).await.unwrap();
            return body.to_owned();
        }
    }
}
