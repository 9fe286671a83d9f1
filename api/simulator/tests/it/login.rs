//! The authorisation endpoint and what a login says.

use serde_json::{Value, json};

use crate::support::{CALLBACK, SECRET, World, cookie, location};

const EID: &str = "https://data.gov.dk/model/core/eid/";

#[tokio::test]
async fn a_hinted_login_leads_to_tokens_that_say_who_it_is() {
    let world = World::new().await;
    let tokens = world.tokens("lba-nordisk").await;
    let id_token = tokens["id_token"].as_str().unwrap();
    let claims = world.read(id_token, "one").await.unwrap();

    assert_eq!(claims["nonce"], "the nonce");
    assert_eq!(claims["iat"], world.now());
    assert_eq!(claims["exp"], world.now() + 300);
    assert_eq!(claims["auth_time"], world.now());
    assert!(claims["sid"].is_string());
    let loa = "https://data.gov.dk/concept/core/nsis/loa";
    assert_eq!(claims["acr"], format!("{loa}/Substantial"));
    assert_eq!(claims[loa], "Substantial");
    assert_eq!(claims[format!("{EID}fullName")], "Anne Holm");
    assert_eq!(claims[format!("{EID}professional/cvr")], "30100107");
    assert_eq!(
        claims[format!("{EID}professional/orgName")],
        "Nordisk Byg A/S"
    );
    assert_eq!(
        claims[format!("{EID}professional/uuid/persistent")],
        json!(mitid_erhverv_simulator::identities::professional_uuid::LBA_NORDISK)
    );
    assert_eq!(claims["login_hint"], "lba-nordisk");
}

#[tokio::test]
async fn userinfo_says_the_same_as_the_id_token() {
    let world = World::new().await;
    let tokens = world.tokens("ejer-solo").await;
    let id_token = tokens["id_token"].as_str().unwrap();
    let claims = world.read(id_token, "one").await.unwrap();
    let asked = world.http.get(world.at("/userinfo"));
    let asked = asked.bearer_auth(tokens["access_token"].as_str().unwrap());
    let info: Value = asked.send().await.unwrap().json().await.unwrap();

    let info = info.as_object().unwrap();
    assert!(info.len() > 8);
    for (name, value) in info {
        assert_eq!(claims[name], *value, "{name}");
    }
    let represents = format!("{EID}professional/authorizedToRepresent");
    assert_eq!(info[&represents], json!(["30300300"]));
}

#[tokio::test]
async fn userinfo_needs_an_access_token_of_its_own_that_has_not_ended() {
    let world = World::new().await;
    let tokens = world.tokens("lba-fjord").await;
    let ask = |token: &str| {
        let asked = world.http.get(world.at("/userinfo")).bearer_auth(token);
        async { asked.send().await.unwrap().status() }
    };
    let token = tokens["access_token"].as_str().unwrap();
    assert_eq!(ask(token).await, 200);
    assert_eq!(ask(tokens["id_token"].as_str().unwrap()).await, 401);
    world.pass_seconds(3601);
    assert_eq!(ask(token).await, 401);
    let bare = world.http.get(world.at("/userinfo")).send().await.unwrap();
    assert_eq!(bare.headers()["www-authenticate"], "Bearer");
}

#[tokio::test]
async fn the_browser_comes_back_with_state_and_issuer() {
    let world = World::new().await;
    let answer = world.authorize(&[("login_hint", "ny-fjord")]).await;
    let back = location(&answer);
    assert_eq!(back["state"], "the state");
    assert_eq!(back["iss"], world.simulator.issuer());
    assert!(!back["code"].is_empty());
}

