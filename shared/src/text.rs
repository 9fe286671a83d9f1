//! Texts that people write, parsed once: the same bounds in the browser and on the server.

use std::fmt;

use crate::problem::FieldCode;

pub mod field;

pub use field::field_text;

/// A text that names no variant of a closed vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    vocabulary: &'static str,
    text: String,
}

impl Unknown {
    /// `text` is not a word of `vocabulary`.
    pub fn new(vocabulary: &'static str, text: &str) -> Self {
        Self {
            vocabulary,
            text: text.to_owned(),
        }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no {}", self.text, self.vocabulary)
    }
}

impl std::error::Error for Unknown {}

macro_rules! bounded_text {
    ($($(#[$meta:meta])* $name:ident: $min:literal ..= $max:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Fewest characters, after trimming.
            pub const MIN: usize = $min;
            /// Most characters, after trimming.
            pub const MAX: usize = $max;

            /// Trims and checks the text.
            ///
            /// # Errors
            /// What is wrong with it: too short, too long, or holding control characters.
            pub fn parse(text: &str) -> Result<Self, FieldCode> {
                let trimmed = text.trim();
                let length = trimmed.chars().count();
                if trimmed.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
                    Err(FieldCode::Malformed)
                } else if length == 0 && Self::MIN > 0 {
                    Err(FieldCode::Required)
                } else if length < Self::MIN {
                    Err(FieldCode::TooShort)
                } else if length > Self::MAX {
                    Err(FieldCode::TooLong)
                } else {
                    Ok(Self(trimmed.to_owned()))
                }
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

bounded_text! {
    /// Why somebody asks, gives, takes or refuses: read by the people it concerns.
    Reason: 10 ..= 500;
    /// What an approver says along with an approval; may be left out altogether.
    Comment: 1 ..= 500;
    /// A question or an answer in a request's thread.
    MessageText: 1 ..= 2000;
    /// A person's full name (STAR's interfaces: 1 to 140 characters).
    PersonName: 1 ..= 140;
    /// The name of an organisation.
    OrganisationName: 1 ..= 200;
    /// The name of a role.
    RoleName: 1 ..= 140;
    /// What the holder of a role may do.
    RoleDescription: 1 ..= 1000;
    /// A case number in the deciding authority's own system.
    CaseReference: 1 ..= 100;
}

/// An e-mail address of the form STAR's interfaces take: local part up to 191 characters,
/// domain part up to 64, none of `()<>[],;:` and no spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Trims and checks the address.
    ///
    /// # Errors
    /// `Required` when blank, `Malformed` otherwise.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FieldCode::Required);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(FieldCode::Malformed)?;
        let forbidden =
            |c: char| c.is_whitespace() || c.is_control() || "()<>[],;:\"\\@".contains(c);
        let labels_ok = domain.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
        let ok = !local.is_empty()
            && local.chars().count() <= 191
            && domain.chars().count() <= 64
            && domain.contains('.')
            && labels_ok
            && !text
                .chars()
                .rev()
                .skip_while(|c| *c != '@')
                .skip(1)
                .any(forbidden);
        if ok {
            Ok(Self(text.to_owned()))
        } else {
            Err(FieldCode::Malformed)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address, owned.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// A CVR number as login providers send it: eight digits. The check digit is not tested, since
/// numbers in use fail it (see [`Cvr::parse_typed`] for what people type).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cvr(String);

impl Cvr {
    /// Eight digits, nothing else.
    ///
    /// # Errors
    /// `Malformed` for anything else.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(FieldCode::Malformed)
        }
    }

    /// What a person typed: spaces, hyphens and a `DK` prefix are taken away, and the check
    /// digit must fit (modulus 11, weights 2 7 6 5 4 3 2 1; Erhvervsstyrelsen).
    ///
    /// # Errors
    /// `Malformed` when it is not eight digits or the check digit does not fit.
    pub fn parse_typed(text: &str) -> Result<Self, FieldCode> {
        let upper = text.trim().to_ascii_uppercase();
        let bare: String = upper
            .strip_prefix("DK")
            .unwrap_or(&upper)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        let cvr = Self::parse(&bare)?;
        let sum: u32 = [2, 7, 6, 5, 4, 3, 2, 1]
            .iter()
            .zip(cvr.0.chars().filter_map(|c| c.to_digit(10)))
            .map(|(weight, digit)| weight * digit)
            .sum();
        if sum.is_multiple_of(11) {
            Ok(cvr)
        } else {
            Err(FieldCode::Malformed)
        }
    }

    /// The eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Cvr, EmailAddress, Reason};
    use crate::problem::FieldCode;

    #[test]
    fn a_reason_is_trimmed_and_has_ten_to_five_hundred_characters() {
        assert_eq!(Reason::parse("   kort   "), Err(FieldCode::TooShort));
        assert_eq!(Reason::parse("   "), Err(FieldCode::Required));
        assert_eq!(Reason::parse(&"æ".repeat(501)), Err(FieldCode::TooLong));
        assert_eq!(
            Reason::parse("  ti tegn æø  ").unwrap().as_str(),
            "ti tegn æø"
        );
        assert_eq!(
            Reason::parse("med \u{0} nul i sig"),
            Err(FieldCode::Malformed)
        );
    }

    #[test]
    fn an_email_address_has_the_form_that_stars_interfaces_take() {
        for good in ["a@b.dk", "anne.holm+x@nordisk-byg.dk", " a@b.dk "] {
            assert!(EmailAddress::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "a@b", "a b@c.dk", "a@b..dk", "@b.dk", "a@", "a,b@c.dk", "a@b@c.dk", "a<b@c.dk",
        ] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_typed_cvr_number_is_checked_by_modulus_11_and_a_login_s_is_not() {
        assert_eq!(
            Cvr::parse_typed("DK-13 74 81 36").unwrap().as_str(),
            "13748136"
        );
        assert!(Cvr::parse_typed("12345678").is_err());
        assert!(Cvr::parse("12345678").is_ok());
        assert!(Cvr::parse("1234567x").is_err());
    }
}
