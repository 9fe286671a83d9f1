//! Keyset pages: a cursor names the last row seen, and is good only for the caller and the
//! filter it was given for.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use shared::{
    page::Page,
    problem::{FieldCode, ProblemKind},
};

use super::Failure;

/// Rows on a page when nobody says otherwise.
pub const DEFAULT_LIMIT: u16 = 50;
/// Most rows on a page.
pub const MAX_LIMIT: u16 = 200;

/// A page asked for: how many rows, after which one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<K> {
    limit: u16,
    after: Option<K>,
    bound_to: String,
}

fn fingerprint(caller: &str, filter: &impl Serialize) -> Result<String, Failure> {
    let filter =
        serde_json::to_vec(filter).map_err(|error| Failure::Internal(error.to_string()))?;
    let digest = Sha256::new()
        .chain_update(caller)
        .chain_update([0])
        .chain_update(filter)
        .finalize();
    Ok(URL_SAFE_NO_PAD.encode(digest.get(..9).unwrap_or_default()))
}

impl<K: Serialize + DeserializeOwned> Asked<K> {
    /// Reads `cursor` and `limit`; `filter` is everything else that chooses the rows.
    ///
    /// # Errors
    /// `invalid-cursor` when the cursor is not ours or not for this caller and filter;
    /// `invalid-field` when the limit is out of bounds.
    pub fn read(
        cursor: Option<&str>,
        limit: Option<u16>,
        caller: &str,
        filter: &impl Serialize,
    ) -> Result<Self, Failure> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(Failure::field("/limit", FieldCode::Malformed));
        }
        let bound_to = fingerprint(caller, filter)?;
        let after = match cursor {
            None => None,
            Some(text) => {
                let (bound, key) = decode::<K>(text).ok_or(ProblemKind::InvalidCursor)?;
                if bound != bound_to {
                    return Err(ProblemKind::InvalidCursor.into());
                }
                Some(key)
            }
        };
        Ok(Self {
            limit,
            after,
            bound_to,
        })
    }

    /// The row to go on after.
    pub fn after(&self) -> Option<&K> {
        self.after.as_ref()
    }

    /// Rows to ask the engine for: one more than wanted, to know whether there are more.
    pub fn fetch(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// Makes the page of the rows the engine gave.
    ///
    /// # Errors
    /// `Internal` when a key cannot be written down.
    pub fn page<R>(&self, mut rows: Vec<R>, key: impl Fn(&R) -> K) -> Result<Page<R>, Failure> {
        let wanted = usize::from(self.limit);
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        let next_cursor = match rows.last() {
            Some(last) if more => Some(encode(&self.bound_to, &key(last))?),
            _ => None,
        };
        Ok(Page {
            items: rows,
            next_cursor,
        })
    }
}

fn encode<K: Serialize>(bound_to: &str, key: &K) -> Result<String, Failure> {
    let json = serde_json::to_vec(&(bound_to, key))
        .map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

fn decode<K: DeserializeOwned>(text: &str) -> Option<(String, K)> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::Asked;

    #[test]
    fn a_cursor_is_good_only_for_its_caller_and_filter() {
        let first = Asked::<(String, String)>::read(None, Some(2), "user:1", &"q").unwrap();
        let page = first
            .page(vec!["a", "b", "c"], |row| ((*row).into(), "id".into()))
            .unwrap();
        assert_eq!(page.items, ["a", "b"]);
        let cursor = page.next_cursor.unwrap();
        let read = |caller, filter| {
            Asked::<(String, String)>::read(Some(&cursor), Some(2), caller, &filter)
        };
        assert_eq!(read("user:1", "q").unwrap().after().unwrap().0, "b");
        assert!(read("user:2", "q").is_err());
        assert!(read("user:1", "r").is_err());
        assert!(Asked::<(String, String)>::read(Some("rubbish"), None, "user:1", &"q").is_err());
    }

    #[test]
    fn the_last_page_has_no_cursor_and_a_page_has_1_to_200_rows() {
        let asked = Asked::<String>::read(None, Some(2), "u", &()).unwrap();
        assert_eq!(
            asked
                .page(vec![1, 2], |_| String::new())
                .unwrap()
                .next_cursor,
            None
        );
        assert!(Asked::<String>::read(None, Some(0), "u", &()).is_err());
        assert!(Asked::<String>::read(None, Some(201), "u", &()).is_err());
    }
}