#[tokio::test]
async fn an_unknown_client_or_address_is_never_sent_anywhere() {
    let world = World::new().await;
    let longer = format!("{CALLBACK}/");
    for change in [
        ("client_id", "three"),
        ("client_id", ""),
        ("redirect_uri", longer.as_str()),
        ("redirect_uri", "https://ond.example/"),
        ("redirect_uri", ""),
    ] {
        let answer = world
            .authorize(&[change, ("login_hint", "lba-nordisk")])
            .await;
        assert_eq!(answer.status(), 400, "{change:?}");
        assert!(answer.headers().get("location").is_none());
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_told_to_the_client() {
    let world = World::new().await;
    for (change, error) in [
        (("code_challenge", ""), "invalid_request"),
        (("code_challenge", "too-short"), "invalid_request"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("code_challenge_method", ""), "invalid_request"),
        (("response_type", "token"), "unsupported_response_type"),
        (("response_mode", "fragment"), "invalid_request"),
        (("scope", "profile"), "invalid_scope"),
        (("request", "x"), "request_not_supported"),
        (("prompt", "none"), "login_required"),
        (("cancel", "1"), "access_denied"),
    ] {
        let answer = world
            .authorize(&[change, ("login_hint", "lba-nordisk")])
            .await;
        let back = location(&answer);
        assert_eq!(back["error"], error, "{change:?}");
        assert_eq!(back["state"], "the state");
        assert!(!back.contains_key("code"));
    }
}

#[tokio::test]
async fn a_session_goes_on_silently_for_the_same_person_only() {
    let world = World::new().await;
    let first = world.authorize(&[("login_hint", "lba-nordisk")]).await;
    let cookie = cookie(&first);
    world.pass_seconds(100);
    let silently = |changes: &[(&str, &str)]| {
        let url = world.authorize_url(&[&[("prompt", "none")], changes].concat());
        let asked = world.http.get(url).header("cookie", &cookie);
        async { location(&asked.send().await.unwrap()) }
    };
    let code = silently(&[("client_id", "two")]).await["code"].clone();
    let other = silently(&[("login_hint", "lba-fjord")]).await;
    assert_eq!(other["error"], "login_required");
    assert_eq!(
        silently(&[("max_age", "99")]).await["error"],
        "login_required"
    );

    let answer = world
        .exchange(&[("client_id", "two"), ("code", &code)])
        .await;
    let tokens: Value = answer.json().await.unwrap();
    let claims = world
        .read(tokens["id_token"].as_str().unwrap(), "two")
        .await
        .unwrap();
    assert_eq!(claims["auth_time"], world.now() - 100);
    assert_eq!(claims["login_hint"], "lba-nordisk");
}

#[tokio::test]
async fn a_session_ends_twelve_hours_after_the_last_login() {
    let world = World::new().await;
    let cookie = cookie(&world.authorize(&[("login_hint", "lba-3f")]).await);
    let silently = || {
        let url = world.authorize_url(&[("prompt", "none")]);
        let asked = world.http.get(url).header("cookie", &cookie);
        async { location(&asked.send().await.unwrap()) }
    };
    world.pass_seconds(12 * 3600 - 1);
    assert!(silently().await.contains_key("code"));
    world.pass_seconds(1);
    assert_eq!(silently().await["error"], "login_required");
}

#[tokio::test]
async fn the_subject_is_stable_and_another_at_every_client() {
    let world = World::new().await;
    let subject = |tokens: Value, client: &'static str| {
        let world = &world;
        async move {
            let token = tokens["id_token"].as_str().unwrap();
            world.read(token, client).await.unwrap()["sub"].clone()
        }
    };
    let first = subject(world.tokens("revisor").await, "one").await;
    let second = subject(world.tokens("revisor").await, "one").await;
    let answer = world
        .authorize(&[("client_id", "two"), ("login_hint", "revisor")])
        .await;
    let code = location(&answer)["code"].clone();
    let answer = world
        .exchange(&[
            ("client_id", "two"),
            ("client_secret", SECRET),
            ("code", &code),
        ])
        .await;
    let elsewhere = subject(answer.json().await.unwrap(), "two").await;
    assert_eq!(first, second);
    assert_ne!(first, elsewhere);
}
