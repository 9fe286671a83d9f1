//! The key of an attribute, parsed once.

use crate::problem::FieldCode;

/// An attribute's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeKey(String);

impl AttributeKey {
    /// Most characters.
    pub const MAX: usize = 60;

    /// Trims and checks the key: small letters a to z, digits and `-`, beginning with a letter.
    ///
    /// # Errors
    /// `Required` when blank, `TooLong`, or `Malformed`.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let text = text.trim();
        let word = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        match text.len() {
            0 => Err(FieldCode::Required),
            length if length > Self::MAX => Err(FieldCode::TooLong),
            _ if word => Ok(Self(text.to_owned())),
            _ => Err(FieldCode::Malformed),
        }
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::AttributeKey;
    use crate::problem::FieldCode;

    #[test]
    fn a_key_is_one_small_word() {
        let key = AttributeKey::parse(" tilslutningsaftale-2 ").unwrap();
        assert_eq!(key.as_str(), "tilslutningsaftale-2");
        for (text, code) in [
            (" ", FieldCode::Required),
            ("Aftale", FieldCode::Malformed),
            ("2-aftaler", FieldCode::Malformed),
            ("en aftale", FieldCode::Malformed),
            ("påkrævet", FieldCode::Malformed),
        ] {
            assert_eq!(AttributeKey::parse(text), Err(code), "{text}");
        }
        let long = "a".repeat(61);
        assert_eq!(AttributeKey::parse(&long), Err(FieldCode::TooLong));
    }
}
