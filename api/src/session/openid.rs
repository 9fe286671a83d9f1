//! The protocol: authorisation code flow with PKCE, state and nonce (OpenID Connect Core 1.0
//! §3.1, RFC 7636): how a login begins.

use openidconnect::{
    AdditionalClaims, AuthType, AuthenticationContextClass, AuthenticationFlow, Client, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, LoginHint,
    Nonce, PkceCodeChallenge, RedirectUrl, Scope, StandardErrorResponse, StandardTokenResponse,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreClientAuthMethod, CoreErrorResponseType,
        CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use shared::problem::ProblemKind;
use url::Url;

use super::{
    claims::Claims,
    provider::{Metadata, Provider, Unreachable},
};

/// Parameters of an authorisation request that the flow itself sets.
pub(super) const RESERVED_PARAMETERS: [&str; 11] = [
    "client_id",
    "code_challenge",
    "code_challenge_method",
    "login_hint",
    "nonce",
    "redirect_uri",
    "request",
    "response_mode",
    "response_type",
    "scope",
    "state",
];

/// Every claim that the protocol does not define.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Others {
    #[serde(flatten)]
    others: Claims,
}

impl AdditionalClaims for Others {}

/// What the token endpoint answers.
pub(super) type Tokens = StandardTokenResponse<
    IdTokenFields<
        Others,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

/// Us, as one provider's client.
pub(super) type Rp = Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A login that proves nothing: the kind of problem, and why, for the log. No personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) kind: ProblemKind,
    pub(super) why: &'static str,
}

impl Refused {
    pub(super) fn rejected(why: &'static str) -> Self {
        Self {
            kind: ProblemKind::LoginRejected,
            why,
        }
    }

    pub(super) fn unavailable(why: &'static str) -> Self {
        Self {
            kind: ProblemKind::LoginUnavailable,
            why,
        }
    }

    pub(super) fn expired(why: &'static str) -> Self {
        Self {
            kind: ProblemKind::LoginExpired,
            why,
        }
    }
}

impl From<Unreachable> for Refused {
    fn from(_: Unreachable) -> Self {
        Self::unavailable("the provider cannot be discovered")
    }
}

/// A login to be begun: where to send the browser, and what to remember.
pub(super) struct Begun {
    pub(super) url: Url,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) pkce_verifier: String,
}

impl Provider {
    /// Us, as this provider's client.
    pub(super) fn rp(&self, known: &Metadata, callback: &str) -> Result<Rp, Refused> {
        let callback = RedirectUrl::new(callback.to_owned())
            .or(Err(Refused::unavailable("our own address is none")))?;
        let id = self.client_id.clone();
        let secret = Some(self.client_secret.clone());
        let methods = known.token_endpoint_auth_methods_supported();
        let basic =
            methods.is_none_or(|all| all.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let client = Rp::from_provider_metadata(known.clone(), id, secret)
            .set_redirect_uri(callback)
            .set_auth_type(if basic {
                AuthType::BasicAuth
            } else {
                AuthType::RequestBody
            });
        Ok(client)
    }

    /// Begins a login.
    pub(super) fn begin(
        &self,
        known: &Metadata,
        callback: &str,
        login_hint: Option<String>,
    ) -> Result<Begun, Refused> {
        let (challenge, pkce_verifier) = PkceCodeChallenge::new_random_sha256();
        let client = self.rp(known, callback)?;
        let mut request = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge);
        for scope in &self.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        if let Some(values) = &self.acr_values {
            for value in values.split_whitespace() {
                let class = AuthenticationContextClass::new(value.to_owned());
                request = request.add_auth_context_value(class);
            }
        }
        for (name, value) in &self.parameters {
            request = request.add_extra_param(name.as_str(), value.as_str());
        }
        if let Some(hint) = login_hint {
            request = request.set_login_hint(LoginHint::new(hint));
        }
        let (url, state, nonce) = request.url();
        Ok(Begun {
            url,
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            pkce_verifier: pkce_verifier.into_secret(),
        })
    }

    /// The issuer that came back with the browser is the one it was sent to (RFC 9207 §2.4).
    pub(super) fn check_issuer(known: &Metadata, issuer: Option<&str>) -> Result<(), Refused> {
        let promised = known
            .additional_metadata()
            .authorization_response_iss_parameter_supported;
        match issuer {
            None if promised => Err(Refused::rejected("the callback names no issuer")),
            Some(issuer) if issuer != known.issuer().as_str() => {
                Err(Refused::rejected("the callback names another issuer"))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn reserved_parameters_are_each_named_once() {
        let names: BTreeSet<_> = RESERVED_PARAMETERS.iter().collect();
        assert_eq!(names.len(), RESERVED_PARAMETERS.len());
    }
}
