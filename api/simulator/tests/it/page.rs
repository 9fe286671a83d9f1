//! The provider's pages and what it says about itself.

use mitid_erhverv_simulator::{Identity, SimulatorConfig, demo_identities, start};
use serde_json::Value;

use crate::support::{CALLBACK, World, client, http};

#[tokio::test]
async fn the_page_lists_everybody_and_can_be_cancelled() {
    let world = World::new().await;
    for changes in [
        vec![],
        vec![("login_hint", "nobody")],
        vec![("acr_values", "x")],
    ] {
        let answer = world.authorize(&changes).await;
        assert_eq!(answer.status(), 200);
        let html = answer.text().await.unwrap();
        for person in demo_identities() {
            assert!(html.contains(&format!("value=\"{}\"", person.key)));
            assert!(html.contains(&person.name));
            assert!(html.contains(&person.about));
        }
        assert!(html.contains("Nordisk Byg A/S, CVR 30100107"));
        assert!(html.contains("name=\"cancel\""));
        assert!(html.contains("<html lang=\"da\">"));
    }
}

#[tokio::test]
async fn a_button_sends_the_same_request_again_with_the_choice() {
    let world = World::new().await;
    let html = world
        .authorize(&[("prompt", "login")])
        .await
        .text()
        .await
        .unwrap();
    let mut url = world.at("/authorize");
    for field in html.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = field.split_once("\" value=\"").unwrap();
        let (value, _) = rest.split_once('"').unwrap();
        url.query_pairs_mut().append_pair(name, value);
    }
    url.query_pairs_mut().append_pair("login_hint", "ny-aarhus");
    let answer = world.http.get(url).send().await.unwrap();
    let code = crate::support::location(&answer)["code"].clone();
    assert_eq!(world.exchange(&[("code", &code)]).await.status(), 200);
}

#[tokio::test]
async fn the_page_runs_no_script_and_leads_to_its_client_only() {
    let world = World::new().await;
    let answer = world.authorize(&[]).await;
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(policy.contains("default-src 'none'"));
    assert!(policy.contains("form-action 'self' http://localhost:1;"));
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert!(!answer.text().await.unwrap().contains("<script"));
}

#[tokio::test]
async fn names_and_parameters_are_escaped() {
    let mut person: Identity = demo_identities().remove(0);
    person.name = "<script>alert('x')</script> & \"Co\"".into();
    person.about = "</span><b>".into();
    let simulator = start(SimulatorConfig {
        identities: vec![person],
        clients: vec![client("one")],
        ..SimulatorConfig::default()
    })
    .await
    .unwrap();
    let mut url = url::Url::parse(simulator.issuer())
        .unwrap()
        .join("/authorize")
        .unwrap();
    url.query_pairs_mut().extend_pairs([
        ("client_id", "one"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", "\"><script>alert(1)</script>"),
        (
            "code_challenge",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        ),
        ("code_challenge_method", "S256"),
    ]);
    let html = http().get(url).send().await.unwrap().text().await.unwrap();
    assert!(!html.contains("<script"));
    assert!(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Co&quot;"));
    assert!(html.contains("&lt;/span&gt;&lt;b&gt;"));
    assert!(html.contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""));
}

#[tokio::test]
async fn the_discovery_document_names_its_own_endpoints() {
    let world = World::new().await;
    let url = world.at("/.well-known/openid-configuration");
    let said: Value = world
        .http
        .get(url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(said["issuer"], world.simulator.issuer());
    assert_eq!(said["code_challenge_methods_supported"][0], "S256");
    for name in ["jwks_uri", "userinfo_endpoint", "authorization_endpoint"] {
        let endpoint = said[name].as_str().unwrap();
        assert!(endpoint.starts_with(world.simulator.issuer()), "{name}");
        let status = world.http.get(endpoint).send().await.unwrap().status();
        assert_ne!(status, 404, "{name}");
    }
}

#[tokio::test]
async fn a_stopped_simulator_takes_no_new_connection() {
    let world = World::new().await;
    assert!(world.http.get(world.at("/jwks")).send().await.is_ok());
    world.simulator.stop().await;
    // A client of its own, which holds no connection from before.
    assert!(http().get(world.at("/jwks")).send().await.is_err());
}
