//! How requests are handled.

use std::num::NonZeroU16;

use serde::Deserialize;

/// How requests are handled.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Requests {
    /// A claim times out after so many minutes.
    pub claim_minutes: NonZeroU16,
}

impl Requests {
    /// A claim times out after so many seconds.
    pub fn claim_seconds(self) -> i64 {
        i64::from(self.claim_minutes.get()) * 60
    }
}

impl Default for Requests {
    fn default() -> Self {
        const HOUR: NonZeroU16 = match NonZeroU16::new(60) {
            Some(minutes) => minutes,
            None => NonZeroU16::MIN,
        };
        Self {
            claim_minutes: HOUR,
        }
    }
}
