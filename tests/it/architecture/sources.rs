//! The repository's own Rust files.

use std::{fs, path::Path};

use super::lexer::lex;

/// One file.
pub(super) struct Source {
    /// From the top of the repository, with forward slashes.
    pub(super) path: String,
    /// All of it.
    pub(super) text: String,
    /// Its code: no comments, no strings, no unit tests.
    pub(super) code: String,
    /// What stands between quotes outside unit tests.
    pub(super) strings: Vec<String>,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        // Unit tests stand last in a file, or in files of their own.
        let unit_tests = text.match_indices("#[cfg(test)]\nmod ").find(|(at, _)| {
            let declared = text[*at..].lines().nth(1).unwrap_or_default();
            declared.ends_with('{')
        });
        let product = unit_tests.map_or(text, |(at, _)| &text[..at]);
        let lexed = lex(product);
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code: lexed.code,
            strings: lexed.strings,
        }
    }

    /// The path within the API crate; none outside it and for its unit tests.
    pub(super) fn in_api(&self) -> Option<&str> {
        let path = self.path.strip_prefix("api/src/")?;
        (!path.contains("tests/") && !path.ends_with("tests.rs")).then_some(path)
    }

    /// The part of the API crate it belongs to: `policy` for `policy.rs` and `policy/scope.rs`.
    pub(super) fn part(&self) -> Option<&str> {
        let first = self.in_api()?.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }

    /// Whether the code has `word` as a word of its own.
    pub(super) fn mentions(&self, word: &str) -> bool {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(word).any(|(at, _)| {
            !self.code[..at].ends_with(is_word)
                && !self.code[at + word.len()..].starts_with(is_word)
        })
    }

    /// The first names after `prefix::`, also inside braces: `crate::{a::b, c}` gives a and c.
    pub(super) fn names_under(&self, prefix: &str) -> Vec<String> {
        let mark = format!("{prefix}::");
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        self.code
            .match_indices(&mark)
            .filter(|(at, _)| !self.code[..*at].ends_with(|c| is_word(c) || c == ':'))
            .flat_map(|(at, _)| first_names(&self.code[at + mark.len()..]))
            .collect()
    }
}

fn first_names(after: &str) -> Vec<String> {
    let Some(group) = after.strip_prefix('{') else {
        let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        return vec![after[..end.unwrap_or(after.len())].to_owned()];
    };
    let (mut depth, mut names, mut name) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(std::mem::take(&mut name)),
            c if depth == 0 => name.push(c),
            _ => {}
        }
    }
    names.push(name);
    names
        .iter()
        .filter_map(|name| name.trim().split("::").next())
        .filter_map(|name| name.split_whitespace().next())
        .map(ToOwned::to_owned)
        .collect()
}

/// Every Rust file of the repository.
pub(super) fn all_sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut sources = Vec::new();
    for folder in ["api", "shared", "web", "tests"] {
        gather(&root, &root.join(folder), &mut sources);
    }
    sources
}

fn gather(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules", "dist"].contains(&name.as_str()) {
            gather(root, &path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let relative = path.strip_prefix(root).unwrap().to_string_lossy();
            let text = fs::read_to_string(&path).unwrap();
            sources.push(Source::new(&relative.replace('\\', "/"), &text));
        }
    }
}

#[test]
fn names_are_found_in_groups_and_nested_groups() {
    let source = Source::new(
        "a.rs",
        "use crate::{a::{x, y}, b, c as d};\nlet e = crate::f::g();",
    );
    assert_eq!(source.names_under("crate"), ["a", "b", "c", "f"]);
}

#[test]
fn only_unit_tests_within_a_file_are_left_out_of_its_code() {
    let source = Source::new(
        "a.rs",
        "#[cfg(test)]\nmod apart;\nfn a() {}\n#[cfg(test)]\nmod tests {\nfn b() {}\n}",
    );
    assert!(source.mentions("a") && !source.mentions("b"));
}
