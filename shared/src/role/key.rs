//! The key of a role, parsed once.

use crate::problem::FieldCode;

/// A role's key, `System.Rolle`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleKey(String);

impl RoleKey {
    /// Most characters.
    pub const MAX: usize = 100;

    /// Trims and checks the key: letters, digits, `-` and `_` on both sides of one point.
    ///
    /// # Errors
    /// `Required` when blank, `TooLong`, or `Malformed`.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let text = text.trim();
        let word = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_alphabetic())
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        };
        match text.split_once('.') {
            _ if text.is_empty() => Err(FieldCode::Required),
            _ if text.len() > Self::MAX => Err(FieldCode::TooLong),
            Some((system, role)) if word(system) && word(role) => Ok(Self(text.to_owned())),
            Some(_) | None => Err(FieldCode::Malformed),
        }
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The system that the role opens: what stands before the point.
    pub fn system(&self) -> &str {
        self.0
            .split_once('.')
            .map_or(self.0.as_str(), |(system, _)| system)
    }
}

#[cfg(test)]
mod tests {
    use super::RoleKey;
    use crate::problem::FieldCode;

    #[test]
    fn a_key_is_two_words_with_a_point_between_them() {
        assert_eq!(RoleKey::parse(" Vitas.Bruger ").unwrap().system(), "Vitas");
        for (text, code) in [
            ("", FieldCode::Required),
            ("Vitas", FieldCode::Malformed),
            ("Vitas.", FieldCode::Malformed),
            (".Bruger", FieldCode::Malformed),
            ("Vitas.Bruger.To", FieldCode::Malformed),
            ("Vitas.Bru ger", FieldCode::Malformed),
            ("Vitas.Læser", FieldCode::Malformed),
            ("Vitas.1", FieldCode::Malformed),
        ] {
            assert_eq!(RoleKey::parse(text), Err(code), "{text}");
        }
        let long = format!("Vitas.{}", "a".repeat(100));
        assert_eq!(RoleKey::parse(&long), Err(FieldCode::TooLong));
    }
}
