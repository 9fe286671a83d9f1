//! Every rule of `docs/authorisation.md` by a test named after it, over HTTP on both databases.

#[cfg(test)]
mod delegation;
#[cfg(test)]
mod release_note;
#[cfg(test)]
mod safeguards;
#[cfg(test)]
mod scene;

use std::{fs, path::Path};

use shared::rule::Rule;

/// The text of every test of this folder and below.
fn tests(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&tests(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    text
}

/// Whether a test over HTTP is named after a rule.
fn has_a_test(tests: &str, rule: Rule) -> bool {
    tests.contains(&format!("    async fn {}_", rule.as_str().to_lowercase()))
}

/// What the document says of a rule: from its heading to the next one.
fn section(document: &str, rule: Rule) -> Option<&str> {
    let (_, rest) = document.split_once(&format!("\n### {rule} "))?;
    Some(rest.split("\n#").next().unwrap_or(rest))
}

#[test]
fn every_rule_is_in_the_document_and_has_a_test_named_after_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests = tests(&root.join("it"));
    let document = fs::read_to_string(root.join("../docs/authorisation.md")).unwrap();
    let mut lacking = Vec::new();
    for rule in Rule::ALL {
        let named = format!("`{}_", rule.as_str().to_lowercase());
        match section(&document, *rule) {
            None => lacking.push(format!("{rule} has no section")),
            Some(text) => {
                if !has_a_test(&tests, *rule) {
                    lacking.push(format!("{rule} has no test named after it"));
                }
                if !text.contains(&named) {
                    lacking.push(format!("the section of {rule} does not name its test"));
                }
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn a_rule_without_a_test_or_a_section_is_found() {
    let named = |name: &str| format!("both! {{\n    async fn {name}(app: TestApp) {{");
    assert!(has_a_test(&named("g1_an_lba"), Rule::G1));
    assert!(!has_a_test(&named("g11_a_first_lba"), Rule::G1));
    let document = "\n### G1 One.\nof G1\n\n### G2 Two.\n";
    assert_eq!(section(document, Rule::G1), Some("One.\nof G1\n"));
    assert_eq!(section(document, Rule::G12), None);
}
