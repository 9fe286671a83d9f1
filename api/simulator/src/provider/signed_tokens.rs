//! ID tokens and logout tokens.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode,
    jwk::AlgorithmParameters,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{Provider, claims, codes::Grant, keys::SigningKey};
use crate::{Fault, Identity, KeyError, secret};

/// Seconds that a signed token lives.
const LIFE: i64 = 300;
const BACKCHANNEL_LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What an `id_token_hint` says.
#[derive(Deserialize)]
pub(super) struct Hint {
    pub(super) aud: String,
    pub(super) sid: String,
}

impl Provider {
    pub(super) fn id_token(
        &self,
        identity: &Identity,
        grant: &Grant,
        access_token: &str,
    ) -> Result<String, KeyError> {
        let mut all = self.common(&grant.client, &identity.key);
        all.extend(claims::about(identity));
        all.insert("auth_time".into(), json!(grant.auth_time));
        all.insert("sid".into(), json!(grant.session));
        all.insert("acr".into(), json!(claims::context_class(identity)));
        all.insert("at_hash".into(), json!(at_hash(access_token)));
        match (self.fault(), &grant.nonce) {
            (Some(Fault::MissingNonce), _) | (None | Some(_), None) => {}
            (Some(Fault::WrongNonce), Some(_)) => {
                all.insert("nonce".into(), json!(secret::random()));
            }
            (None | Some(_), Some(nonce)) => {
                all.insert("nonce".into(), json!(nonce));
            }
        }
        self.sign("JWT", &all)
    }

    /// OpenID Connect Back-Channel Logout 1.0, §2.4.
    pub(super) fn logout_token(
        &self,
        identity: &str,
        client: &str,
        session: &str,
    ) -> Result<String, KeyError> {
        let mut all = self.common(client, identity);
        all.insert("sid".into(), json!(session));
        all.insert("jti".into(), json!(secret::random()));
        all.insert("events".into(), json!({ BACKCHANNEL_LOGOUT: {} }));
        self.sign("logout+jwt", &all)
    }

    fn common(&self, client: &str, identity: &str) -> Map<String, Value> {
        let fault = self.fault();
        let now = self.clock.now();
        let issued_at = match fault {
            Some(Fault::ExpiredIdToken) => now - LIFE - 3600,
            _ => now,
        };
        let issuer = match fault {
            Some(Fault::WrongIssuer) => "https://anden-udsteder.example",
            _ => &self.issuer,
        };
        let audience = match fault {
            Some(Fault::WrongAudience) => "another-client",
            _ => client,
        };
        Map::from_iter([
            ("iss".to_owned(), json!(issuer)),
            ("sub".to_owned(), json!(claims::subject(identity, client))),
            ("aud".to_owned(), json!(audience)),
            ("iat".to_owned(), json!(issued_at)),
            ("exp".to_owned(), json!(issued_at + LIFE)),
        ])
    }

    fn sign(&self, kind: &str, all: &Map<String, Value>) -> Result<String, KeyError> {
        let key = self.memory().keys.current();
        let header = |key: &SigningKey, algorithm| Header {
            typ: Some(kind.to_owned()),
            kid: Some(key.id.clone()),
            ..Header::new(algorithm)
        };
        let genuine = header(&key, Algorithm::ES256);
        Ok(match self.fault() {
            Some(Fault::BadSignature) => encode(&genuine, all, &SigningKey::generate()?.secret)?,
            Some(Fault::UnknownKey) => {
                let unknown = SigningKey::generate()?;
                encode(&header(&unknown, Algorithm::ES256), all, &unknown.secret)?
            }
            Some(Fault::HmacWithPublicKey) => {
                let public = EncodingKey::from_secret(&public_point(&key));
                encode(&header(&key, Algorithm::HS256), all, &public)?
            }
            Some(Fault::AlgNone) => unsigned(kind, all),
            _ => encode(&genuine, all, &key.secret)?,
        })
    }

    /// Reads an ID token that this provider once gave; its age does not matter.
    pub(super) fn read_hint(&self, token: &str) -> Option<Hint> {
        let key_id = decode_header(token).ok()?.kid?;
        let published = self.memory().keys.published();
        let key = published
            .iter()
            .find(|key| key.common.key_id.as_deref() == Some(key_id.as_str()))?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["iss", "aud", "sub"]);
        let read = decode::<Hint>(token, &DecodingKey::from_jwk(key).ok()?, &validation);
        read.ok().map(|token| token.claims)
    }
}

fn at_hash(access_token: &str) -> String {
    let digest = Sha256::digest(access_token);
    let (left, _) = digest.split_at(digest.len() / 2);
    URL_SAFE_NO_PAD.encode(left)
}

fn unsigned(kind: &str, all: &Map<String, Value>) -> String {
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = part(json!({ "alg": "none", "typ": kind }));
    format!("{header}.{}.", part(Value::Object(all.clone())))
}

/// The public key's coordinates, which an attacker knows as well.
fn public_point(key: &SigningKey) -> Vec<u8> {
    match &key.published.algorithm {
        AlgorithmParameters::EllipticCurve(point) => format!("{}{}", point.x, point.y).into(),
        _ => Vec::new(),
    }
}
