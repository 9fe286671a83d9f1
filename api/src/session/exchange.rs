//! The protocol: from the code that the browser brings back to what the login proves, and
//! everything that is checked on the way (OpenID Connect Core 1.0 §3.1.3, §5.3).

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClaimsVerificationError, IdTokenClaims, Nonce,
    OAuth2TokenResponse as _, PkceCodeVerifier, RequestTokenError, SignatureVerificationError,
    StandardErrorResponse, TokenResponse as _, UserInfoClaims, UserInfoError,
    core::{CoreErrorResponseType, CoreGenderClaim, CoreJwsSigningAlgorithm},
};
use serde::Serialize;
use serde_json::Value;

use super::{
    claims::Claims,
    openid::{Others, Refused, Rp, Tokens},
    outbound::OutboundError,
    provider::{Metadata, Provider},
};

/// Signatures that are accepted: never `none`, and never one that is made with a shared secret.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 6] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Seconds by which clocks may differ.
pub(super) const LEEWAY: TimeDelta = TimeDelta::seconds(60);
/// How old an ID token may be when it reaches us.
const MAX_AGE: TimeDelta = TimeDelta::minutes(10);

/// What a login proved.
pub(super) struct Proved {
    pub(super) subject: String,
    pub(super) session: Option<String>,
    pub(super) claims: Claims,
}

impl Provider {
    /// Turns a code into what the login proves.
    pub(super) async fn finish(
        &self,
        known: Arc<Metadata>,
        callback: &str,
        code: String,
        (pkce_verifier, nonce): (String, String),
    ) -> Result<Proved, Refused> {
        let client = self.rp(&known, callback)?;
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .or(Err(Refused::unavailable(
                "the provider has no token endpoint",
            )))?
            .set_pkce_verifier(PkceCodeVerifier::new(pkce_verifier))
            .request_async(&self.outbound)
            .await
            .map_err(|error| not_exchanged(&error))?;
        let nonce = Nonce::new(nonce);
        let claims = match self.verify(&client, &tokens, &nonce) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let renewed = self.renewed(&known).await?;
                let newer = renewed.ok_or(Refused::rejected("unknown key, too often"))?;
                self.verify(&self.rp(&newer, callback)?, &tokens, &nonce)
            }
            other => other,
        }
        .map_err(|error| Refused::rejected(what_is_wrong(&error)))?;
        let mut told = as_map(&claims)?;
        let session = told.get("sid").and_then(Value::as_str).map(str::to_owned);
        for (name, value) in self.userinfo(&client, &tokens, &claims).await? {
            // What is signed goes before what is not.
            told.entry(name).or_insert(value);
        }
        Ok(Proved {
            subject: claims.subject().to_string(),
            session,
            claims: told,
        })
    }

    fn verify(
        &self,
        client: &Rp,
        tokens: &Tokens,
        nonce: &Nonce,
    ) -> Result<IdTokenClaims<Others, CoreGenderClaim>, ClaimsVerificationError> {
        let id_token = tokens
            .id_token()
            .ok_or_else(|| ClaimsVerificationError::Other("no ID token".to_owned()))?;
        let now = self.clock.now().utc();
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || now - LEEWAY)
            .set_issue_time_verifier_fn(move |issued| is_recent(issued, now));
        let claims = id_token.claims(&verifier, nonce)?.clone();
        // OpenID Connect Core 1.0 §3.1.3.7, steps 4 and 5; other audiences were refused already.
        if claims
            .authorized_party()
            .is_some_and(|party| *party != self.client_id)
        {
            let why = "the authorised party is another";
            return Err(ClaimsVerificationError::InvalidAudience(why.to_owned()));
        }
        if let Some(expected) = claims.access_token_hash() {
            let signature = |error| ClaimsVerificationError::SignatureVerification(error);
            let actual = AccessTokenHash::from_token(
                tokens.access_token(),
                id_token.signing_alg().map_err(signature)?,
                id_token.signing_key(&verifier).map_err(signature)?,
            )
            .map_err(|error| ClaimsVerificationError::Other(error.to_string()))?;
            if actual != *expected {
                let why = "the access token is another's";
                return Err(ClaimsVerificationError::Other(why.to_owned()));
            }
        }
        Ok(claims)
    }

    async fn userinfo(
        &self,
        client: &Rp,
        tokens: &Tokens,
        claims: &IdTokenClaims<Others, CoreGenderClaim>,
    ) -> Result<Claims, Refused> {
        let subject = claims.subject().clone();
        let Ok(request) = client.user_info(tokens.access_token().clone(), Some(subject)) else {
            return Ok(Claims::new());
        };
        let info: UserInfoClaims<Others, CoreGenderClaim> = request
            .request_async(&self.outbound)
            .await
            .map_err(|error| no_userinfo(&error))?;
        as_map(&info)
    }
}

fn as_map(claims: &impl Serialize) -> Result<Claims, Refused> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(map)) => Ok(map),
        _ => Err(Refused::rejected("the claims are no object")),
    }
}

fn is_recent(issued: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), String> {
    if issued > now + LEEWAY {
        Err("issued in the future".to_owned())
    } else if issued < now - MAX_AGE - LEEWAY {
        Err("issued too long ago".to_owned())
    } else {
        Ok(())
    }
}

type NotExchanged = RequestTokenError<OutboundError, StandardErrorResponse<CoreErrorResponseType>>;

fn not_exchanged(error: &NotExchanged) -> Refused {
    match error {
        RequestTokenError::ServerResponse(answer) => match answer.error() {
            CoreErrorResponseType::InvalidGrant => {
                Refused::expired("the provider does not take the code")
            }
            _ => Refused::unavailable("the provider does not take our request for tokens"),
        },
        RequestTokenError::Request(_) => Refused::unavailable("the token endpoint fails"),
        RequestTokenError::Parse(..) => Refused::rejected("the tokens cannot be read"),
        RequestTokenError::Other(_) => Refused::unavailable("the token endpoint answers oddly"),
    }
}

fn no_userinfo(error: &UserInfoError<OutboundError>) -> Refused {
    match error {
        UserInfoError::ClaimsVerification(_) => Refused::rejected("userinfo is about another"),
        UserInfoError::Parse(_) => Refused::rejected("userinfo cannot be read"),
        _ => Refused::unavailable("userinfo fails"),
    }
}

/// What is wrong with an ID token, without what it says.
fn what_is_wrong(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "the ID token is too old or not yet valid",
        ClaimsVerificationError::InvalidAudience(_) => "the ID token is for another audience",
        ClaimsVerificationError::InvalidIssuer(_) => "the ID token is another issuer's",
        ClaimsVerificationError::InvalidNonce(_) => "the ID token answers another login",
        ClaimsVerificationError::SignatureVerification(_) => {
            "the ID token's signature is not accepted"
        }
        _ => "the ID token is missing or not accepted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_accepted_signature_is_made_with_a_shared_secret() {
        for algorithm in &ALGORITHMS {
            let name = serde_json::to_value(algorithm).unwrap();
            let name = name.as_str().unwrap();
            assert!(!name.starts_with("HS") && name != "none", "{name}");
        }
    }

    #[test]
    fn a_token_is_recent_for_ten_minutes_and_never_from_the_future() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        assert!(is_recent(now, now).is_ok());
        assert!(is_recent(now + TimeDelta::seconds(59), now).is_ok());
        assert!(is_recent(now + TimeDelta::seconds(61), now).is_err());
        assert!(is_recent(now - TimeDelta::minutes(10), now).is_ok());
        assert!(is_recent(now - TimeDelta::minutes(12), now).is_err());
    }
}
