//! Logout tokens: what a login provider sends when a session there ends (OpenID Connect
//! Back-Channel Logout 1.0 §2.4 to §2.6).

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use diesel::prelude::*;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};
use serde::Deserialize;
use serde_json::{Map, Value};
use shared::{Timestamp, problem::ProblemKind};

use super::{
    commands::Elsewhere,
    exchange::LEEWAY,
    provider::{Metadata, Provider, Unreachable},
};
use crate::db::{DbConnection, Failure, schema::used_logout_tokens};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Seconds for which a token may be on its way.
const MAX_AGE_SECONDS: i64 = 600;

/// As for ID tokens: nothing that is made with a shared secret.
const ALGORITHMS: [Algorithm; 6] = [
    Algorithm::RS256,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

#[derive(Deserialize)]
struct LogoutClaims {
    iat: i64,
    exp: i64,
    jti: String,
    sub: Option<String>,
    sid: Option<String>,
    events: Map<String, Value>,
    /// Only ID tokens have one; a logout token with one is somebody's trick.
    nonce: Option<Value>,
}

/// Why a logout token does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoLogout {
    /// It is no good.
    Invalid(&'static str),
    /// Its keys cannot be had.
    Unreachable,
}

impl From<Unreachable> for NoLogout {
    fn from(_: Unreachable) -> Self {
        Self::Unreachable
    }
}

/// The issuer that a token names, before anything of it is believed.
pub(super) fn named_issuer(token: &str) -> Option<String> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let claims: Value = serde_json::from_slice(&payload).ok()?;
    claims.get("iss")?.as_str().map(str::to_owned)
}

fn decode(token: &str, provider: &Provider, known: &Metadata) -> Result<LogoutClaims, WhyNot> {
    let header = jsonwebtoken::decode_header(token).or(Err(WhyNot::Malformed))?;
    let typed = header.typ.as_deref().is_none_or(|typ| {
        typ.eq_ignore_ascii_case("logout+jwt") || typ.eq_ignore_ascii_case("JWT")
    });
    if !typed || !ALGORITHMS.contains(&header.alg) {
        return Err(WhyNot::Malformed);
    }
    let keys = serde_json::to_value(known.jwks()).or(Err(WhyNot::Malformed))?;
    let keys: JwkSet = serde_json::from_value(keys).or(Err(WhyNot::Malformed))?;
    let key = match &header.kid {
        Some(kid) => keys.find(kid),
        None => keys.keys.first().filter(|_| keys.keys.len() == 1),
    };
    let key = key.ok_or(WhyNot::UnknownKey)?;
    let key = DecodingKey::from_jwk(key).or(Err(WhyNot::Malformed))?;
    let mut validation = Validation::new(header.alg);
    validation.set_issuer(&[known.issuer().as_str()]);
    validation.set_audience(&[provider.client_id.as_str()]);
    validation.set_required_spec_claims(&["iss", "aud", "exp"]);
    // Times are compared with our own clock, below.
    validation.validate_exp = false;
    jsonwebtoken::decode(token, &key, &validation)
        .map(|good| good.claims)
        .or(Err(WhyNot::Malformed))
}

enum WhyNot {
    UnknownKey,
    Malformed,
}

/// Checks a logout token of `provider`.
pub(super) async fn check(token: &str, provider: &Provider) -> Result<Elsewhere, NoLogout> {
    let known: Arc<Metadata> = provider.known().await?;
    let claims = match decode(token, provider, &known) {
        Err(WhyNot::UnknownKey) => match provider.renewed(&known).await? {
            Some(newer) => decode(token, provider, &newer),
            None => Err(WhyNot::UnknownKey),
        },
        other => other,
    };
    let claims = claims.map_err(|why| match why {
        WhyNot::UnknownKey => NoLogout::Invalid("unknown key"),
        WhyNot::Malformed => NoLogout::Invalid("not a token of this provider for us"),
    })?;
    judge(claims, &provider.key, provider.clock.now())
}

fn judge(claims: LogoutClaims, issuer: &str, now: Timestamp) -> Result<Elsewhere, NoLogout> {
    let seconds = now.utc().timestamp();
    let leeway = LEEWAY.num_seconds();
    if claims.exp <= seconds - leeway {
        return Err(NoLogout::Invalid("expired"));
    }
    if claims.iat > seconds + leeway || claims.iat < seconds - MAX_AGE_SECONDS {
        return Err(NoLogout::Invalid("issued at another time"));
    }
    if claims.nonce.is_some() {
        return Err(NoLogout::Invalid("has a nonce"));
    }
    if !claims.events.get(EVENT).is_some_and(Value::is_object) {
        return Err(NoLogout::Invalid("no logout event"));
    }
    if claims.sub.is_none() && claims.sid.is_none() {
        return Err(NoLogout::Invalid("names neither person nor session"));
    }
    if claims.jti.is_empty() {
        return Err(NoLogout::Invalid("has no name"));
    }
    Ok(Elsewhere {
        issuer: issuer.to_owned(),
        jti: claims.jti,
        // Later the token is refused for its age.
        remember_until: now.plus_seconds(MAX_AGE_SECONDS + 2 * leeway),
        session: claims.sid,
        subject: claims.sub,
    })
}

#[derive(Insertable)]
#[diesel(table_name = used_logout_tokens)]
struct UsedRow {
    issuer: String,
    jti: String,
    expires_at: chrono::NaiveDateTime,
}

/// Notes that a logout token has been used.
///
/// # Errors
/// `malformed-request` when it was used before.
pub(super) fn use_up(connection: &mut DbConnection, token: &Elsewhere) -> Result<(), Failure> {
    let used: i64 = used_logout_tokens::table
        .filter(used_logout_tokens::issuer.eq(&token.issuer))
        .filter(used_logout_tokens::jti.eq(&token.jti))
        .count()
        .get_result(connection)?;
    if used > 0 {
        return Err(ProblemKind::MalformedRequest.into());
    }
    diesel::insert_into(used_logout_tokens::table)
        .values(UsedRow {
            issuer: token.issuer.clone(),
            jti: token.jti.clone(),
            expires_at: token.remember_until.naive(),
        })
        .execute(connection)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn judged(change: &str, value: Value) -> Result<Elsewhere, NoLogout> {
        let now: Timestamp = "2026-06-16T08:00:00Z".parse().unwrap();
        let at = now.utc().timestamp();
        let mut claims = json!({
            "iat": at, "exp": at + 120, "jti": "a", "sid": "s", "events": { EVENT: {} },
        });
        claims[change] = value;
        judge(serde_json::from_value(claims).unwrap(), "mitid", now)
    }

    #[test]
    fn a_logout_token_names_a_session_or_a_person_and_the_event_at_this_time() {
        let at = 1_781_596_800;
        assert!(judged("sub", json!("p")).is_ok());
        for (change, value) in [
            ("exp", json!(at - 61)),
            ("iat", json!(at + 61)),
            ("iat", json!(at - 601)),
            ("nonce", json!("n")),
            ("nonce", json!(7)),
            ("events", json!({})),
            ("events", json!({ EVENT: true })),
            ("sid", Value::Null),
            ("jti", json!("")),
        ] {
            let judged = judged(change, value.clone());
            assert!(
                matches!(judged, Err(NoLogout::Invalid(_))),
                "{change} {value}: {judged:?}"
            );
        }
    }
}
