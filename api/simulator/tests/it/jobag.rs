//! JobAG's door, over a real provider. Brugeradministration's two endpoints are stood in for:
//! this crate cannot depend on it, and the whole is tried where both are at hand.

use std::{
    net::{Ipv4Addr, TcpListener},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, dev::ServerHandle, web};
use mitid_erhverv_simulator::{
    Clock, Fault, Identity, Simulator, SimulatorConfig, awkward_identities, demo_identities,
    identities::professional_uuid,
    jobag::{self, JobagConfig},
    start,
};
use reqwest::Response;
use serde_json::{Value, json};
use url::Url;

use crate::support::{cookie, http};

/// What the stand-in for Brugeradministration answers, and how it was asked.
#[derive(Default)]
struct Api {
    allows: AtomicBool,
    is_down: AtomicBool,
    tokens_given: AtomicUsize,
    forgets_tokens: AtomicBool,
    last_subject: std::sync::Mutex<String>,
}

async fn token(api: web::Data<Api>, form: web::Form<Vec<(String, String)>>) -> HttpResponse {
    assert!(form.contains(&("scope".into(), "access:check".into())));
    assert!(form.contains(&("client_secret".into(), "program secret".into())));
    let number = api.tokens_given.fetch_add(1, Ordering::SeqCst);
    api.forgets_tokens.store(false, Ordering::SeqCst);
    HttpResponse::Ok().json(json!({
        "access_token": format!("token-{number}"),
        "token_type": "Bearer",
        "expires_in": 600,
        "scope": "access:check",
    }))
}

async fn evaluation(
    api: web::Data<Api>,
    request: HttpRequest,
    asked: web::Json<Value>,
) -> HttpResponse {
    if api.is_down.load(Ordering::SeqCst) {
        return HttpResponse::InternalServerError().finish();
    }
    let newest = api.tokens_given.load(Ordering::SeqCst) - 1;
    let bearer = request.headers().get("authorization").unwrap();
    if api.forgets_tokens.load(Ordering::SeqCst) || *bearer != format!("Bearer token-{newest}") {
        return HttpResponse::Unauthorized().finish();
    }
    assert_eq!(asked["action"]["name"], "have");
    assert_eq!(asked["resource"]["id"], "JobAG.Virksomhedsbruger");
    let subject = asked["subject"]["id"].as_str().unwrap();
    subject.clone_into(&mut api.last_subject.lock().unwrap());
    HttpResponse::Ok().json(json!({ "decision": api.allows.load(Ordering::SeqCst) }))
}

/// A provider, a JobAG with two workers, and a browser that keeps JobAG's cookie.
struct Demo {
    simulator: Simulator,
    api: web::Data<Api>,
    base: String,
    http: reqwest::Client,
    handle: ServerHandle,
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

impl Demo {
    async fn new() -> Self {
        let odd = Identity {
            key: "odd".into(),
            name: "<b>Odd</b>".into(),
            ..demo_identities().remove(0)
        };
        let simulator = start(SimulatorConfig {
            identities: [demo_identities(), awkward_identities(), vec![odd]].concat(),
            ..SimulatorConfig::default()
        })
        .await
        .unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let config = JobagConfig {
            issuer: simulator.issuer().to_owned(),
            client_id: "jobag-demo".into(),
            client_secret: "login secret".into(),
            public_base: base.clone(),
            program_client_id: "jobag-demo".into(),
            program_secret: "program secret".into(),
            clock: Clock::system(),
        };
        simulator.register(config.registered_client());
        let api = web::Data::new(Api::default());
        let handle = serve(listener, config, web::Data::clone(&api));
        let http = http();
        Self {
            simulator,
            api,
            base,
            http,
            handle,
        }
    }

    async fn get(&self, path: &str, cookie: &str) -> Response {
        let url = Url::parse(&self.base).unwrap().join(path).unwrap();
        let asked = self.http.get(url).header("cookie", cookie);
        asked.send().await.unwrap()
    }

    async fn page(&self, cookie: &str) -> String {
        self.get("/jobag", cookie).await.text().await.unwrap()
    }

    /// Goes to the provider and back; returns the answer of the callback.
    async fn come_back(&self, path: &str) -> Response {
        let begun = self.get(path, "").await;
        let login = cookie(&begun);
        let provider = begun.headers()["location"].to_str().unwrap();
        let sent_back = self.http.get(provider).send().await.unwrap();
        let callback = sent_back.headers()["location"].to_str().unwrap();
        self.get(callback, &login).await
    }

