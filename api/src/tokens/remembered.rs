//! Tokens whose signature has been checked already: checking it again costs more than everything
//! else in a role check. Bounded, and each entry ends with its token.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use sha2::{Digest as _, Sha256};
use shared::Timestamp;

use crate::db::caller::Credential;

const SHARDS: usize = 16;
/// Tokens kept in each shard; a program uses one at a time.
const MOST_IN_SHARD: usize = 256;

/// The name under which a token is remembered: never the token itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub(super) fn of(token: &str) -> Self {
        Self(Sha256::digest(token).into())
    }
}

struct Entry {
    credential: Credential,
    expires_at: Timestamp,
}

/// What has been checked.
#[derive(Default)]
pub(super) struct Remembered {
    shards: [Mutex<HashMap<Fingerprint, Entry>>; SHARDS],
}

impl Remembered {
    fn shard(&self, token: Fingerprint) -> Option<&Mutex<HashMap<Fingerprint, Entry>>> {
        let Fingerprint([first, ..]) = token;
        self.shards.get(usize::from(first) % SHARDS)
    }

    /// What the token stands for, if it was checked before and has not ended.
    pub(super) fn find(&self, token: Fingerprint, now: Timestamp) -> Option<Credential> {
        let shard = self
            .shard(token)?
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        shard
            .get(&token)
            .filter(|entry| now < entry.expires_at)
            .map(|entry| entry.credential.clone())
    }

    /// Remembers a checked token until it ends.
    pub(super) fn keep(
        &self,
        token: Fingerprint,
        credential: Credential,
        expires_at: Timestamp,
        now: Timestamp,
    ) {
        let Some(shard) = self.shard(token) else {
            return;
        };
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        if shard.len() >= MOST_IN_SHARD {
            shard.retain(|_, entry| now < entry.expires_at);
        }
        if shard.len() >= MOST_IN_SHARD {
            shard.clear();
        }
        shard.insert(
            token,
            Entry {
                credential,
                expires_at,
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, MOST_IN_SHARD, Remembered, SHARDS};
    use crate::db::caller::Credential;

    fn at(seconds: i64) -> shared::Timestamp {
        "2026-06-16T12:00:00Z"
            .parse::<shared::Timestamp>()
            .unwrap()
            .plus_seconds(seconds)
    }

    #[test]
    fn a_token_is_remembered_until_the_second_it_ends() {
        let remembered = Remembered::default();
        let token = Fingerprint::of("a.b.c");
        assert!(remembered.find(token, at(0)).is_none());
        remembered.keep(token, Credential::System("x"), at(10), at(0));
        assert!(remembered.find(token, at(9)).is_some());
        assert!(remembered.find(token, at(10)).is_none());
        assert!(remembered.find(Fingerprint::of("a.b.d"), at(0)).is_none());
    }

    #[test]
    fn no_number_of_tokens_makes_it_grow_beyond_its_bound() {
        let remembered = Remembered::default();
        for n in 0..(SHARDS * MOST_IN_SHARD * 3) {
            let token = Fingerprint::of(&n.to_string());
            remembered.keep(token, Credential::System("x"), at(10), at(0));
        }
        let kept: usize = remembered
            .shards
            .iter()
            .map(|shard| shard.lock().unwrap().len())
            .sum();
        assert!(kept <= SHARDS * MOST_IN_SHARD, "{kept}");
    }
}
