//! Danish first, English second; and how one catalogue serves both.

use serde::{Deserialize, Serialize};

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Danish, the default.
    #[default]
    Da,
    /// English.
    En,
}

impl Language {
    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// Chooses by an `Accept-Language` header (RFC 9110 §12.5.4): the supported language with
    /// the highest weight; Danish when neither is named or the header makes no sense.
    pub fn from_accept_language(header: &str) -> Self {
        let weight_of = |wanted: &str| {
            header
                .split(',')
                .filter_map(|part| {
                    let mut fields = part.split(';').map(str::trim);
                    let tag = fields.next()?.to_ascii_lowercase();
                    let primary = tag.split('-').next()?.to_owned();
                    let weight = fields
                        .find_map(|field| field.strip_prefix("q="))
                        .map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
                    (primary == wanted).then_some(weight)
                })
                .fold(0.0_f32, f32::max)
        };
        if weight_of("en") > weight_of("da") {
            Self::En
        } else {
            Self::Da
        }
    }
}

/// A sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// Danish.
    pub da: &'static str,
    /// English.
    pub en: &'static str,
}

impl Bilingual {
    /// The sentence in `language`.
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::Da => self.da,
            Language::En => self.en,
        }
    }
}

/// Declares catalogue entries as constants: `catalogue! { /// doc  NAME = "dansk", "english"; }`.
/// A missing translation does not compile.
#[macro_export]
macro_rules! catalogue {
    ($($(#[$meta:meta])* $name:ident = $da:literal, $en:literal;)+) => {
        $($(#[$meta])* #[doc = $en] pub const $name: $crate::language::Bilingual =
            $crate::language::Bilingual { da: $da, en: $en };)+
    };
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn danish_is_the_default_and_english_is_chosen_by_weight() {
        for (header, expected) in [
            ("", Language::Da),
            ("fr", Language::Da),
            ("en", Language::En),
            ("en-GB,en;q=0.9", Language::En),
            ("da,en;q=0.9", Language::Da),
            ("da;q=0.3, en;q=0.8", Language::En),
            ("en;q=x", Language::Da),
        ] {
            assert_eq!(Language::from_accept_language(header), expected, "{header}");
        }
    }
}
