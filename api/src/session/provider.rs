//! A login provider: what we know of it by configuration, and what it says of itself.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use openidconnect::{
    AdditionalProviderMetadata, ClientId, ClientSecret, DiscoveryError, IssuerUrl,
    ProviderMetadata,
    core::{
        CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
        CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
        CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
};
use serde::{Deserialize, Serialize};
use shared::Timestamp;
use tokio::sync::Mutex;
use url::Url;

use super::{
    login::LoginSetupError,
    outbound::{Outbound, OutboundError},
};
use crate::{
    clock::Clock,
    config::{ClaimProfile, Issuer},
};

/// Seconds after which what a provider says of itself is asked for again.
const FRESH_SECONDS: i64 = 3600;
/// Seconds before a provider that did not answer is asked again, as long as we know enough.
const RETRY_SECONDS: i64 = 60;
/// Seconds for which what we know is good enough when the provider does not answer.
const STALE_SECONDS: i64 = 24 * 3600;
/// How often an unknown key makes us ask again, at most: [`RENEWALS`] times in this time.
const RENEWAL_WINDOW: Duration = Duration::from_mins(1);
const RENEWALS: usize = 6;

/// What we read of a provider's description besides what OpenID Connect Discovery defines.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Extras {
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
    #[serde(default)]
    pub(super) end_session_endpoint: Option<Url>,
}

impl AdditionalProviderMetadata for Extras {}

/// A provider's description, with its keys.
pub(super) type Metadata = ProviderMetadata<
    Extras,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// The provider does not answer, or not as a provider does.
#[derive(Debug)]
pub(super) struct Unreachable;

#[derive(Default)]
struct Cached {
    known: Option<Arc<Metadata>>,
    since: Option<Timestamp>,
    ask_again: Option<Timestamp>,
    renewals: VecDeque<Instant>,
}

/// A login provider.
pub(super) struct Provider {
    pub(super) key: String,
    pub(super) client_id: ClientId,
    pub(super) client_secret: ClientSecret,
    pub(super) profile: ClaimProfile,
    pub(super) scopes: Vec<String>,
    pub(super) acr_values: Option<String>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) outbound: Outbound,
    pub(super) clock: Clock,
    identifiers: Vec<IssuerUrl>,
    cached: Mutex<Cached>,
}

/// The issuer identifiers that a configured address may mean. They are compared character by
/// character, and a parsed address does not tell `https://a` from `https://a/`.
fn identifiers(url: &Url) -> Vec<IssuerUrl> {
    let text = url.as_str();
    let bare = (url.path() == "/").then(|| text.trim_end_matches('/'));
    bare.into_iter()
        .chain([text])
        .filter_map(|text| IssuerUrl::new(text.to_owned()).ok())
        .collect()
}

/// Without TLS anybody on the way could log in as anybody; a provider on this machine is near
/// enough.
fn is_safe(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain("localhost")) => true,
        Some(url::Host::Ipv4(address)) if address.is_loopback() => true,
        Some(url::Host::Ipv6(address)) if address.is_loopback() => true,
        _ => url.scheme() == "https",
    }
}

impl Provider {
    /// Sets a provider up from its configuration; asks it nothing yet.
    pub(super) fn new(
        issuer: &Issuer,
        outbound: Outbound,
        clock: Clock,
    ) -> Result<Self, LoginSetupError> {
        if !is_safe(&issuer.url) {
            return Err(LoginSetupError::NotHttps(issuer.key.clone()));
        }
        let secret = issuer.client_secret.read()?;
        let reserved = super::openid::RESERVED_PARAMETERS;
        if let Some(name) = issuer
            .parameters
            .keys()
            .find(|name| reserved.contains(&name.as_str()))
        {
            return Err(LoginSetupError::ReservedParameter(name.clone()));
        }
        Ok(Self {
            key: issuer.key.clone(),
            client_id: ClientId::new(issuer.client_id.clone()),
            client_secret: ClientSecret::new(secret.expose().to_owned()),
            profile: issuer.profile.clone(),
            scopes: issuer.scopes.clone(),
            acr_values: issuer.acr_values.clone(),
            parameters: issuer.parameters.clone().into_iter().collect(),
            outbound,
            clock,
            identifiers: identifiers(&issuer.url),
            cached: Mutex::default(),
        })
    }

