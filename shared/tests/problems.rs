//! `docs/problems.md` and the registry of problems say the same.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    language::Bilingual,
    problem::{FieldCode, ProblemKind},
    way_on::WayOn,
};

const PAGE: &str = include_str!("../../docs/problems.md");

/// The cells of every table row whose first cell begins with a code.
fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    PAGE.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

fn codes(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn the_page_has_every_problem_with_its_status_once_and_no_other() {
    let mut told = BTreeMap::new();
    for row in rows().filter(|row| row.len() == 4) {
        let code = codes(row[0]).next().unwrap();
        assert!(
            row.iter().all(|cell| !cell.is_empty()),
            "{code}: something is left out"
        );
        let status: u16 = row[1].parse().unwrap();
        assert_eq!(told.insert(code, status), None, "{code} stands twice");
    }
    let registered: BTreeMap<_, _> = ProblemKind::ALL
        .iter()
        .map(|kind| (kind.code(), kind.status()))
        .collect();
    assert_eq!(told, registered, "docs/problems.md on the left");
}

#[test]
fn the_page_has_every_code_of_a_wrong_field_and_no_other() {
    let section = PAGE.split("## Codes of wrong fields").nth(1).unwrap();
    let told: BTreeSet<_> = section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| codes(line.split('|').nth(1).unwrap()))
        .collect();
    let registered: BTreeSet<_> = FieldCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(told, registered, "docs/problems.md on the left");
}

fn is_said_twice(text: Bilingual) -> bool {
    let sentence = |text: &str| text.len() > 5 && text.ends_with('.');
    sentence(text.da) && sentence(text.en) && text.da != text.en
}

#[test]
fn every_refusal_has_a_sentence_in_both_languages_and_a_way_on() {
    for kind in ProblemKind::ALL {
        let code = kind.code();
        assert!(is_said_twice(kind.title()), "{code}: {:?}", kind.title());
        match kind.way_on() {
            WayOn::Step(text, href) => {
                assert!(
                    is_said_twice(text) && href.starts_with('/'),
                    "{code}: {text:?}"
                );
            }
            // Only who may do a thing at all is refused it by a rule, and is shown where to go.
            WayOn::Said | WayOn::OfPrograms | WayOn::AlreadySo => {}
        }
    }
}

#[test]
fn what_has_no_step_of_its_own_is_on_a_short_list() {
    let without = |way: WayOn| {
        let kinds = ProblemKind::ALL.iter().filter(|kind| kind.way_on() == way);
        kinds.map(|kind| kind.code()).collect::<Vec<_>>()
    };
    assert_eq!(without(WayOn::AlreadySo), ["already-in-state"]);
    assert_eq!(
        without(WayOn::OfPrograms),
        [
            "malformed-request",
            "programs-never-decide",
            "insufficient-scope",
            "cross-origin",
            "method-not-allowed",
            "idempotency-in-progress",
            "unsupported-media-type",
            "idempotency-key-reused",
            "precondition-required",
        ]
    );
    let of_logins = |code: &&str| code.starts_with("login-");
    let mut said = without(WayOn::Said);
    said.retain(|code| !of_logins(code));
    assert_eq!(
        said,
        [
            "invalid-cursor",
            "unauthenticated",
            "assurance-too-low",
            "not-found",
            "too-many-attachments",
            "stale-version",
            "too-large",
            "invalid-field",
            "rate-limited",
            "internal",
            "unavailable",
            "not-created-yet",
            "user-inactive",
        ]
    );
}
