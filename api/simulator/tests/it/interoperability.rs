//! A relying party's library, which knows the simulator only by its discovery document, can
//! log people in.

use mitid_erhverv_simulator::Fault;
use openidconnect::{
    AdditionalClaims, AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, IdTokenFields, IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge,
    RedirectUrl, StandardErrorResponse, StandardTokenResponse, TokenResponse as _, UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
        CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};

use crate::support::{CALLBACK, SECRET, World, location};

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Professional {
    #[serde(rename = "https://data.gov.dk/model/core/eid/professional/cvr")]
    cvr: String,
}

impl AdditionalClaims for Professional {}

type Fields = IdTokenFields<
    Professional,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Client = openidconnect::Client<
    Professional,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
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

/// What a library's user would see of a login: the CVR number, or why it was refused.
async fn log_in(world: &World) -> Result<String, Box<dyn std::error::Error>> {
    let http = world.http.clone();
    let transport = move |request: HttpRequest| {
        let http = http.clone();
        async move { send(&http, request).await }
    };
    let issuer = IssuerUrl::new(world.simulator.issuer().to_owned())?;
    let metadata = CoreProviderMetadata::discover_async(issuer, &transport).await?;
    let client = Client::from_provider_metadata(
        metadata,
        ClientId::new("one".into()),
        Some(ClientSecret::new(SECRET.into())),
    )
    .set_redirect_uri(RedirectUrl::new(CALLBACK.into())?);

    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
    let (url, state, nonce) = client
        .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
        .set_pkce_challenge(challenge)
        .add_extra_param("login_hint", "lba-fjord")
        .url();
    let back = location(&world.http.get(url).send().await?);
    assert_eq!(back["state"], *state.secret());

    let code = AuthorizationCode::new(back["code"].clone());
    let exchange = client.exchange_code(code)?.set_pkce_verifier(verifier);
    let tokens = exchange.request_async(&transport).await?;
    let id_token = tokens.id_token().ok_or("no ID token")?;
    let claims = id_token.claims(&client.id_token_verifier(), &nonce)?;
    let subject = Some(claims.subject().clone());
    let info: UserInfoClaims<Professional, CoreGenderClaim> = client
        .user_info(tokens.access_token().clone(), subject)?
        .request_async(&transport)
        .await?;
    assert_eq!(info.additional_claims().cvr, claims.additional_claims().cvr);
    Ok(claims.additional_claims().cvr.clone())
}

async fn send(
    http: &reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, std::io::Error> {
    let answer = http.execute(request.try_into().unwrap()).await;
    let answer = answer.map_err(std::io::Error::other)?;
    let mut built = openidconnect::http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        built = built.header(name, value);
    }
    let body = answer.bytes().await.map_err(std::io::Error::other)?;
    built.body(body.to_vec()).map_err(std::io::Error::other)
}

#[tokio::test]
async fn the_openidconnect_crate_logs_in_and_follows_a_rotation() {
    let world = World::new().await;
    assert_eq!(log_in(&world).await.unwrap(), "30200209");
    world.simulator.rotate_keys().unwrap();
    assert_eq!(log_in(&world).await.unwrap(), "30200209");
}

#[tokio::test]
async fn the_openidconnect_crate_refuses_what_the_faults_make_wrong() {
    let world = World::new().await;
    for fault in [
        Fault::WrongIssuer,
        Fault::WrongAudience,
        Fault::WrongNonce,
        Fault::MissingNonce,
        Fault::BadSignature,
        Fault::UnknownKey,
        Fault::ExpiredIdToken,
        Fault::AlgNone,
        Fault::HmacWithPublicKey,
        Fault::TokenEndpointDown,
        Fault::MissingIdToken,
        Fault::WrongUserinfoSubject,
        Fault::UserinfoDown,
        Fault::KeysDown,
    ] {
        world.simulator.set_fault(Some(fault));
        assert!(log_in(&world).await.is_err(), "{fault:?}");
    }
}