    /// Whether `issuer` is this provider's identifier.
    pub(super) fn is_called(&self, issuer: &str) -> bool {
        self.identifiers.iter().any(|own| own.as_str() == issuer)
    }

    /// What the provider says of itself, at most an hour old.
    pub(super) async fn known(&self) -> Result<Arc<Metadata>, Unreachable> {
        let mut cached = self.cached.lock().await;
        let now = self.clock.now();
        if let (Some(known), Some(ask_again)) = (&cached.known, cached.ask_again)
            && now < ask_again
        {
            return Ok(Arc::clone(known));
        }
        let asked = self.ask(&mut cached, now).await;
        let good_enough = cached
            .since
            .is_some_and(|since| now < since.plus_seconds(STALE_SECONDS));
        match (asked, &cached.known) {
            (Ok(known), _) => Ok(known),
            (Err(_), Some(known)) if good_enough => {
                let known = Arc::clone(known);
                cached.ask_again = Some(now.plus_seconds(RETRY_SECONDS));
                Ok(known)
            }
            (Err(unreachable), _) => Err(unreachable),
        }
    }

    /// What the provider says now, after something showed that `known` is out of date. None when
    /// it has been asked too often lately: whoever sends us unknown keys must not make us ask.
    pub(super) async fn renewed(
        &self,
        known: &Arc<Metadata>,
    ) -> Result<Option<Arc<Metadata>>, Unreachable> {
        let mut cached = self.cached.lock().await;
        if let Some(newer) = &cached.known
            && !Arc::ptr_eq(newer, known)
        {
            return Ok(Some(Arc::clone(newer)));
        }
        let now = Instant::now();
        cached
            .renewals
            .retain(|at| now.duration_since(*at) < RENEWAL_WINDOW);
        if cached.renewals.len() >= RENEWALS {
            return Ok(None);
        }
        cached.renewals.push_back(now);
        let at = self.clock.now();
        self.ask(&mut cached, at).await.map(Some)
    }

    async fn ask(&self, cached: &mut Cached, now: Timestamp) -> Result<Arc<Metadata>, Unreachable> {
        for identifier in &self.identifiers {
            match Metadata::discover_async(identifier.clone(), &self.outbound).await {
                Ok(metadata) => {
                    let known = Arc::new(metadata);
                    cached.known = Some(Arc::clone(&known));
                    cached.since = Some(now);
                    cached.ask_again = Some(now.plus_seconds(FRESH_SECONDS));
                    return Ok(known);
                }
                Err(error) => {
                    let why = what_failed(&error);
                    tracing::warn!(issuer = self.key, why, "login provider not discovered");
                }
            }
        }
        Err(Unreachable)
    }
}

fn what_failed(error: &DiscoveryError<OutboundError>) -> &'static str {
    match error {
        DiscoveryError::Parse(_) => "its answer is no description of a provider",
        DiscoveryError::Request(_) => "it does not answer",
        DiscoveryError::Response(..) => "its answer has another status or type",
        DiscoveryError::UrlParse(_) => "its address is none",
        DiscoveryError::Validation(_) => "it calls itself something else",
        _ => "another fault",
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{identifiers, is_safe};

    #[test]
    fn an_address_without_a_path_may_be_meant_with_or_without_its_slash() {
        let texts = |url: &str| -> Vec<String> {
            identifiers(&Url::parse(url).unwrap())
                .iter()
                .map(|one| one.as_str().to_owned())
                .collect()
        };
        assert_eq!(
            texts("https://a.example"),
            ["https://a.example", "https://a.example/"]
        );
        assert_eq!(texts("https://a.example/op"), ["https://a.example/op"]);
        assert_eq!(texts("https://a.example/op/"), ["https://a.example/op/"]);
    }

    #[test]
    fn a_provider_is_reached_by_tls_or_on_this_machine() {
        for (url, safe) in [
            ("https://a.example", true),
            ("http://localhost:4000", true),
            ("http://127.0.0.1:4000", true),
            ("http://[::1]:4000", true),
            ("http://a.example", false),
            ("http://localhost.a.example", false),
            ("ftp://a.example", false),
        ] {
            assert_eq!(is_safe(&Url::parse(url).unwrap()), safe, "{url}");
        }
    }
}
