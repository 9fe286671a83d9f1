//! A relying party that does by hand what a library would hide.

use std::{
    collections::HashMap,
    sync::{
        Arc, Once,
        atomic::{AtomicI64, Ordering},
    },
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use mitid_erhverv_simulator::{
    Clock, RegisteredClient, Simulator, SimulatorConfig, demo_identities, start,
};
use reqwest::{Client, Response, redirect::Policy};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use url::Url;

pub(crate) const CALLBACK: &str = "http://localhost:1/auth/callback";
pub(crate) const AFTER_LOGOUT: &str = "http://localhost:1/farvel";
pub(crate) const SECRET: &str = "a secret: with % and +";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// A client that nothing happens to by itself: no redirects, no cookies.
pub(crate) fn http() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        let _chosen = rustls::crypto::ring::default_provider().install_default();
    });
    Client::builder().redirect(Policy::none()).build().unwrap()
}

pub(crate) fn client(id: &str) -> RegisteredClient {
    RegisteredClient {
        id: id.into(),
        secret: SECRET.into(),
        redirect_uris: vec![CALLBACK.into()],
        post_logout_redirect_uris: vec![AFTER_LOGOUT.into()],
        backchannel_logout_uri: None,
    }
}

/// A simulator with two clients and a clock that the test moves.
pub(crate) struct World {
    pub(crate) simulator: Simulator,
    pub(crate) http: Client,
    now: Arc<AtomicI64>,
}

impl World {
    pub(crate) async fn new() -> Self {
        let real = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap();
        let now = Arc::new(AtomicI64::new(i64::try_from(real.as_secs()).unwrap()));
        let shown = Arc::clone(&now);
        let simulator = start(SimulatorConfig {
            identities: demo_identities(),
            clients: vec![client("one"), client("two")],
            clock: Clock::new(move || shown.load(Ordering::SeqCst)),
            ..SimulatorConfig::default()
        })
        .await
        .unwrap();
        Self {
            simulator,
            http: http(),
            now,
        }
    }

    pub(crate) fn pass_seconds(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn now(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    pub(crate) fn at(&self, path: &str) -> Url {
        Url::parse(self.simulator.issuer())
            .unwrap()
            .join(path)
            .unwrap()
    }

    /// A proper request of client `one`, with these parameters instead or in addition; an
    /// empty value leaves one out.
    pub(crate) fn authorize_url(&self, changes: &[(&str, &str)]) -> Url {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut all = HashMap::from([
            ("client_id", "one"),
            ("redirect_uri", CALLBACK),
            ("response_type", "code"),
            ("scope", "openid"),
            ("state", "the state"),
            ("nonce", "the nonce"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        all.extend(changes.iter().copied());
        let mut url = self.at("/authorize");
        let all = all.iter().filter(|(_, value)| !value.is_empty());
        url.query_pairs_mut().extend_pairs(all);
        url
    }

    pub(crate) async fn authorize(&self, changes: &[(&str, &str)]) -> Response {
        self.http
            .get(self.authorize_url(changes))
            .send()
            .await
            .unwrap()
    }

    /// Logs somebody in and returns the code.
    pub(crate) async fn code(&self, key: &str) -> String {
        let answer = self.authorize(&[("login_hint", key)]).await;
        location(&answer)["code"].clone()
    }

    pub(crate) async fn exchange(&self, changes: &[(&str, &str)]) -> Response {
        let mut all = HashMap::from([
            ("grant_type", "authorization_code"),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
            ("client_id", "one"),
            ("client_secret", SECRET),
        ]);
        all.extend(changes.iter().copied());
        all.retain(|_, value| !value.is_empty());
        let request = self.http.post(self.at("/token")).form(&all);
        request.send().await.unwrap()
    }

    /// A whole login: the token endpoint's answer.
    pub(crate) async fn tokens(&self, key: &str) -> Value {
        let code = self.code(key).await;
        let answer = self.exchange(&[("code", &code)]).await;
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    }

    pub(crate) async fn keys(&self) -> JwkSet {
        let answer = self.http.get(self.at("/jwks")).send().await.unwrap();
        answer.json().await.unwrap()
    }

    /// What a token of the provider says to `audience`, checked as a relying party must.
    pub(crate) async fn read(
        &self,
        token: &str,
        audience: &str,
    ) -> Result<Value, Box<dyn std::error::Error>> {
        let keys = self.keys().await;
        let key_id = decode_header(token)?.kid.ok_or("no key id")?;
        let key = keys.find(&key_id).ok_or("no such key")?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&[audience]);
        validation.set_issuer(&[self.simulator.issuer()]);
        validation.set_required_spec_claims(&["iss", "sub", "aud", "exp"]);
        Ok(decode::<Value>(token, &DecodingKey::from_jwk(key)?, &validation)?.claims)
    }
}

/// The parameters of a redirect to the callback.
pub(crate) fn location(answer: &Response) -> HashMap<String, String> {
    assert_eq!(answer.status(), 303);
    let target = Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
    assert!(target.as_str().starts_with(CALLBACK), "{target}");
    target.query_pairs().into_owned().collect()
}

/// The cookie that an answer sets, as it is sent back.
pub(crate) fn cookie(answer: &Response) -> String {
    let set = answer.headers()["set-cookie"].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}
