//! How look-ups hold.

use std::num::NonZeroU16;

use serde::Deserialize;

/// How look-ups of what somebody may do hold.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lookups {
    /// Ends after so many minutes; then the reason must be given anew.
    pub minutes: NonZeroU16,
}

impl Default for Lookups {
    fn default() -> Self {
        const HALF_AN_HOUR: NonZeroU16 = match NonZeroU16::new(30) {
            Some(minutes) => minutes,
            None => NonZeroU16::MIN,
        };
        Self {
            minutes: HALF_AN_HOUR,
        }
    }
}
