//! Which tokens are taken, and which are not.

use diesel::prelude::*;
use jsonwebtoken::{Algorithm, EncodingKey, crypto::sign, encode};
use serde_json::{Value, json};

use super::super::testing::{NOW, OWN, World, base64, good, with};
use super::VerifyBearer as _;
use crate::{
    db::{caller::Credential, schema::signing_keys},
    domain::caller::ProgramScope,
};

fn without(name: &str) -> Value {
    let mut claims = good();
    claims.as_object_mut().unwrap().remove(name);
    claims
}

#[tokio::test]
async fn a_good_token_stands_for_its_program_and_the_scopes_that_exist() {
    let world = World::new().await;
    let token = world.token(&world.header(), &good());
    let expected = Credential::Program {
        client: "jobag".into(),
        scopes: vec![ProgramScope::AccessCheck],
    };
    for _first_time_and_remembered in 0..2 {
        assert!(world.issuer.verifier().verify(&token) == Some(expected.clone()));
    }
}

#[tokio::test]
async fn a_token_whose_claims_do_not_hold_is_refused() {
    let world = World::new().await;
    let header = world.header();
    let mut wrong: Vec<Value> = [
        "iss",
        "aud",
        "sub",
        "client_id",
        "iat",
        "exp",
        "jti",
        "scope",
    ]
    .into_iter()
    .map(without)
    .collect();
    wrong.extend([
        with("iss", json!("http://elsewhere")),
        with("iss", json!([OWN])),
        with("aud", json!("http://elsewhere")),
        with("aud", json!([OWN, "http://elsewhere"])),
        with("sub", json!("other")),
        with("exp", json!((NOW + 300).to_string())),
        with("exp", json!(1.5e300)),
        // Half a second before the last moment that would be allowed.
        with("exp", json!(1_781_611_499.5)),
        with("exp", json!(null)),
        with("exp", json!(NOW)),
        with("exp", json!(NOW - 1)),
        with("exp", json!(NOW + 301)),
        with("exp", json!(-1)),
        with("iat", json!(NOW + 31)),
        with("iat", json!("yesterday")),
        with("nbf", json!(NOW + 31)),
        with("nbf", json!("0")),
    ]);
    for claims in wrong {
        let token = world.token(&header, &claims);
        assert!(!world.accepts(&token), "{claims}");
    }
    assert!(world.accepts(&world.token(&header, &with("nbf", json!(NOW)))));
}

#[tokio::test]
async fn a_token_of_another_type_algorithm_or_key_is_refused() {
    let world = World::new().await;
    let mut wrong = Vec::new();
    for typ in [None, Some("JWT"), Some("logout+jwt")] {
        let mut header = world.header();
        header.typ = typ.map(str::to_owned);
        wrong.push(world.token(&header, &good()));
    }
    let mut critical = world.header();
    critical.crit = Some(vec!["b64".into()]);
    wrong.push(world.token(&critical, &good()));
    for kid in [None, Some("unknown".to_owned())] {
        let mut header = world.header();
        header.kid = kid;
        wrong.push(world.token(&header, &good()));
    }
    // Signed with the public key as if it were a shared secret.
    let public: String = signing_keys::table
        .select(signing_keys::public_pem)
        .first(&mut world.database.url().connect().unwrap())
        .unwrap();
    let mut symmetric = world.header();
    symmetric.alg = Algorithm::HS256;
    let secret = EncodingKey::from_secret(public.as_bytes());
    wrong.push(encode(&symmetric, &good(), &secret).unwrap());
    // Signed by nobody.
    let header = json!({ "alg": "none", "typ": "at+jwt", "kid": world.key().kid });
    let bare = format!(
        "{}.{}.",
        base64(&header.to_string()),
        base64(&good().to_string())
    );
    wrong.push(bare);
    for token in wrong {
        assert!(!world.accepts(&token), "{token}");
    }
}

#[tokio::test]
async fn a_key_that_the_token_brings_along_is_never_used() {
    let (world, other) = (World::new().await, World::new().await);
    let key = other.issuer.published().await.unwrap().remove(0);
    for kid in [world.key().kid, other.key().kid] {
        let mut header = world.header();
        header.kid = Some(kid);
        header.jwk = Some(key.clone());
        header.jku = Some("http://127.0.0.1:9/jwks.json".into());
        header.x5u = Some("http://127.0.0.1:9/cert.pem".into());
        assert!(!world.accepts(&other.token(&header, &good())));
    }
    // And one that is ours all the same is judged by our key alone.
    let mut header = world.header();
    header.jwk = Some(key);
    assert!(world.accepts(&world.token(&header, &good())));
}

#[tokio::test]
async fn what_is_not_exactly_the_token_that_was_signed_is_refused() {
    let world = World::new().await;
    let token = world.token(&world.header(), &good());
    let other = world.token(&world.header(), &with("client_id", json!("x")));
    let parts: Vec<_> = token.split('.').collect();
    let others: Vec<_> = other.split('.').collect();
    let (head, body, signature) = (parts[0], parts[1], parts[2]);
    let mut flipped = signature.to_owned();
    let last = if flipped.starts_with('A') { "B" } else { "A" };
    flipped.replace_range(0..1, last);
    let json_form = json!({ "payload": body, "protected": head, "signature": signature });
    for wrong in [
        String::new(),
        ".".into(),
        "..".into(),
        format!("{head}.{body}"),
        format!("{head}.{body}."),
        format!("{head}.{}.{signature}", others[1]),
        format!("{head}.{body}.{}", others[2]),
        format!("{head}.{body}.{flipped}"),
        format!("{head}.{body}.{signature}.{signature}"),
        format!("{head}.{body}.{signature}="),
        format!("{token} {token}"),
        format!("{token},{token}"),
        format!("{token}\n"),
        json_form.to_string(),
        format!("{head}.{}.{signature}", base64(&"x".repeat(3000))),
    ] {
        assert!(!world.accepts(&wrong), "{wrong}");
    }
    assert!(world.accepts(&token));
}

#[tokio::test]
async fn a_token_that_says_something_twice_is_refused() {
    let world = World::new().await;
    let twice = format!(
        r#"{{"exp":{},{}"#,
        NOW + 200,
        good().to_string().trim_start_matches('{')
    );
    let signed = |claims: &str| {
        let header = serde_json::to_string(&world.header()).unwrap();
        let message = format!("{}.{}", base64(&header), base64(claims));
        let secret = world.key().secret;
        let signature = sign(message.as_bytes(), &secret, Algorithm::ES256).unwrap();
        format!("{message}.{signature}")
    };
    assert!(world.accepts(&signed(&good().to_string())));
    assert!(!world.accepts(&signed(&twice)));
}

#[tokio::test]
async fn a_remembered_token_ends_when_it_says() {
    let world = World::new().await;
    let token = world.token(&world.header(), &good());
    assert!(world.accepts(&token));
    world.clock.advance(299);
    assert!(world.accepts(&token));
    world.clock.advance(1);
    assert!(!world.accepts(&token));
}
