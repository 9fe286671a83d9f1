//! The simulator can misbehave, so that others can prove that they notice.

use std::time::Duration;

use jsonwebtoken::decode_header;
use mitid_erhverv_simulator::Fault;

use crate::support::{World, location};

#[tokio::test]
async fn every_fault_of_a_signed_token_is_one_that_a_check_finds() {
    let world = World::new().await;
    for fault in [
        Fault::WrongIssuer,
        Fault::WrongAudience,
        Fault::BadSignature,
        Fault::UnknownKey,
        Fault::ExpiredIdToken,
        Fault::AlgNone,
        Fault::HmacWithPublicKey,
    ] {
        world.simulator.set_fault(Some(fault));
        let tokens = world.tokens("lba-nordisk").await;
        let id_token = tokens["id_token"].as_str().unwrap();
        assert!(world.read(id_token, "one").await.is_err(), "{fault:?}");
    }
    world.simulator.set_fault(None);
    let tokens = world.tokens("lba-nordisk").await;
    let id_token = tokens["id_token"].as_str().unwrap();
    assert!(world.read(id_token, "one").await.is_ok());
}

#[tokio::test]
async fn a_bad_signature_keeps_the_id_of_a_published_key() {
    let world = World::new().await;
    world.simulator.set_fault(Some(Fault::BadSignature));
    let tokens = world.tokens("lba-nordisk").await;
    let header = decode_header(tokens["id_token"].as_str().unwrap()).unwrap();
    assert!(world.keys().await.find(&header.kid.unwrap()).is_some());
}

#[tokio::test]
async fn the_nonce_can_be_wrong_or_missing() {
    let world = World::new().await;
    for (fault, present) in [(Fault::WrongNonce, true), (Fault::MissingNonce, false)] {
        world.simulator.set_fault(Some(fault));
        let tokens = world.tokens("lba-nordisk").await;
        let id_token = tokens["id_token"].as_str().unwrap();
        let claims = world.read(id_token, "one").await.unwrap();
        assert_eq!(claims["nonce"].is_string(), present);
        assert_ne!(claims["nonce"], "the nonce");
    }
}

#[tokio::test]
async fn endpoints_can_be_down_slow_or_incomplete() {
    let world = World::new().await;
    let exchange = |fault| {
        let world = &world;
        async move {
            let code = world.code("lba-nordisk").await;
            world.simulator.set_fault(Some(fault));
            let answer = world.exchange(&[("code", &code)]).await;
            world.simulator.set_fault(None);
            answer
        }
    };
    assert_eq!(exchange(Fault::TokenEndpointDown).await.status(), 503);
    let slow = exchange(Fault::SlowToken(Duration::from_millis(1))).await;
    assert_eq!(slow.status(), 200);
    let incomplete: serde_json::Value = exchange(Fault::MissingIdToken).await.json().await.unwrap();
    assert!(incomplete.get("id_token").is_none());
    assert!(incomplete.get("access_token").is_some());

    for (fault, path) in [
        (Fault::KeysDown, "/jwks"),
        (Fault::UserinfoDown, "/userinfo"),
    ] {
        world.simulator.set_fault(Some(fault));
        let answer = world.http.get(world.at(path)).send().await.unwrap();
        assert_eq!(answer.status(), 503);
    }
}

#[tokio::test]
async fn the_way_back_can_carry_another_state_or_issuer() {
    let world = World::new().await;
    world.simulator.set_fault(Some(Fault::WrongState));
    let back = world.authorize(&[("login_hint", "revisor")]).await;
    assert_ne!(location(&back)["state"], "the state");
    world.simulator.set_fault(Some(Fault::WrongCallbackIssuer));
    let back = world.authorize(&[("login_hint", "revisor")]).await;
    assert_ne!(location(&back)["iss"], world.simulator.issuer());
}
