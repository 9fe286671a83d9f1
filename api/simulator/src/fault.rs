//! Ways to misbehave, so that a relying party can prove that it refuses.

use std::time::Duration;

/// One way to misbehave. Set in process with [`crate::Simulator::set_fault`]; no request over
/// HTTP can set one. Faults of signed tokens touch ID tokens and logout tokens alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Signed tokens name another issuer.
    WrongIssuer,
    /// Signed tokens are for another client.
    WrongAudience,
    /// The ID token answers another login.
    WrongNonce,
    /// The ID token answers no login in particular.
    MissingNonce,
    /// Signed tokens are signed with another key under a published key's id.
    BadSignature,
    /// Signed tokens are signed with a key that is published nowhere.
    UnknownKey,
    /// Signed tokens ended an hour ago.
    ExpiredIdToken,
    /// Signed tokens have algorithm `none` and no signature.
    AlgNone,
    /// Signed tokens have algorithm HS256, with the public key as the secret.
    HmacWithPublicKey,
    /// The token endpoint answers 503.
    TokenEndpointDown,
    /// The token endpoint's answer has no ID token.
    MissingIdToken,
    /// The token endpoint answers after this time.
    SlowToken(Duration),
    /// The browser comes back with another `state`.
    WrongState,
    /// The browser comes back with another `iss` (RFC 9207).
    WrongCallbackIssuer,
    /// Userinfo is about somebody else.
    WrongUserinfoSubject,
    /// Userinfo answers 503.
    UserinfoDown,
    /// The key set answers 503.
    KeysDown,
}
