//! Signing keys and their rotation.

use std::sync::Arc;

use jsonwebtoken::{
    Algorithm, EncodingKey,
    jwk::{Jwk, KeyAlgorithm, PublicKeyUse, ThumbprintHash},
};
use p256::{SecretKey, pkcs8::EncodePrivateKey as _};

use crate::KeyError;

/// One P-256 key for ES256.
pub(super) struct SigningKey {
    pub(super) id: String,
    pub(super) secret: EncodingKey,
    pub(super) published: Jwk,
}

impl SigningKey {
    pub(super) fn generate() -> Result<Self, KeyError> {
        let secret = EncodingKey::from_ec_der(random_scalar().to_pkcs8_der()?.as_bytes());
        let mut published = Jwk::from_encoding_key(&secret, Algorithm::ES256)?;
        let id = published.thumbprint(ThumbprintHash::SHA256)?;
        published.common.key_id = Some(id.clone());
        published.common.public_key_use = Some(PublicKeyUse::Signature);
        published.common.key_algorithm = Some(KeyAlgorithm::ES256);
        Ok(Self {
            id,
            secret,
            published,
        })
    }
}

/// A random P-256 secret. About one in 2^32 draws is no valid one and is drawn again.
fn random_scalar() -> SecretKey {
    loop {
        if let Ok(secret) = SecretKey::from_slice(&rand::random::<[u8; 32]>()) {
            return secret;
        }
    }
}

/// The key in use, and the one before it for as long as its tokens live.
pub(super) struct KeyRing {
    current: Arc<SigningKey>,
    former: Option<Arc<SigningKey>>,
}

impl KeyRing {
    pub(super) fn generate() -> Result<Self, KeyError> {
        Ok(Self {
            current: Arc::new(SigningKey::generate()?),
            former: None,
        })
    }

    pub(super) fn rotate(&mut self) -> Result<(), KeyError> {
        let fresh = Arc::new(SigningKey::generate()?);
        self.former = Some(std::mem::replace(&mut self.current, fresh));
        Ok(())
    }

    pub(super) fn current(&self) -> Arc<SigningKey> {
        Arc::clone(&self.current)
    }

    /// What the key set shows, newest first.
    pub(super) fn published(&self) -> Vec<Jwk> {
        let former = self.former.as_deref();
        std::iter::once(&*self.current)
            .chain(former)
            .map(|key| key.published.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::KeyRing;

    #[test]
    fn a_former_key_stays_published_for_one_rotation() {
        let mut ring = KeyRing::generate().unwrap();
        let first = ring.current().id.clone();
        ring.rotate().unwrap();
        let second = ring.current().id.clone();
        let ids = |ring: &KeyRing| -> Vec<_> {
            let keys = ring.published().into_iter();
            keys.filter_map(|key| key.common.key_id).collect()
        };
        assert_eq!(ids(&ring), [second.clone(), first]);
        ring.rotate().unwrap();
        assert_eq!(ids(&ring), [ring.current().id.clone(), second]);
    }
}
