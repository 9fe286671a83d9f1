//! What the documents name exists.

use std::{fs, path::Path};

use super::sources::{Source, all_sources};

fn documents() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            documents.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    documents
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split("```")
        .step_by(2)
        .flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

/// Whether a word is the name of a test: a sentence.
fn is_sentence(word: &str) -> bool {
    word.matches('_').count() >= 4
        && word
            .chars()
            .all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
}

/// Whether `a::b::c` is to be found: c, in the file of a part called a.
fn exists(sources: &[Source], path: &str) -> bool {
    let mut names = path.split("::");
    let (first, last) = (
        names.next().unwrap_or_default(),
        path.rsplit("::").next().unwrap_or_default(),
    );
    let last = last.trim_end_matches("()");
    sources
        .iter()
        .filter(|source| source.part() == Some(first))
        .any(|source| source.mentions(last) || source.path.ends_with(&format!("/{last}.rs")))
}

#[test]
fn every_test_and_function_that_a_document_names_exists() {
    let sources = all_sources();
    let parts: Vec<_> = sources.iter().filter_map(Source::part).collect();
    let mut missing = Vec::new();
    let mut found = 0;
    for (document, text) in documents() {
        for word in quoted(&text) {
            let is_path = word.split_once("::").is_some_and(|(first, rest)| {
                parts.contains(&first)
                    && rest
                        .chars()
                        .all(|c| c.is_alphanumeric() || "_:()".contains(c))
            });
            let there = if is_sentence(word) {
                let declared = format!("fn {word}(");
                sources.iter().any(|source| source.text.contains(&declared))
            } else if is_path {
                exists(&sources, word)
            } else {
                continue;
            };
            found += 1;
            if !there {
                missing.push(format!("{document}: {word}"));
            }
        }
    }
    assert!(found > 30, "only {found} names found");
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn a_name_that_does_not_exist_is_noticed() {
    let sources = all_sources();
    assert!(exists(&sources, "policy::granting::grant_role"));
    assert!(!exists(&sources, "policy::granting::grant_everything"));
    assert!(is_sentence("nobody_is_lba_of_the_umbrella") && !is_sentence("access_requests"));
    assert_eq!(
        quoted("a `b` c\n```\n`d`\n```\n`e`").collect::<Vec<_>>(),
        ["b", "e"]
    );
}