    async fn log_in(&self, key: &str) -> String {
        let path = format!("/jobag/login?login_hint={key}");
        let answer = self.come_back(&path).await;
        assert_eq!(answer.status(), 303);
        assert_eq!(answer.headers()["location"], "/jobag");
        cookie(&answer)
    }
}

fn serve(listener: TcpListener, config: JobagConfig, api: web::Data<Api>) -> ServerHandle {
    let routes = jobag::routes(config);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(api.clone())
            .route("/oauth/token", web::post().to(token))
            .route("/access/v1/evaluation", web::post().to(evaluation))
            .configure(routes.clone())
    })
    .workers(2)
    .disable_signals()
    .listen(listener)
    .unwrap()
    .run();
    let handle = server.handle();
    tokio::spawn(server);
    handle
}

#[tokio::test]
async fn the_door_says_what_it_is_and_leads_to_the_login() {
    let demo = Demo::new().await;
    let page = demo.page("").await;
    assert!(page.contains("<h1>Jobnet for Arbejdsgivere (demo)</h1>"));
    assert!(page.contains("href=\"/jobag/login\">Log ind med MitID Erhverv</a>"));
    let hinted = demo.get("/jobag?login_hint=ny-fjord", "").await;
    assert!(
        hinted
            .text()
            .await
            .unwrap()
            .contains("/jobag/login?login_hint=ny-fjord")
    );
}

