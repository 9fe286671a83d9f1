//! A provider and a JobAG. Brugeradministration's two endpoints are stood in for: this crate
//! cannot depend on it, and the whole is tried where both are at hand.

use std::{
    net::{Ipv4Addr, TcpListener},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, dev::ServerHandle, web};
use mitid_erhverv_simulator::{
    Clock, Identity, Simulator, SimulatorConfig, awkward_identities, demo_identities,
    jobag::{self, JobagConfig},
    start,
};
use reqwest::Response;
use serde_json::{Value, json};
use url::Url;

use crate::support::{VERIFIER, cookie, http};

/// What the stand-in for Brugeradministration answers, and how it was asked.
#[derive(Default)]
pub(crate) struct Api {
    pub(crate) allows: AtomicBool,
    pub(crate) is_down: AtomicBool,
    pub(crate) tokens_given: AtomicUsize,
    pub(crate) forgets_tokens: AtomicBool,
    pub(crate) last_subject: std::sync::Mutex<String>,
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
pub(crate) struct Demo {
    pub(crate) simulator: Simulator,
    pub(crate) api: web::Data<Api>,
    pub(crate) base: String,
    pub(crate) http: reqwest::Client,
    handle: ServerHandle,
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

impl Demo {
    pub(crate) async fn new() -> Self {
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

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Response {
        let url = Url::parse(&self.base).unwrap().join(path).unwrap();
        let asked = self.http.get(url).header("cookie", cookie);
        asked.send().await.unwrap()
    }

    pub(crate) async fn page(&self, cookie: &str) -> String {
        self.get("/jobag", cookie).await.text().await.unwrap()
    }

    /// Goes to the provider and back; returns the answer of the callback.
    pub(crate) async fn come_back(&self, path: &str) -> Response {
        let begun = self.get(path, "").await;
        let login = cookie(&begun);
        let provider = begun.headers()["location"].to_str().unwrap();
        let sent_back = self.http.get(provider).send().await.unwrap();
        let callback = sent_back.headers()["location"].to_str().unwrap();
        self.get(callback, &login).await
    }

    /// An ID token made for JobAG.
    pub(crate) async fn id_token(&self, key: &str) -> String {
        let redirect_uri = format!("{}/jobag/callback", self.base);
        let mut url = Url::parse(self.simulator.issuer())
            .unwrap()
            .join("/authorize")
            .unwrap();
        url.query_pairs_mut().extend_pairs([
            ("client_id", "jobag-demo"),
            ("redirect_uri", &redirect_uri),
            ("response_type", "code"),
            ("scope", "openid"),
            ("login_hint", key),
            (
                "code_challenge",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            ),
            ("code_challenge_method", "S256"),
        ]);
        let sent_back = self.http.get(url).send().await.unwrap();
        let callback = Url::parse(sent_back.headers()["location"].to_str().unwrap()).unwrap();
        let (_, code) = callback
            .query_pairs()
            .find(|(name, _)| name == "code")
            .unwrap();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &redirect_uri),
            ("code_verifier", VERIFIER),
            ("client_id", "jobag-demo"),
            ("client_secret", "login secret"),
        ];
        let asked = self
            .http
            .post(format!("{}/token", self.simulator.issuer()))
            .form(&form);
        let tokens: Value = asked.send().await.unwrap().json().await.unwrap();
        tokens["id_token"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn log_in(&self, key: &str) -> String {
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
