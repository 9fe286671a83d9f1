//! The token endpoint, and the keys that sign.

use reqwest::Response;
use serde_json::Value;

use crate::support::{SECRET, World};

async fn error(answer: Response) -> String {
    assert_eq!(answer.status(), 400);
    let body: Value = answer.json().await.unwrap();
    body["error"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_code_works_once_and_its_replay_ends_the_access_token() {
    let world = World::new().await;
    let code = world.code("lba-nordisk").await;
    let tokens: Value = world
        .exchange(&[("code", &code)])
        .await
        .json()
        .await
        .unwrap();
    let replay = world.exchange(&[("code", &code)]).await;
    assert_eq!(error(replay).await, "invalid_grant");

    let asked = world.http.get(world.at("/userinfo"));
    let asked = asked.bearer_auth(tokens["access_token"].as_str().unwrap());
    assert_eq!(asked.send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_wrong_verifier_is_refused_and_uses_the_code_up() {
    let world = World::new().await;
    let code = world.code("lba-nordisk").await;
    let wrong = world
        .exchange(&[("code", &code), ("code_verifier", "wrong")])
        .await;
    assert_eq!(error(wrong).await, "invalid_grant");
    let right = world.exchange(&[("code", &code)]).await;
    assert_eq!(error(right).await, "invalid_grant");
}

#[tokio::test]
async fn a_code_is_bound_to_its_client_and_address() {
    let world = World::new().await;
    for change in [
        ("client_id", "two"),
        ("redirect_uri", "http://localhost:1/auth/callback2"),
    ] {
        let code = world.code("lba-nordisk").await;
        let answer = world.exchange(&[("code", &code), change]).await;
        assert_eq!(error(answer).await, "invalid_grant", "{change:?}");
    }
}

#[tokio::test]
async fn a_code_lives_for_sixty_seconds() {
    let world = World::new().await;
    let code = world.code("lba-nordisk").await;
    world.pass_seconds(59);
    assert_eq!(world.exchange(&[("code", &code)]).await.status(), 200);
    let code = world.code("lba-nordisk").await;
    world.pass_seconds(60);
    let late = world.exchange(&[("code", &code)]).await;
    assert_eq!(error(late).await, "invalid_grant");
}

#[tokio::test]
async fn what_is_missing_or_double_is_an_invalid_request() {
    let world = World::new().await;
    let code = world.code("lba-nordisk").await;
    for missing in ["code", "redirect_uri", "code_verifier"] {
        let answer = world.exchange(&[("code", &code), (missing, "")]).await;
        assert_eq!(error(answer).await, "invalid_request", "{missing}");
    }
    let other = world.exchange(&[("grant_type", "password")]).await;
    assert_eq!(error(other).await, "unsupported_grant_type");
    let twice = world
        .http
        .post(world.at("/token"))
        .form(&[("code", "a"), ("code", "b")]);
    assert_eq!(error(twice.send().await.unwrap()).await, "invalid_request");
}

#[tokio::test]
async fn a_client_proves_itself_by_header_or_by_form_but_not_by_both() {
    let world = World::new().await;
    let encoded: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    let ask = |secret_in_form: &'static str, header: Option<String>| {
        let world = &world;
        async move {
            let code = world.code("lba-nordisk").await;
            let fields = [
                ("grant_type", "authorization_code"),
                ("redirect_uri", crate::support::CALLBACK),
                ("code_verifier", crate::support::VERIFIER),
                ("client_id", "one"),
                ("code", &code),
                ("client_secret", secret_in_form),
            ];
            let fields: Vec<_> = fields
                .iter()
                .filter(|(_, value)| !value.is_empty())
                .collect();
            let mut asked = world.http.post(world.at("/token")).form(&fields);
            if let Some(secret) = header {
                asked = asked.basic_auth("one", Some(secret));
            }
            asked.send().await.unwrap()
        }
    };
    assert_eq!(ask(SECRET, None).await.status(), 200);
    assert_eq!(ask("", Some(encoded.clone())).await.status(), 200);
    assert_eq!(ask("", None).await.status(), 401);
    assert_eq!(ask("wrong", None).await.status(), 401);
    let wrong = ask("", Some("wrong".into())).await;
    assert!(wrong.headers().contains_key("www-authenticate"));
    assert_eq!(wrong.status(), 401);
    assert_eq!(
        error(ask(SECRET, Some(encoded)).await).await,
        "invalid_request"
    );
}

#[tokio::test]
async fn tokens_outlive_one_rotation_of_the_keys_and_not_two() {
    let world = World::new().await;
    let tokens = world.tokens("lba-nordisk").await;
    let old = tokens["id_token"].as_str().unwrap();
    world.simulator.rotate_keys().unwrap();
    let tokens = world.tokens("lba-nordisk").await;
    let new = tokens["id_token"].as_str().unwrap();

    assert!(world.read(old, "one").await.is_ok());
    assert!(world.read(new, "one").await.is_ok());
    assert_eq!(world.keys().await.keys.len(), 2);
    world.simulator.rotate_keys().unwrap();
    assert!(world.read(old, "one").await.is_err());
    assert!(world.read(new, "one").await.is_ok());
}

#[tokio::test]
async fn the_key_set_shows_public_parts_only() {
    let world = World::new().await;
    let answer = world.http.get(world.at("/jwks")).send().await.unwrap();
    let set: Value = answer.json().await.unwrap();
    let key = set["keys"][0].as_object().unwrap();
    let mut names: Vec<_> = key.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["alg", "crv", "kid", "kty", "use", "x", "y"]);
}
