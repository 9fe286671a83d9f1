//! JobAG as an OpenID relying party: authorisation code, PKCE, state and nonce.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::sync::OnceCell;
use url::Url;

use super::{
    HOME, JobagConfig,
    sessions::{Employee, Pending, Visitor},
};
use crate::{Clock, secret};

/// Seconds by which clocks may differ.
const LEEWAY: i64 = 30;
const BACKCHANNEL_LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Why a login or logout did not work out.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenIdError {
    /// The provider is out of reach or refuses.
    #[error("the OpenID provider does not answer as it should")]
    Provider(#[from] reqwest::Error),
    /// No HTTP client could be made.
    #[error("there is no HTTP client")]
    NoClient,
    /// The provider's own description does not fit.
    #[error("the OpenID provider describes itself wrongly")]
    Metadata,
    /// A token is not what it should be.
    #[error("a token is not valid")]
    Token(#[from] jsonwebtoken::errors::Error),
    /// A token is genuine and still not for this purpose.
    #[error("a token does not fit: {0}")]
    Unfit(&'static str),
}

#[derive(Debug, Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: Url,
    token_endpoint: Url,
    jwks_uri: Url,
    end_session_endpoint: Url,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// What an ID token says, as far as JobAG cares.
#[derive(Deserialize)]
struct IdClaims {
    exp: i64,
    sid: String,
    nonce: Option<String>,
    login_hint: Option<String>,
    #[serde(rename = "https://data.gov.dk/model/core/eid/fullName")]
    name: Option<String>,
    #[serde(rename = "https://data.gov.dk/model/core/eid/professional/cvr")]
    cvr: Option<String>,
    #[serde(rename = "https://data.gov.dk/model/core/eid/professional/orgName")]
    organisation: Option<String>,
    #[serde(rename = "https://data.gov.dk/model/core/eid/professional/uuid/persistent")]
    professional_uuid: Option<String>,
    #[serde(rename = "https://data.gov.dk/concept/core/nsis/loa")]
    assurance: Option<String>,
}

#[derive(Deserialize)]
struct LogoutClaims {
    exp: i64,
    sid: String,
    nonce: Option<Value>,
    events: serde_json::Map<String, Value>,
}

/// A login that was proved.
pub(super) struct Proved {
    pub(super) visitor: Visitor,
    pub(super) login_hint: Option<String>,
    pub(super) sid: String,
}

/// JobAG's connection to the provider.
pub(super) struct OpenId {
    issuer: String,
    client_id: String,
    client_secret: String,
    redirect_uri: String,
    after_logout: String,
    clock: Clock,
    http: Option<reqwest::Client>,
    metadata: OnceCell<Metadata>,
}

impl OpenId {
    pub(super) fn new(config: &JobagConfig) -> Self {
        Self {
            issuer: config.issuer.clone(),
            client_id: config.client_id.clone(),
            client_secret: config.client_secret.clone(),
            redirect_uri: config.at("/jobag/callback"),
            after_logout: config.at(HOME),
            clock: config.clock.clone(),
            http: crate::outbound::client_or_none(),
            metadata: OnceCell::new(),
        }
    }

    /// Where the browser logs in.
    pub(super) async fn login_url(
        &self,
        state: &str,
        pending: (&str, &str),
        login_hint: Option<&str>,
    ) -> Result<Url, OpenIdError> {
        let (nonce, code_verifier) = pending;
        let mut url = self.metadata().await?.authorization_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.client_id)
            .append_pair("redirect_uri", &self.redirect_uri)
            .append_pair("scope", "openid")
            .append_pair("state", state)
            .append_pair("nonce", nonce)
            .append_pair("code_challenge", &secret::digest(code_verifier))
            .append_pair("code_challenge_method", "S256")
            .extend_pairs(login_hint.map(|hint| ("login_hint", hint)));
        Ok(url)
    }

    /// Where the browser logs out, and from where it comes back to JobAG.
    pub(super) async fn logout_url(&self, sid: &str) -> Result<Url, OpenIdError> {
        let mut url = self.metadata().await?.end_session_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("client_id", &self.client_id)
            .append_pair("logout_hint", sid)
            .append_pair("post_logout_redirect_uri", &self.after_logout);
        Ok(url)
    }

    /// Exchanges a code and checks what comes back.
    pub(super) async fn prove(&self, code: &str, pending: &Pending) -> Result<Proved, OpenIdError> {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect_uri),
            ("code_verifier", &pending.code_verifier),
            ("client_id", &self.client_id),
            ("client_secret", &self.client_secret),
        ];
        let asked = self
            .http()?
            .post(self.metadata().await?.token_endpoint.clone());
        let answer = asked.form(&form).send().await?.error_for_status()?;
        let tokens: Tokens = answer.json().await?;
        let claims: IdClaims = self.verify(&tokens.id_token, "JWT").await?;
        self.check_age(claims.exp)?;
        if claims.nonce.as_deref() != Some(&pending.nonce) {
            return Err(OpenIdError::Unfit("it answers another login"));
        }
        Ok(Proved {
            login_hint: claims.login_hint.clone(),
            sid: claims.sid.clone(),
            visitor: claims.visitor(),
        })
    }

    /// The session that a logout token ends (OpenID Connect Back-Channel Logout 1.0, §2.6).
    pub(super) async fn ended_session(&self, logout_token: &str) -> Result<String, OpenIdError> {
        let claims: LogoutClaims = self.verify(logout_token, "logout+jwt").await?;
        self.check_age(claims.exp)?;
        if claims.nonce.is_some() || !claims.events.contains_key(BACKCHANNEL_LOGOUT) {
            return Err(OpenIdError::Unfit("it is no logout token"));
        }
        Ok(claims.sid)
    }

    fn check_age(&self, ends_at: i64) -> Result<(), OpenIdError> {
        if ends_at + LEEWAY > self.clock.now() {
            Ok(())
        } else {
            Err(OpenIdError::Unfit("it has ended"))
        }
    }

    /// Signature, kind, issuer and audience. The keys are fetched each time, so that a rotation
    /// needs no thought.
    async fn verify<T: DeserializeOwned>(&self, token: &str, kind: &str) -> Result<T, OpenIdError> {
        let header = decode_header(token)?;
        if header.typ.as_deref() != Some(kind) {
            return Err(OpenIdError::Unfit("it is of another kind"));
        }
        let asked = self.http()?.get(self.metadata().await?.jwks_uri.clone());
        let keys: JwkSet = asked.send().await?.error_for_status()?.json().await?;
        let key = header.kid.and_then(|id| keys.find(&id).cloned());
        let key = key.ok_or(OpenIdError::Unfit("its key is not published"))?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.client_id]);
        validation.set_required_spec_claims(&["iss", "aud", "sub"]);
        // `check_age` does it by our own clock.
        validation.validate_exp = false;
        Ok(decode(token, &DecodingKey::from_jwk(&key)?, &validation)?.claims)
    }

    async fn metadata(&self) -> Result<&Metadata, OpenIdError> {
        self.metadata.get_or_try_init(|| self.discover()).await
    }

    async fn discover(&self) -> Result<Metadata, OpenIdError> {
        let url = format!("{}/.well-known/openid-configuration", self.issuer);
        let answer = self.http()?.get(url).send().await?.error_for_status()?;
        let metadata: Metadata = answer.json().await?;
        if metadata.issuer == self.issuer {
            Ok(metadata)
        } else {
            Err(OpenIdError::Metadata)
        }
    }

    fn http(&self) -> Result<&reqwest::Client, OpenIdError> {
        self.http.as_ref().ok_or(OpenIdError::NoClient)
    }
}

impl IdClaims {
    fn visitor(self) -> Visitor {
        let name = self.name.unwrap_or_else(|| "ukendt person".to_owned());
        let is_sure = matches!(self.assurance.as_deref(), Some("Substantial" | "High"));
        match (self.cvr, self.organisation, self.professional_uuid) {
            _ if !is_sure => Visitor::NotSureEnough(name),
            (Some(cvr), Some(organisation), Some(professional_uuid)) => {
                Visitor::Employee(Employee {
                    name,
                    organisation,
                    cvr,
                    professional_uuid,
                })
            }
            _ => Visitor::WithoutOrganisation(name),
        }
    }
}
