//! Where time and ids come from, so that tests own both.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::DateTime;
use shared::{Timestamp, id::Id};
use uuid::{NoContext, Uuid};

/// Tells the time.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands still until somebody moves it: microseconds since 1970.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at`.
    pub fn fixed(at: Timestamp) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.utc().timestamp_micros())))
    }

    /// Moves a fixed clock on; the system's clock goes by itself.
    pub fn advance(&self, seconds: i64) {
        if let Self::Fixed(micros) = self {
            micros.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
        }
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        match self {
            #[expect(
                clippy::disallowed_methods,
                reason = "the one place that asks the machine"
            )]
            Self::System => Timestamp::new(chrono::Utc::now()),
            Self::Fixed(micros) => {
                let at = DateTime::from_timestamp_micros(micros.load(Ordering::SeqCst));
                Timestamp::new(at.unwrap_or_default())
            }
        }
    }
}

/// A new UUID, version 7 (RFC 9562 §5.7), of the moment `at`: ids of later moments sort later.
pub fn new_id<K>(at: Timestamp) -> Id<K> {
    let millis = at.millis();
    let seconds = u64::try_from(millis.div_euclid(1000)).unwrap_or(0);
    let nanos = u32::try_from(millis.rem_euclid(1000)).unwrap_or(0) * 1_000_000;
    Id::new(Uuid::new_v7(uuid::Timestamp::from_unix(
        NoContext, seconds, nanos,
    )))
}
