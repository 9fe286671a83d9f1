//! How long, how much, how many.

use std::num::NonZeroU32;

use serde::Deserialize;

/// How long sessions last, in minutes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    /// Ends after so long without a request.
    pub idle_minutes: u32,
    /// Ends after so long whatever happens.
    pub absolute_minutes: u32,
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            idle_minutes: 30,
            absolute_minutes: 8 * 60,
        }
    }
}

/// What may be attached to a request.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Attachments {
    /// Bytes that a file may have. Each is in memory while it is received and while it is sent.
    pub most_bytes: NonZeroU32,
    /// Files that a request may have.
    pub most_files: u8,
}

impl Default for Attachments {
    fn default() -> Self {
        const FIVE_MEBIBYTES: NonZeroU32 = match NonZeroU32::new(5 * 1024 * 1024) {
            Some(bytes) => bytes,
            None => NonZeroU32::MIN,
        };
        Self {
            most_bytes: FIVE_MEBIBYTES,
            most_files: 5,
        }
    }
}

impl Attachments {
    /// Bytes that a file may have, as memory is counted.
    pub fn bytes_in_memory(self) -> usize {
        usize::try_from(self.most_bytes.get()).unwrap_or(usize::MAX)
    }
}

/// How much an import may remove before somebody must confirm the number.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Imports {
    /// Share, in percent, of the grants that earlier imports gave in the file's organisations.
    pub most_removed_percent: u8,
    /// So many go without confirmation, whatever share they are.
    pub always_removed: u32,
}

impl Default for Imports {
    fn default() -> Self {
        Self {
            most_removed_percent: 5,
            always_removed: 10,
        }
    }
}

impl Imports {
    /// Whether so many removals, of so many grants, must be confirmed.
    pub fn need_confirmation(self, removals: i64, owned: i64) -> bool {
        removals > i64::from(self.always_removed)
            && removals.saturating_mul(100)
                > owned.saturating_mul(i64::from(self.most_removed_percent))
    }
}

#[cfg(test)]
mod tests {
    use super::Imports;

    #[test]
    fn more_than_the_share_and_more_than_the_number_must_be_confirmed() {
        let limits = Imports::default();
        for (removals, owned, confirmed) in [
            (0, 0, false),
            (10, 10, false),
            (11, 11, true),
            (50, 1000, false),
            (51, 1000, true),
        ] {
            assert_eq!(
                limits.need_confirmation(removals, owned),
                confirmed,
                "{removals}/{owned}"
            );
        }
    }
}
