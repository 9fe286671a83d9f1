//! Signing keys as stored: one table for every node, so that each verifies what another signed.

use diesel::prelude::*;
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey,
    jwk::{Jwk, KeyAlgorithm, PublicKeyUse, ThumbprintHash},
};
use p256::{
    SecretKey,
    pkcs8::{EncodePrivateKey as _, EncodePublicKey as _, LineEnding},
};
use shared::Timestamp;

use crate::db::{DbConnection, Failure, schema::signing_keys};

/// Days for which a key signs before the next one takes over.
const DAYS_IN_USE: i64 = 90;
/// Seconds for which a retired key still verifies: the life of its last token, and some.
const SECONDS_VERIFYING: i64 = 2 * super::LIFETIME;

/// A key that signs.
pub(super) struct SigningKey {
    pub(super) kid: String,
    pub(super) secret: EncodingKey,
}

/// A key that verifies.
#[derive(Clone)]
pub(super) struct VerifyingKey {
    pub(super) kid: String,
    pub(super) public: DecodingKey,
    /// Until when its signatures count; none while it signs.
    pub(super) until: Option<Timestamp>,
}

#[derive(Insertable)]
#[diesel(table_name = signing_keys)]
struct NewSigningKeyRow {
    kid: String,
    private_pem: String,
    public_pem: String,
    created_at: chrono::NaiveDateTime,
}

fn fault(error: &impl std::fmt::Display) -> Failure {
    Failure::Internal(format!("signing key: {error}"))
}

/// A random P-256 secret. About one in 2^32 draws is no valid one and is drawn again.
fn random_secret() -> SecretKey {
    loop {
        if let Ok(secret) = SecretKey::from_slice(&rand::random::<[u8; 32]>()) {
            return secret;
        }
    }
}

fn generate(now: Timestamp) -> Result<NewSigningKeyRow, Failure> {
    let secret = random_secret();
    let pem = secret
        .to_pkcs8_pem(LineEnding::LF)
        .map_err(|error| fault(&error))?;
    let public_pem = secret
        .public_key()
        .to_public_key_pem(LineEnding::LF)
        .map_err(|error| fault(&error))?;
    let public = DecodingKey::from_ec_pem(public_pem.as_bytes()).map_err(|error| fault(&error))?;
    Ok(NewSigningKeyRow {
        kid: published(&public, None)?
            .thumbprint(ThumbprintHash::SHA256)
            .map_err(|error| fault(&error))?,
        private_pem: pem.to_string(),
        public_pem,
        created_at: now.naive(),
    })
}

/// A public key as a key set shows it (RFC 7517).
///
/// # Errors
/// A stored key that makes no sense.
pub(super) fn published(public: &DecodingKey, kid: Option<&str>) -> Result<Jwk, Failure> {
    let mut jwk =
        Jwk::from_decoding_key(public, Some(Algorithm::ES256)).map_err(|error| fault(&error))?;
    jwk.common.key_id = kid.map(str::to_owned);
    jwk.common.public_key_use = Some(PublicKeyUse::Signature);
    jwk.common.key_algorithm = Some(KeyAlgorithm::ES256);
    Ok(jwk)
}

/// Makes sure that there is a key to sign with, and that it is not too old.
///
/// # Errors
/// The engine's.
pub(super) fn ensure(connection: &mut DbConnection, now: Timestamp) -> Result<(), Failure> {
    let young: Option<String> = signing_keys::table
        .filter(signing_keys::retired_at.is_null())
        .filter(signing_keys::created_at.gt(now.plus_days(-DAYS_IN_USE).naive()))
        .select(signing_keys::kid)
        .first(connection)
        .optional()?;
    if young.is_none() {
        rotate(connection, now)?;
    }
    Ok(())
}

/// Lets a fresh key take over; the ones before it verify for a while longer.
///
/// # Errors
/// The engine's.
pub(super) fn rotate(connection: &mut DbConnection, now: Timestamp) -> Result<(), Failure> {
    diesel::update(signing_keys::table.filter(signing_keys::retired_at.is_null()))
        .set(signing_keys::retired_at.eq(now.naive()))
        .execute(connection)?;
    diesel::insert_into(signing_keys::table)
        .values(generate(now)?)
        .execute(connection)?;
    Ok(())
}

/// The key that signs now.
///
/// # Errors
/// The engine's; a stored key that makes no sense, or none.
pub(super) fn get_signing(connection: &mut DbConnection) -> Result<SigningKey, Failure> {
    let (kid, pem): (String, String) = signing_keys::table
        .filter(signing_keys::retired_at.is_null())
        .order((signing_keys::created_at.desc(), signing_keys::kid))
        .select((signing_keys::kid, signing_keys::private_pem))
        .first(connection)?;
    Ok(SigningKey {
        kid,
        secret: EncodingKey::from_ec_pem(pem.as_bytes()).map_err(|error| fault(&error))?,
    })
}

/// Every key whose signatures count now, newest first.
///
/// # Errors
/// The engine's; a stored key that makes no sense.
pub(super) fn list_verifying(
    connection: &mut DbConnection,
    now: Timestamp,
) -> Result<Vec<VerifyingKey>, Failure> {
    let since = now.plus_seconds(-SECONDS_VERIFYING);
    let rows: Vec<(String, String, Option<chrono::NaiveDateTime>)> = signing_keys::table
        .filter(
            signing_keys::retired_at
                .is_null()
                .or(signing_keys::retired_at.assume_not_null().gt(since.naive())),
        )
        .order((signing_keys::created_at.desc(), signing_keys::kid))
        .select((
            signing_keys::kid,
            signing_keys::public_pem,
            signing_keys::retired_at,
        ))
        .load(connection)?;
    rows.into_iter()
        .map(|(kid, pem, retired)| {
            Ok(VerifyingKey {
                kid,
                public: DecodingKey::from_ec_pem(pem.as_bytes()).map_err(|error| fault(&error))?,
                until: retired.map(|at| Timestamp::from_naive(at).plus_seconds(SECONDS_VERIFYING)),
            })
        })
        .collect()
}
