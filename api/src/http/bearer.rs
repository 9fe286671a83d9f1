//! What the authentication of programs looks like from here; the `tokens` slice does it.

use std::sync::Arc;

use crate::db::caller::Credential;

/// Checks the tokens of programs: signature, type, issuer, audience, times.
pub trait VerifyBearer: Send + Sync {
    /// The credential a good token stands for; none for any other.
    fn verify(&self, token: &str) -> Option<Credential>;
}

/// The checker that this process uses.
pub type BearerVerifier = Arc<dyn VerifyBearer>;
