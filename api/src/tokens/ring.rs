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

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use diesel::prelude::*;
    use jsonwebtoken::{EncodingKey, encode};
    use serde_json::{Value, json};

    use super::super::{
        Issuer,
        testing::{NOW, World, good, with},
    };
    use crate::{config::Config, db::schema::signing_keys};

    #[tokio::test]
    async fn a_node_learns_of_a_key_that_another_node_made_and_forgets_a_retired_one() {
        let world = World::new().await;
        let before = world.token(&world.header(), &good());
        let other_node = Issuer::open(&world.database, &Config::read(None, None).unwrap())
            .await
            .unwrap();
        world.clock.advance(11);
        other_node.rotate().await.unwrap();
        let after = world.token(&world.header(), &good());
        assert!(world.accepts(&after), "by a key made elsewhere");
        assert!(world.accepts(&before), "by a key that just retired");
        assert_eq!(world.issuer.published().await.unwrap().len(), 2);
        world.clock.advance(601);
        assert_eq!(world.issuer.published().await.unwrap().len(), 1);
        let forged_late = with("iat", json!(NOW + 612));
        let mut forged_late = forged_late;
        forged_late["exp"] = json!(NOW + 912);
        let mut header = world.header();
        assert!(world.accepts(&world.token(&header, &forged_late)));
        header.kid = before
            .split('.')
            .next()
            .and_then(|head| URL_SAFE_NO_PAD.decode(head).ok())
            .and_then(|head| serde_json::from_slice::<Value>(&head).ok())
            .and_then(|head| head["kid"].as_str().map(str::to_owned));
        let retired: String = signing_keys::table
            .filter(signing_keys::kid.eq(header.kid.clone().unwrap()))
            .select(signing_keys::private_pem)
            .first(&mut world.database.url().connect().unwrap())
            .unwrap();
        let retired = EncodingKey::from_ec_pem(retired.as_bytes()).unwrap();
        assert!(!world.accepts(&encode(&header, &forged_late, &retired).unwrap()));
    }

    #[tokio::test]
    async fn unknown_keys_make_a_node_look_only_now_and_then() {
        let world = World::new().await;
        let mut header = world.header();
        header.kid = Some("unknown".into());
        let token = world.token(&header, &good());
        world.clock.advance(11);
        assert!(!world.accepts(&token));
        // The look was spent on the unknown key: a new one is found when the next is due.
        world.issuer.rotate().await.unwrap();
        let fresh = world.token(&world.header(), &good());
        assert!(!world.accepts(&fresh));
        world.clock.advance(10);
        assert!(world.accepts(&fresh));
    }
}
