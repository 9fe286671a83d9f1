//! RP-initiated and back-channel logout.

use std::{net::Ipv4Addr, sync::Arc};

use actix_web::{App, HttpResponse, HttpServer, dev::ServerHandle, web};
use mitid_erhverv_simulator::RegisteredClient;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::support::{AFTER_LOGOUT, World, client, cookie, location};

type Inbox = Arc<Mutex<Vec<String>>>;

/// A relying party's back-channel endpoint, which keeps what it gets.
struct Listener {
    inbox: Inbox,
    uri: String,
    handle: ServerHandle,
}

impl Listener {
    fn start() -> Self {
        let inbox = Inbox::default();
        let kept = Arc::clone(&inbox);
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(Arc::clone(&kept)))
                .route("/logout", web::post().to(receive))
        })
        .workers(1)
        .disable_signals()
        .bind((Ipv4Addr::LOCALHOST, 0))
        .unwrap();
        let uri = format!("http://{}/logout", server.addrs()[0]);
        let running = server.run();
        let handle = running.handle();
        tokio::spawn(running);
        Self { inbox, uri, handle }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

async fn receive(inbox: web::Data<Inbox>, form: web::Form<Vec<(String, String)>>) -> HttpResponse {
    let tokens = form.into_inner().into_iter();
    let tokens = tokens.filter(|(name, _)| name == "logout_token");
    inbox.lock().await.extend(tokens.map(|(_, token)| token));
    HttpResponse::Ok().finish()
}

fn listening(world: &World, id: &str) -> Listener {
    let listener = Listener::start();
    world.simulator.register(RegisteredClient {
        backchannel_logout_uri: Some(listener.uri.clone()),
        ..client(id)
    });
    listener
}

async fn log_out(world: &World, parameters: &[(&str, &str)]) -> reqwest::Response {
    let mut url = world.at("/end_session");
    url.query_pairs_mut().extend_pairs(parameters);
    world.http.get(url).send().await.unwrap()
}

#[tokio::test]
async fn logging_out_tells_the_client_with_a_signed_logout_token() {
    let world = World::new().await;
    let listener = listening(&world, "one");
    let tokens = world.tokens("lba-nordisk").await;
    let id_token = tokens["id_token"].as_str().unwrap();
    let login = world.read(id_token, "one").await.unwrap();

    let answer = log_out(
        &world,
        &[
            ("id_token_hint", id_token),
            ("post_logout_redirect_uri", AFTER_LOGOUT),
            ("state", "s t"),
        ],
    )
    .await;
    assert_eq!(answer.status(), 303);
    assert_eq!(
        answer.headers()["location"],
        format!("{AFTER_LOGOUT}?state=s+t")
    );

    let received = listener.inbox.lock().await;
    assert_eq!(received.len(), 1);
    let header = jsonwebtoken::decode_header(&received[0]).unwrap();
    assert_eq!(header.typ.as_deref(), Some("logout+jwt"));
    let said = world.read(&received[0], "one").await.unwrap();
    assert_eq!(said["sub"], login["sub"]);
    assert_eq!(said["sid"], login["sid"]);
    assert!(said["jti"].is_string());
    assert!(said.get("nonce").is_none());
    let event = "http://schemas.openid.net/event/backchannel-logout";
    assert_eq!(said["events"], json!({ event: {} }));
}

