//! The columns of each engine, and those of `db/schema.rs`.

use std::{collections::BTreeMap, fs};

use diesel::{QueryableByName, RunQueryDsl as _, sql_query, sql_types::Text};

use super::{databases::Fresh, root};

/// By table and column: type, nullability, and whether it is part of the primary key.
pub(super) type Columns = BTreeMap<String, String>;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    nullable: String,
    #[diesel(sql_type = Text)]
    part_of_key: String,
}

const ON_SQLITE: &str = "SELECT tables.name || '.' || columns.name AS place, columns.type AS kind, \
     CASE columns.\"notnull\" WHEN 0 THEN 'YES' ELSE 'NO' END AS nullable, \
     CASE columns.pk WHEN 0 THEN 'NO' ELSE 'YES' END AS part_of_key \
     FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns \
     WHERE tables.type = 'table' AND tables.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\'";

const ON_POSTGRES: &str = "SELECT columns.table_name || '.' || columns.column_name AS place, \
     columns.data_type::text AS kind, columns.is_nullable::text AS nullable, \
     CASE WHEN keys.column_name IS NULL THEN 'NO' ELSE 'YES' END AS part_of_key \
     FROM information_schema.columns AS columns \
     LEFT JOIN (SELECT usage.table_name, usage.column_name \
       FROM information_schema.key_column_usage AS usage \
       JOIN information_schema.table_constraints AS constraints USING (constraint_name, table_name) \
       WHERE constraints.constraint_type = 'PRIMARY KEY') AS keys \
       ON keys.table_name = columns.table_name AND keys.column_name = columns.column_name \
     WHERE columns.table_schema = 'public' AND columns.table_name NOT LIKE '\\_\\_diesel%'";

/// An engine's columns, their types in diesel's words.
pub(super) fn of(fresh: &mut Fresh) -> Columns {
    let question = if fresh.engine == "SQLite" {
        ON_SQLITE
    } else {
        ON_POSTGRES
    };
    let rows: Vec<Row> = sql_query(question).load(&mut fresh.connection).unwrap();
    rows.into_iter()
        .map(|row| {
            let kind = match row.kind.as_str() {
                "TEXT" | "text" => "Text",
                "BIGINT" | "bigint" => "BigInt",
                "INTEGER" | "integer" => "Integer",
                "BOOLEAN" | "boolean" => "Bool",
                "BLOB" | "bytea" => "Binary",
                "TIMESTAMP" | "timestamp without time zone" => "Timestamp",
                other => panic!("{} is {other}, which only one engine has", row.place),
            };
            (
                row.place,
                described(kind, row.nullable == "YES", row.part_of_key == "YES"),
            )
        })
        .collect()
}

fn described(kind: &str, nullable: bool, part_of_key: bool) -> String {
    let null = if nullable { " or null" } else { "" };
    let key = if part_of_key { ", key" } else { "" };
    format!("{kind}{null}{key}")
}

/// The columns that `diesel::table!` declares.
fn declared() -> Columns {
    let mut text = fs::read_to_string(root().join("api/src/db/schema.rs")).unwrap();
    for part in fs::read_dir(root().join("api/src/db/schema")).unwrap() {
        text += &fs::read_to_string(part.unwrap().path()).unwrap();
    }
    let mut columns = Columns::new();
    for block in text.split("diesel::table! {").skip(1) {
        let (head, body) = block.split_once("{\n").unwrap();
        let (table, keys) = head.trim().trim_end_matches(") ").split_once(" (").unwrap();
        let keys: Vec<_> = keys.trim_end_matches(')').split(", ").collect();
        let lines = body.split('}').next().unwrap().lines();
        for (column, kind) in
            lines.filter_map(|line| line.trim().trim_end_matches(',').split_once(" -> "))
        {
            let inner = kind
                .strip_prefix("Nullable<")
                .map(|kind| kind.trim_end_matches('>'));
            let described = described(
                inner.unwrap_or(kind),
                inner.is_some(),
                keys.contains(&column),
            );
            columns.insert(format!("{table}.{column}"), described);
        }
    }
    columns
}

/// What stands in one and not, or differently, in the other.
fn differences(ours: &Columns, theirs: &Columns) -> Vec<String> {
    let places = ours.keys().chain(theirs.keys());
    let mut differing: Vec<_> = places
        .filter(|place| ours.get(*place) != theirs.get(*place))
        .map(|place| format!("{place}: {:?} / {:?}", ours.get(place), theirs.get(place)))
        .collect();
    differing.dedup();
    differing
}

#[test]
fn both_engines_have_the_columns_that_the_code_believes_in() {
    let declared = declared();
    assert!(
        declared.len() > 100,
        "only {} columns found",
        declared.len()
    );
    for mut fresh in Fresh::migrated_on_both() {
        let differing = differences(&of(&mut fresh), &declared);
        assert!(
            differing.is_empty(),
            "{} / schema.rs:\n{}",
            fresh.engine,
            differing.join("\n")
        );
    }
}

#[test]
fn a_column_that_differs_is_noticed() {
    for change in [
        "ALTER TABLE clients ADD COLUMN colour TEXT",
        "ALTER TABLE clients DROP COLUMN secret_hash",
        "ALTER TABLE clients RENAME COLUMN secret_hash TO hash",
    ] {
        for mut fresh in Fresh::migrated_on_both() {
            fresh.execute(change).unwrap();
            assert!(
                !differences(&of(&mut fresh), &declared()).is_empty(),
                "{change}"
            );
        }
    }
}
