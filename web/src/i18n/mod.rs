//! The one catalogue: every text in Danish and English, checked by the compiler.

pub(crate) mod administrations;
pub(crate) mod agreements;
pub(crate) mod attachments;
pub(crate) mod attributes;
pub(crate) mod audit;
pub(crate) mod desk;
pub(crate) mod grants;
pub(crate) mod handling;
pub(crate) mod imports;
pub(crate) mod legal;
pub(crate) mod organisations;
pub(crate) mod requests;
pub(crate) mod roles;
pub(crate) mod shell;
pub(crate) mod start;
pub(crate) mod ui;
pub(crate) mod units;
pub(crate) mod users;
pub(crate) mod words;

use std::cell::Cell;

use leptos::prelude::*;
use shared::language::{Bilingual, Language};

use crate::browser;

/// The cookie that keeps the choice of language.
const COOKIE: &str = "language";

thread_local! {
    static CURRENT: Cell<Language> = const { Cell::new(Language::Da) };
}

/// The language the page is in. Setting it draws the page anew.
#[derive(Clone, Copy)]
pub(crate) struct Speech(RwSignal<Language>);

impl Speech {
    /// What the person chose last time; Danish when they never did.
    pub(crate) fn from_cookie() -> Self {
        let language = match browser::cookie(COOKIE).as_deref() {
            Some("en") => Language::En,
            _ => Language::Da,
        };
        let speech = Self(RwSignal::new(language));
        apply(language);
        speech
    }

    /// The language, tracked.
    pub(crate) fn language(self) -> Language {
        self.0.get()
    }

    /// Speaks `language` from now on.
    pub(crate) fn choose(self, language: Language) {
        browser::set_cookie(COOKIE, language.tag());
        apply(language);
        self.0.set(language);
    }
}

fn apply(language: Language) {
    CURRENT.set(language);
    browser::set_document_language(language.tag());
}

/// The language spoken now; the page is drawn anew when it changes, so nobody need track it.
pub(crate) fn language() -> Language {
    CURRENT.get()
}

/// `text` in the language spoken now.
pub(crate) fn tr(text: Bilingual) -> &'static str {
    text.text(language())
}

/// `text` with each `{name}` replaced by what stands beside it.
pub(crate) fn fill(text: Bilingual, values: &[(&str, &str)]) -> String {
    values
        .iter()
        .fold(tr(text).to_owned(), |sentence, (name, value)| {
            sentence.replace(&format!("{{{name}}}"), value)
        })
}

/// One of two texts, by number.
pub(crate) fn plural(count: usize, one: Bilingual, many: Bilingual) -> String {
    let text = if count == 1 { one } else { many };
    fill(text, &[("n", &count.to_string())])
}