#[tokio::test]
async fn a_logout_ends_the_access_token_as_well() {
    let world = World::new().await;
    let tokens = world.tokens("lba-nordisk").await;
    log_out(
        &world,
        &[("id_token_hint", tokens["id_token"].as_str().unwrap())],
    )
    .await;
    let asked = world.http.get(world.at("/userinfo"));
    let asked = asked.bearer_auth(tokens["access_token"].as_str().unwrap());
    assert_eq!(asked.send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn ending_the_sessions_of_a_person_tells_every_client_and_nobody_elses() {
    let world = World::new().await;
    let (one, two) = (listening(&world, "one"), listening(&world, "two"));
    let first = world.authorize(&[("login_hint", "lba-nordisk")]).await;
    let url = world.authorize_url(&[("login_hint", "lba-nordisk"), ("client_id", "two")]);
    let joined = world.http.get(url).header("cookie", cookie(&first));
    joined.send().await.unwrap();
    world.tokens("lba-fjord").await;

    assert_eq!(world.simulator.end_session("lba-nordisk").await, 2);
    assert_eq!(one.inbox.lock().await.len(), 1);
    assert_eq!(two.inbox.lock().await.len(), 1);
    assert_eq!(world.simulator.end_session("lba-nordisk").await, 0);
}

#[tokio::test]
async fn a_client_that_does_not_answer_does_not_hold_the_logout_up() {
    let world = World::new().await;
    world.simulator.register(RegisteredClient {
        backchannel_logout_uri: Some("http://127.0.0.1:1/logout".into()),
        ..client("one")
    });
    world.tokens("lba-nordisk").await;
    assert_eq!(world.simulator.end_session("lba-nordisk").await, 0);
}

#[tokio::test]
async fn the_session_id_is_as_good_a_hint_as_the_token_but_for_its_own_client_only() {
    let world = World::new().await;
    let listener = listening(&world, "one");
    let tokens = world.tokens("lba-nordisk").await;
    let login = world
        .read(tokens["id_token"].as_str().unwrap(), "one")
        .await
        .unwrap();
    let sid = login["sid"].as_str().unwrap();
    log_out(&world, &[("logout_hint", sid), ("client_id", "two")]).await;
    assert_eq!(listener.inbox.lock().await.len(), 0);
    log_out(&world, &[("logout_hint", sid), ("client_id", "one")]).await;
    assert_eq!(listener.inbox.lock().await.len(), 1);
}

#[tokio::test]
async fn a_forged_hint_or_a_foreign_address_is_refused() {
    let world = World::new().await;
    let tokens = world.tokens("lba-nordisk").await;
    let id_token = tokens["id_token"].as_str().unwrap();
    let (signed, _) = id_token.rsplit_once('.').unwrap();
    let forged = format!("{signed}.{}", "A".repeat(86));
    for parameters in [
        vec![("id_token_hint", forged.as_str())],
        vec![("id_token_hint", id_token), ("client_id", "two")],
        vec![
            ("id_token_hint", id_token),
            ("post_logout_redirect_uri", "https://ond.example/"),
        ],
        vec![("post_logout_redirect_uri", AFTER_LOGOUT)],
    ] {
        assert_eq!(log_out(&world, &parameters).await.status(), 400);
    }
    assert!(still_logged_in(&world, &tokens).await);
}

#[tokio::test]
async fn without_a_hint_the_person_is_asked_first() {
    let world = World::new().await;
    let listener = listening(&world, "one");
    let cookie = cookie(&world.authorize(&[("login_hint", "revisor")]).await);
    let to = [
        ("client_id", "one"),
        ("post_logout_redirect_uri", AFTER_LOGOUT),
    ];
    let mut url = world.at("/end_session");
    url.query_pairs_mut()
        .extend_pairs(to)
        .append_pair("confirmed", "1");
    let asked = world
        .http
        .get(url)
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(asked.status(), 200);
    assert!(asked.text().await.unwrap().contains("Vil du logge af?"));
    assert_eq!(listener.inbox.lock().await.len(), 0);

    let form = [to[0], to[1], ("confirmed", "1")];
    let sent = world.http.post(world.at("/end_session")).form(&form);
    let answer = sent.header("cookie", &cookie).send().await.unwrap();
    assert_eq!(answer.headers()["location"], AFTER_LOGOUT);
    assert_eq!(listener.inbox.lock().await.len(), 1);
}

#[tokio::test]
async fn a_logout_leaves_the_person_who_logged_in_since_alone() {
    let world = World::new().await;
    let former = world.tokens("lba-nordisk").await;
    let later = cookie(&world.authorize(&[("login_hint", "revisor")]).await);
    let mut url = world.at("/end_session");
    url.query_pairs_mut()
        .append_pair("id_token_hint", former["id_token"].as_str().unwrap());
    let asked = world.http.get(url).header("cookie", &later);
    let answer = asked.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().get("set-cookie").is_none());
    let url = world.authorize_url(&[("prompt", "none")]);
    let silent = world.http.get(url).header("cookie", &later);
    assert!(location(&silent.send().await.unwrap()).contains_key("code"));
}

async fn still_logged_in(world: &World, tokens: &Value) -> bool {
    let asked = world.http.get(world.at("/userinfo"));
    let asked = asked.bearer_auth(tokens["access_token"].as_str().unwrap());
    asked.send().await.unwrap().status() == 200
}
