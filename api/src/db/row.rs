//! From stored text back to types. What cannot be read back is a fault of ours, never a guess.

use std::str::FromStr;

use shared::id::{Id, Kind};

use super::Failure;

/// Reads a stored id.
///
/// # Errors
/// `Internal`: a stored id that is no UUID.
pub fn id<K: Kind>(text: &str) -> Result<Id<K>, Failure> {
    text.parse()
        .map_err(|error| Failure::Internal(format!("stored {}: {error}", K::NAME)))
}

/// Reads a stored id that may be absent.
///
/// # Errors
/// As [`id`].
pub fn optional_id<K: Kind>(text: Option<&str>) -> Result<Option<Id<K>>, Failure> {
    text.map(id).transpose()
}

/// Reads a stored word of a closed vocabulary.
///
/// # Errors
/// `Internal`: a word that the vocabulary does not have.
pub fn word<T: FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, Failure> {
    text.parse()
        .map_err(|error| Failure::Internal(format!("stored word: {error}")))
}
