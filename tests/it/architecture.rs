//! The arrows between the parts of the product, and the house rules that no lint knows.
//!
//! Every rule is a function over one source file, and is first shown an example that it must
//! refuse: a rule that cannot fail proves nothing.

mod arrows;
mod documents;
mod lexer;
mod manners;
mod reads;
mod sources;

use sources::{Source, all_sources};

/// What a rule says of one file, empty when it has nothing to say.
type Complaints = Vec<String>;

/// A rule with an example that breaks it: path and contents.
struct Rule {
    sentence: &'static str,
    complain: fn(&Source) -> Complaints,
    broken: &'static [(&'static str, &'static str)],
}

fn every_rule() -> impl Iterator<Item = &'static Rule> {
    arrows::RULES
        .iter()
        .chain(reads::RULES)
        .chain(manners::RULES)
}

#[test]
fn every_source_file_keeps_the_rules() {
    let sources = all_sources();
    assert!(sources.len() > 100, "only {} files found", sources.len());
    let mut complaints = Vec::new();
    for rule in every_rule() {
        for source in &sources {
            for complaint in (rule.complain)(source) {
                complaints.push(format!(
                    "{}: {complaint}\n    {}",
                    source.path, rule.sentence
                ));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_rule_refuses_what_breaks_it() {
    for rule in every_rule() {
        assert!(!rule.broken.is_empty(), "no example: {}", rule.sentence);
        for (path, text) in rule.broken {
            let source = Source::new(path, text);
            assert!(
                !(rule.complain)(&source).is_empty(),
                "`{text}` in {path} is not refused: {}",
                rule.sentence
            );
        }
    }
}
