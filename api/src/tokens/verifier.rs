//! Checks access tokens (RFC 9068 §4): nothing of a token is believed before its signature, and
//! the key comes from our own table, never from the token.

use std::sync::Arc;

use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde::{Deserialize, Serialize};
use shared::Timestamp;

use super::{
    ACCESS_TOKEN, LIFETIME,
    keys::VerifyingKey,
    remembered::{Fingerprint, Remembered},
    ring::Ring,
};
use crate::{
    clock::Clock,
    db::{Database, caller::Credential},
    domain::caller::ProgramScope,
    http::bearer::VerifyBearer,
};

/// Characters that a token of ours may have.
const LONGEST: usize = 2048;
/// Seconds by which nodes' clocks may differ.
const SKEW: i64 = 30;

/// What an access token says. Times are whole numbers: a time in quotes is no time, so that no
/// token lives for ever because its end was not understood.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    pub(super) iss: String,
    pub(super) aud: String,
    pub(super) sub: String,
    pub(super) client_id: String,
    pub(super) iat: i64,
    pub(super) exp: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) nbf: Option<i64>,
    pub(super) jti: String,
    pub(super) scope: String,
}

/// Checks programs' access tokens.
pub struct Verifier {
    ring: Ring,
    clock: Clock,
    /// The only issuer and the only audience: this server.
    own: String,
    remembered: Remembered,
}

impl Verifier {
    pub(super) fn new(database: Database, own: String, keys: Vec<VerifyingKey>) -> Arc<Self> {
        Arc::new(Self {
            clock: database.clock().clone(),
            ring: Ring::new(database, keys),
            own,
            remembered: Remembered::default(),
        })
    }

    fn check(&self, token: &str, now: Timestamp) -> Option<Claims> {
        let header = decode_header(token).ok()?;
        // No extension is understood here, so none may be critical (RFC 7515 §4.1.11).
        let ours = header.alg == Algorithm::ES256
            && header.typ.as_deref() == Some(ACCESS_TOKEN)
            && header.crit.is_none();
        if !ours {
            return None;
        }
        let key = self.ring.find(header.kid.as_deref()?, now)?;
        let claims = decode::<Claims>(token, &key.public, &signature_only())
            .ok()?
            .claims;
        self.holds(&claims, now).then_some(claims)
    }

    fn holds(&self, claims: &Claims, now: Timestamp) -> bool {
        let now = now.utc().timestamp();
        claims.iss == self.own
            && claims.aud == self.own
            && claims.sub == claims.client_id
            && !claims.client_id.is_empty()
            && now < claims.exp
            && claims.iat <= now + SKEW
            && claims.iat < claims.exp
            && claims.exp - claims.iat <= LIFETIME
            && claims.nbf.is_none_or(|from| from <= now + SKEW)
    }
}

/// Everything but the signature is checked in [`Verifier::holds`], by our own clock and types.
fn signature_only() -> Validation {
    let mut validation = Validation::new(Algorithm::ES256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation
}

impl VerifyBearer for Verifier {
    fn verify(&self, token: &str) -> Option<Credential> {
        if token.len() > LONGEST {
            return None;
        }
        let now = self.clock.now();
        let fingerprint = Fingerprint::of(token);
        if let Some(credential) = self.remembered.find(fingerprint, now) {
            return Some(credential);
        }
        let claims = self.check(token, now)?;
        let credential = Credential::Program {
            client: claims.client_id,
            scopes: ProgramScope::parse_list(&claims.scope),
        };
        let ends = chrono::DateTime::from_timestamp(claims.exp, 0).map(Timestamp::new)?;
        self.remembered
            .keep(fingerprint, credential.clone(), ends, now);
        Some(credential)
    }
}

#[cfg(test)]
#[path = "verifier_tests.rs"]
mod tests;
