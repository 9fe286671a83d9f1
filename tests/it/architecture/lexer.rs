//! Just enough of Rust's lexis to tell code from comments and strings.

/// A source text, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lexed {
    /// The code without comments; strings are left as `""`.
    pub(super) code: String,
    /// What stands between quotes.
    pub(super) strings: Vec<String>,
}

/// Takes a source text apart.
pub(super) fn lex(text: &str) -> Lexed {
    let mut lexed = Lexed::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw_string(rest, &lexed.code) {
            take_raw_string(rest, hashes, &mut lexed)
        } else if first == '"' {
            take_string(rest, &mut lexed)
        } else if let Some(length) = char_literal(rest) {
            length
        } else {
            lexed.code.push(first);
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    lexed
}

/// How many hashes a raw string begins with, if one begins here.
fn raw_string(rest: &str, before: &str) -> Option<usize> {
    let in_word = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let after = rest.strip_prefix('r').filter(|_| !in_word)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn take_raw_string(rest: &str, hashes: usize, lexed: &mut Lexed) -> usize {
    let begin = 2 + hashes;
    let end_mark = format!("\"{}", "#".repeat(hashes));
    let length = rest[begin..].find(&end_mark).unwrap_or(rest.len() - begin);
    lexed.code.push_str("\"\"");
    lexed.strings.push(rest[begin..begin + length].to_owned());
    (begin + length + end_mark.len()).min(rest.len())
}

fn take_string(rest: &str, lexed: &mut Lexed) -> usize {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    let end = end.map_or(rest.len() - 1, |(at, _)| at);
    lexed.code.push_str("\"\"");
    lexed.strings.push(rest[1..end].to_owned());
    end + 1
}

/// The length of a character literal, if one begins here; a lifetime is none.
fn char_literal(rest: &str) -> Option<usize> {
    let mut chars = rest.strip_prefix('\'')?.char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        rest[2..].find('\'').map(|end| end.max(1)).map(|end| {
            // `'\''`: the quote that is escaped does not end the literal.
            if rest[2..].starts_with('\'') {
                4
            } else {
                end + 3
            }
        })
    } else {
        let (at, next) = chars.next()?;
        (next == '\'').then_some(at + 2)
    }
}

#[test]
fn comments_strings_and_characters_are_told_from_code() {
    let text = r##"let a = "di\"esel"; // diesel
/* diesel */ let b = r#"die"sel"#; let c: &'static str = x; let d = '"'; let e = '\''; f("")"##;
    let lexed = lex(text);
    assert_eq!(lexed.strings, ["di\\\"esel", "die\"sel", ""]);
    assert!(!lexed.code.contains("diesel"), "{}", lexed.code);
    assert!(
        lexed.code.contains("&'static str = x; let d ="),
        "{}",
        lexed.code
    );
    assert!(lexed.code.ends_with("f(\"\")"), "{}", lexed.code);
}
