//! The verifying keys as one node knows them, and how it learns of new ones.

use std::sync::{Arc, PoisonError, RwLock, mpsc};
use std::time::Duration;

use shared::Timestamp;

use super::keys::{self, VerifyingKey};
use crate::db::{Database, Failure};

/// Seconds between two looks for new keys, however many unknown ones are shown.
const SECONDS_BETWEEN_LOOKS: i64 = 10;
/// How long a request with an unknown key waits for one look.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

struct Known {
    keys: Arc<[VerifyingKey]>,
    looked_at: Timestamp,
}

/// The keys that verify.
pub(super) struct Ring {
    database: Database,
    known: RwLock<Known>,
}

impl Ring {
    pub(super) fn new(database: Database, keys: Vec<VerifyingKey>) -> Self {
        let looked_at = database.clock().now();
        Self {
            database,
            known: RwLock::new(Known {
                keys: keys.into(),
                looked_at,
            }),
        }
    }

    /// The key with this id, if its signatures count at `now`.
    pub(super) fn find(&self, kid: &str, now: Timestamp) -> Option<VerifyingKey> {
        let pick = |keys: &[VerifyingKey]| {
            keys.iter()
                .find(|key| key.kid == kid)
                .filter(|key| key.until.is_none_or(|until| now < until))
                .cloned()
        };
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = pick(&known.keys) {
            return Some(key);
        }
        drop(known);
        pick(&self.look_again(now)?)
    }

    /// Reads the table again, unless that was done a moment ago. On a thread and a connection of
    /// its own, and waited for only so long: whoever shows unknown keys holds nobody up.
    fn look_again(&self, now: Timestamp) -> Option<Arc<[VerifyingKey]>> {
        {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            if now < known.looked_at.plus_seconds(SECONDS_BETWEEN_LOOKS) {
                return None;
            }
            known.looked_at = now;
        }
        let (found, finding) = mpsc::sync_channel(1);
        let url = self.database.url().clone();
        std::thread::spawn(move || {
            let keys = url
                .connect()
                .map_err(|error| Failure::Unavailable(error.to_string()))
                .and_then(|mut connection| keys::list_verifying(&mut connection, now));
            // The asker may have given up; then nobody needs the keys.
            let _ = found.send(keys);
        });
        match finding.recv_timeout(LONGEST_WAIT) {
            Ok(Ok(keys)) => {
                let keys: Arc<[_]> = keys.into();
                let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
                known.keys = Arc::clone(&keys);
                Some(keys)
            }
            Ok(Err(error)) => {
                tracing::warn!(%error, "signing keys could not be read");
                None
            }
            Err(error) => {
                tracing::warn!(%error, "signing keys could not be read in time");
                None
            }
        }
    }
}
