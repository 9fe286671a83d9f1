//! Issues access tokens.

use std::sync::Arc;

use jsonwebtoken::{Algorithm, Header, encode, jwk::Jwk};
use serde_json::json;
use shared::{Timestamp, access::TokenResponse, audit::AuditKind, language::Language};

use super::{
    ACCESS_TOKEN, LIFETIME, Verifier, clients, keys, request::TokenRequest, verifier::Claims,
};
use crate::{
    config::Config,
    db::{Context, Database, Failure, Recorded, WriteTx, caller::Credential},
    domain::{
        caller::ProgramScope,
        change::{About, Change, What},
    },
    policy::{self, Authorised, programs::IssueToken},
};

/// The name under which the system itself acts here.
const PART: &str = "oauth";

/// Issues programs' access tokens. This server is both their issuer and their audience.
#[derive(Clone)]
pub struct Issuer {
    database: Database,
    own: String,
    verifier: Arc<Verifier>,
}

impl std::fmt::Debug for Issuer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issuer")
            .field("own", &self.own)
            .finish_non_exhaustive()
    }
}

impl Issuer {
    /// Makes sure that there are keys, and reads them.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn open(database: &Database, config: &Config) -> Result<Self, Failure> {
        let keys = database
            .keep_books(|connection, now| {
                keys::ensure(connection, now)?;
                keys::list_verifying(connection, now)
            })
            .await?;
        let own = config.base().to_owned();
        Ok(Self {
            verifier: Verifier::new(database.clone(), own.clone(), keys),
            database: database.clone(),
            own,
        })
    }

    /// What checks the tokens.
    pub fn verifier(&self) -> Arc<Verifier> {
        Arc::clone(&self.verifier)
    }

    /// This server's issuer identifier.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// Every key whose signatures count now.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn published(&self) -> Result<Vec<Jwk>, Failure> {
        let keys = self
            .database
            .read(Context::system(PART), |tx| {
                let now = tx.now();
                keys::list_verifying(tx.connection(), now)
            })
            .await?;
        keys.iter()
            .map(|key| keys::published(&key.public, Some(&key.kid)))
            .collect()
    }

    /// Lets a fresh key take over, on every node; the former ones verify until their tokens end.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn rotate(&self) -> Result<(), Failure> {
        self.database.keep_books(keys::rotate).await
    }

    /// A token for whoever shows a program's secret. Both outcomes are audited: as the program's
    /// when it exists, since that is whose secret was tried.
    ///
    /// # Errors
    /// The policy's refusal; or when the database cannot be used.
    pub(super) async fn issue(
        &self,
        request: TokenRequest,
        trace_id: String,
    ) -> Result<TokenResponse, Failure> {
        let client = request.client.clone();
        let known = self
            .database
            .read(Context::system(PART), move |tx| {
                clients::find(tx.connection(), &client)
            })
            .await?;
        let credential = match known {
            Some((facts, _)) if facts.active => Credential::Program {
                client: facts.client,
                scopes: Vec::new(),
            },
            Some(_) | None => Credential::System(PART),
        };
        let context = Context {
            credential,
            language: Language::Da,
            trace_id,
        };
        let own = self.own.clone();
        self.database
            .write_plain(context, AuditKind::TokenRefused, move |tx| {
                issue_in(tx, &own, &request)
            })
            .await
    }
}

fn issue_in(
    tx: &mut WriteTx<'_>,
    own: &str,
    request: &TokenRequest,
) -> Result<Recorded<TokenResponse>, Failure> {
    let found = clients::find(tx.connection(), &request.client)?;
    let about = About {
        organisation: found.as_ref().and_then(|(_, organisation)| *organisation),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let facts = found.as_ref().map(|(facts, _)| facts);
    let authorised =
        policy::programs::issue_token(facts, &request.secret_hash, request.scope.as_deref())?;
    let response = sign(tx, own, authorised)?;
    let new = json!({ "client": request.client, "scope": response.scope });
    tx.record(&Change::new(What::TokenIssued { new }, about), response)
}

fn sign(
    tx: &mut WriteTx<'_>,
    own: &str,
    authorised: Authorised<IssueToken>,
) -> Result<TokenResponse, Failure> {
    let IssueToken { client, scopes } = authorised.into_act();
    let key = keys::get_signing(tx.connection())?;
    let claims = claims(own, client, &scopes, tx.now());
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some(ACCESS_TOKEN.to_owned());
    header.kid = Some(key.kid);
    let access_token = encode(&header, &claims, &key.secret)
        .map_err(|error| Failure::Internal(format!("signing a token: {error}")))?;
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_in: LIFETIME,
        scope: claims.scope,
    })
}

fn claims(own: &str, client: String, scopes: &[ProgramScope], now: Timestamp) -> Claims {
    let scopes: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
    let iat = now.utc().timestamp();
    Claims {
        iss: own.to_owned(),
        aud: own.to_owned(),
        sub: client.clone(),
        client_id: client,
        iat,
        exp: iat + LIFETIME,
        nbf: None,
        jti: format!("{:032x}", rand::random::<u128>()),
        scope: scopes.join(" "),
    }
}
