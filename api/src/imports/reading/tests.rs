//! Files as they come from elsewhere.

use shared::import::{ImportEncoding, ImportReason, ImportRecord};

use super::{Row, Unreadable, read};
use crate::imports::{columns::Column, records::UserRecord};

fn rows(bytes: &[u8], stated: Option<ImportEncoding>) -> Result<Vec<Row>, Unreadable> {
    let mut all = Vec::new();
    read(bytes, stated, |some| {
        all.extend(some);
        Ok(())
    })?;
    Ok(all)
}

fn user(row: &Row) -> UserRecord {
    serde_json::from_str(&row.content).unwrap_or_else(|error| panic!("{error}: {row:?}"))
}

const USERS: &str = "bruger-id;organisations-id;navn;e-mail\nb1;o1;Søren Ærø;soren@a.dk\n";

#[test]
fn utf_8_with_and_without_a_mark_and_windows_1252_read_alike() {
    let plain = rows(USERS.as_bytes(), None).unwrap();
    let marked = rows(format!("\u{feff}{USERS}").as_bytes(), None).unwrap();
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(USERS);
    let found = rows(&windows, None).unwrap();
    let stated = rows(&windows, Some(ImportEncoding::Windows1252)).unwrap();
    assert_eq!(user(&plain[0]).name, "Søren Ærø");
    assert!(plain == marked && plain == found && plain == stated);
    let wrong = rows(&windows, Some(ImportEncoding::Utf8)).unwrap();
    assert_eq!(
        wrong[0].unreadable,
        Some((ImportReason::Encoding, Some(Column::Name)))
    );
}

#[test]
fn a_file_has_one_part_or_several_each_with_its_own_headings_and_lines_but_empty_ones() {
    let file = "Organisations_ID,Type,Navn,Kommunekode\no1,Kommune,\"Aarhus, Kommune\",751\n\
        Bruger-ID,Rolle\nb1,A.B\n\nb2,A.C\n";
    let found = rows(file.as_bytes(), None).unwrap();
    let told: Vec<_> = found
        .iter()
        .map(|row| (row.record, row.line, row.unreadable))
        .collect();
    assert_eq!(
        told,
        [
            (ImportRecord::Organisation, 2, None),
            (ImportRecord::Grant, 2, None),
            (ImportRecord::Grant, 3, None),
        ]
    );
    assert!(found[0].content.contains("Aarhus, Kommune"));
}

#[test]
fn what_is_wrong_with_a_row_is_told_by_its_column() {
    let head = "bruger-id;organisations-id;navn;e-mail;uuid;brugertype\n";
    for (line, reason, column) in [
        ("b1;o1;;a@b.dk;;", ImportReason::Missing, Some(Column::Name)),
        (
            "b1;o1;A;a@b;;",
            ImportReason::Malformed,
            Some(Column::Email),
        ),
        ("b1;o1;A;;;", ImportReason::Missing, Some(Column::Email)),
        ("b1;o1;A;;x;", ImportReason::Malformed, Some(Column::Uuid)),
        (
            "b1;o1;A;a@b.dk;;robot",
            ImportReason::Unknown,
            Some(Column::UserType),
        ),
        ("b1;o1;A", ImportReason::WrongCells, None),
        ("b1;o1;A;a@b.dk;;;mere", ImportReason::WrongCells, None),
    ] {
        let found = rows(format!("{head}{line}\n").as_bytes(), None).unwrap();
        assert_eq!(found[0].unreadable, Some((reason, column)), "{line}");
    }
}

#[test]
fn what_looks_like_a_cpr_number_is_not_kept() {
    for id in ["0101011234", "010101-1234"] {
        let file = format!("bruger-id;organisations-id;navn;e-mail\n{id};o1;A;a@b.dk\n");
        let found = rows(file.as_bytes(), None).unwrap();
        assert_eq!((found[0].key.as_str(), found[0].content.as_str()), ("", ""));
        assert!(found[0].unreadable.is_some());
    }
}

#[test]
fn a_file_without_headings_or_with_a_line_that_never_ends_is_not_read() {
    let unknown = "bruger-id;navn;farve\n1;2;3\n".to_owned();
    let endless = format!("{USERS}\"{}", "x;\n".repeat(100_000));
    for file in [String::new(), "a;b\n1;2\n".to_owned(), unknown, endless] {
        let read = rows(file.as_bytes(), None);
        assert!(matches!(read, Err(Unreadable::File)), "{}", file.len());
    }
}
