//! Where time and ids come from, so that tests own both.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use chrono::DateTime;
use shared::{Timestamp, id::Id};
use uuid::Uuid;

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

/// Bits of an id that count the ids of this process (RFC 9562 §6.2, method 1).
const COUNTER_BITS: u8 = 42;

/// Counts on from a number that no other process is likely to be near.
fn count() -> u64 {
    static COUNTER: LazyLock<AtomicU64> = LazyLock::new(|| AtomicU64::new(rand::random()));
    COUNTER.fetch_add(1, Ordering::Relaxed) & ((1 << COUNTER_BITS) - 1)
}

/// A new UUID, version 7 (RFC 9562 §5.7), of the moment `at`: ids of later moments sort later,
/// and so do later ids of one process at one moment: what one transaction records stays in order.
pub fn new_id<K>(at: Timestamp) -> Id<K> {
    let millis = at.millis();
    let seconds = u64::try_from(millis.div_euclid(1000)).unwrap_or(0);
    let nanos = u32::try_from(millis.rem_euclid(1000)).unwrap_or(0) * 1_000_000;
    let counter = u128::from(count());
    Id::new(Uuid::new_v7(uuid::Timestamp::from_unix_time(
        seconds,
        nanos,
        counter,
        COUNTER_BITS,
    )))
}

#[cfg(test)]
mod tests {
    use shared::{Timestamp, id::UserId};

    use super::new_id;

    #[test]
    fn ids_sort_by_their_moment_and_then_in_the_order_they_were_made() {
        let at: Timestamp = "2026-06-16T12:00:00Z".parse().unwrap();
        let made: Vec<UserId> = (0..100).map(|_| new_id(at)).collect();
        assert!(made.is_sorted());
        let later: UserId = new_id(at.plus_seconds(1));
        assert!(made.iter().all(|id| *id < later));
        assert_eq!(later.uuid().get_version_num(), 7);
    }
}
