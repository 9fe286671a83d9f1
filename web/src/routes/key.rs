//! A role's key as part of an address.

/// Most bytes of a key.
const MOST: usize = 100;

/// A role's key. Addresses are copied about, so it is kept in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    bytes: [u8; MOST],
    length: usize,
}

impl Key {
    /// The key in `text`, when it is short enough to be one.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let fits = !text.is_empty() && text.len() <= MOST && text.is_ascii();
        fits.then(|| {
            let mut bytes = [0; MOST];
            for (to, from) in bytes.iter_mut().zip(text.bytes()) {
                *to = from;
            }
            Self {
                bytes,
                length: text.len(),
            }
        })
    }

    /// The key.
    pub(crate) fn text(&self) -> &str {
        let used = self.bytes.get(..self.length).unwrap_or_default();
        str::from_utf8(used).unwrap_or_default()
    }
}
