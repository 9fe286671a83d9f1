//! `docs/problems.md` and the registry of problems say the same.

use std::collections::{BTreeMap, BTreeSet};

use shared::problem::{FieldCode, ProblemKind};

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