#[tokio::test]
async fn access_is_asked_about_at_every_view() {
    let demo = Demo::new().await;
    let cookie = demo.log_in("bruger-nordisk").await;
    demo.api.allows.store(true, Ordering::SeqCst);
    let page = demo.page(&cookie).await;
    assert!(page.contains("<h1>Du er logget ind i Jobnet for Arbejdsgivere</h1>"));
    assert!(page.contains("Mette Lund") && page.contains("Nordisk Byg A/S"));
    let uuid = professional_uuid::BRUGER_NORDISK;
    let expected = format!("CVR:30100107-UUID:{uuid}");
    assert_eq!(*demo.api.last_subject.lock().unwrap(), expected);

    demo.api.allows.store(false, Ordering::SeqCst);
    let page = demo.page(&cookie).await;
    assert!(page.contains("<h1>Du har ikke adgang endnu</h1>"));
    assert!(page.contains(
        "href=\"/auth/login?return_to=%2Fanmod%3Frolle%3DJobAG.Virksomhedsbruger\
         %26tilbage%3D%252Fjobag&amp;login_hint=bruger-nordisk\">Anmod om adgang</a>"
    ));
    assert_eq!(demo.api.tokens_given.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_program_token_that_is_refused_is_fetched_anew() {
    let demo = Demo::new().await;
    demo.api.allows.store(true, Ordering::SeqCst);
    let cookie = demo.log_in("bruger-nordisk").await;
    demo.page(&cookie).await;
    demo.api.forgets_tokens.store(true, Ordering::SeqCst);
    assert!(demo.page(&cookie).await.contains("Du er logget ind i"));
    assert_eq!(demo.api.tokens_given.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_brugeradministration_out_of_reach_lets_nobody_in_and_keeps_the_login() {
    let demo = Demo::new().await;
    demo.api.allows.store(true, Ordering::SeqCst);
    let cookie = demo.log_in("bruger-nordisk").await;
    demo.api.is_down.store(true, Ordering::SeqCst);
    let answer = demo.get("/jobag", &cookie).await;
    assert_eq!(answer.status(), 503);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Din adgang kan ikke kontrolleres lige nu"));
    demo.api.is_down.store(false, Ordering::SeqCst);
    assert!(demo.page(&cookie).await.contains("Du er logget ind i"));
}

#[tokio::test]
async fn whoever_cannot_be_asked_about_is_told_why() {
    let demo = Demo::new().await;
    demo.api.allows.store(true, Ordering::SeqCst);
    for (key, said) in [
        ("privat", "Log ind for en virksomhed"),
        ("uden-cvr", "Log ind for en virksomhed"),
        ("lav-nordisk", "Log ind på en mere sikker måde"),
    ] {
        let cookie = demo.log_in(key).await;
        assert!(demo.page(&cookie).await.contains(said), "{key}");
    }
    assert_eq!(demo.api.tokens_given.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_login_that_does_not_hold_is_refused() {
    let demo = Demo::new().await;
    for fault in [
        Fault::WrongIssuer,
        Fault::WrongAudience,
        Fault::WrongNonce,
        Fault::MissingNonce,
        Fault::BadSignature,
        Fault::UnknownKey,
        Fault::ExpiredIdToken,
        Fault::AlgNone,
        Fault::HmacWithPublicKey,
        Fault::TokenEndpointDown,
        Fault::MissingIdToken,
        Fault::KeysDown,
        Fault::WrongState,
        Fault::WrongCallbackIssuer,
    ] {
        demo.simulator.set_fault(Some(fault));
        let answer = demo.come_back("/jobag/login?login_hint=lba-nordisk").await;
        assert_eq!(answer.status(), 400, "{fault:?}");
        assert!(answer.headers().get("set-cookie").is_none());
        let page = answer.text().await.unwrap();
        assert!(page.contains("Du blev ikke logget ind"));
    }
}

#[tokio::test]
async fn a_callback_counts_once_and_in_its_own_browser_only() {
    let demo = Demo::new().await;
    let begun = demo.get("/jobag/login?login_hint=lba-nordisk", "").await;
    let login = cookie(&begun);
    let provider = begun.headers()["location"].to_str().unwrap();
    let sent_back = demo.http.get(provider).send().await.unwrap();
    let callback = sent_back.headers()["location"].to_str().unwrap();
    assert_eq!(demo.get(callback, "").await.status(), 400);
    assert_eq!(demo.get(callback, &login).await.status(), 303);
    assert_eq!(demo.get(callback, &login).await.status(), 400);
}

#[tokio::test]
async fn a_cancelled_login_is_no_error() {
    let demo = Demo::new().await;
    let begun = demo.get("/jobag/login", "").await;
    let mut provider = Url::parse(begun.headers()["location"].to_str().unwrap()).unwrap();
    provider.query_pairs_mut().append_pair("cancel", "1");
    let sent_back = demo.http.get(provider).send().await.unwrap();
    let callback = sent_back.headers()["location"].to_str().unwrap();
    let answer = demo.get(callback, &cookie(&begun)).await;
    assert_eq!(answer.status(), 200);
    assert!(
        answer
            .text()
            .await
            .unwrap()
            .contains("Du er ikke logget ind")
    );
}

#[tokio::test]
async fn cookies_are_kept_from_scripts_and_other_sites() {
    let demo = Demo::new().await;
    let answer = demo.come_back("/jobag/login?login_hint=lba-nordisk").await;
    let set = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(set.starts_with("jobag_session="));
    for word in ["HttpOnly", "SameSite=Lax", "Path=/jobag"] {
        assert!(set.contains(word), "{set}");
    }
}

#[tokio::test]
async fn logging_off_ends_the_session_here_and_at_the_provider() {
    let demo = Demo::new().await;
    let cookie = demo.log_in("lba-nordisk").await;
    let url = format!("{}/jobag/logout", demo.base);
    let sent = demo.http.post(url).header("cookie", &cookie);
    let answer = sent.send().await.unwrap();
    let provider = answer.headers()["location"].to_str().unwrap();
    assert!(provider.starts_with(demo.simulator.issuer()));
    assert!(
        demo.page(&cookie)
            .await
            .contains("Log ind med MitID Erhverv")
    );

    let away = demo.http.get(provider).send().await.unwrap();
    assert_eq!(away.headers()["location"], format!("{}/jobag", demo.base));
    assert_eq!(demo.simulator.end_session("lba-nordisk").await, 0);
}

#[tokio::test]
async fn a_logout_at_the_provider_ends_the_session_here_unless_its_token_is_false() {
    let demo = Demo::new().await;
    demo.api.allows.store(true, Ordering::SeqCst);
    let cookie = demo.log_in("lba-nordisk").await;
    for fault in [Fault::BadSignature, Fault::AlgNone, Fault::WrongAudience] {
        let other = demo.log_in("lba-fjord").await;
        demo.simulator.set_fault(Some(fault));
        assert_eq!(
            demo.simulator.end_session("lba-fjord").await,
            0,
            "{fault:?}"
        );
        demo.simulator.set_fault(None);
        assert!(demo.page(&other).await.contains("Du er logget ind i"));
    }
    assert_eq!(demo.simulator.end_session("lba-nordisk").await, 1);
    assert!(
        demo.page(&cookie)
            .await
            .contains("Log ind med MitID Erhverv")
    );
}

#[tokio::test]
async fn what_is_no_logout_token_is_refused() {
    let demo = Demo::new().await;
    let url = format!("{}/jobag/backchannel-logout", demo.base);
    let sent = demo.http.post(url).form(&[("logout_token", "a.b.c")]);
    assert_eq!(sent.send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn names_from_the_login_are_escaped() {
    let demo = Demo::new().await;
    let cookie = demo.log_in("odd").await;
    for allows in [true, false] {
        demo.api.allows.store(allows, Ordering::SeqCst);
        let page = demo.page(&cookie).await;
        assert!(page.contains("&lt;b&gt;Odd&lt;/b&gt;"));
        assert!(!page.contains("<b>"));
    }
    let hinted = demo.get("/jobag?login_hint=%22%3E%3Cscript%3E", "").await;
    assert!(!hinted.text().await.unwrap().contains("<script"));
}
