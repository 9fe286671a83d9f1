//! Tokens for programs: OAuth 2.0 client credentials (RFC 6749 §4.4) as signed access tokens
//! (RFC 9068), and the checking of them.

pub mod clients;
mod issuer;
mod keys;
mod remembered;
mod request;
mod ring;
mod routes;
mod verifier;

pub use clients::NewClient;
pub use issuer::Issuer;
pub use routes::routes;
pub use verifier::Verifier;

/// Seconds that a token lives.
pub const LIFETIME: i64 = 300;

/// The `typ` of access tokens (RFC 9068 §2.1).
const ACCESS_TOKEN: &str = "at+jwt";

#[cfg(test)]
mod testing;
