//! Two trees of migrations, one schema: what both engines have is compared with each other, with
//! `db/schema.rs`, and with the vocabularies of the code.

mod columns;
mod databases;
mod refusals;
mod vocabularies;

use std::{collections::BTreeSet, fs, path::PathBuf};

use brugeradm::db::migrations;

use databases::Fresh;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Names of an engine's migrations, in the order in which they run.
fn names(engine: &str) -> BTreeSet<String> {
    fs::read_dir(root().join("migrations").join(engine))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn both_engines_have_the_same_migrations_each_with_its_way_back() {
    assert_eq!(names("sqlite"), names("postgres"));
    for engine in ["sqlite", "postgres"] {
        for name in names(engine) {
            for way in ["up.sql", "down.sql"] {
                let file = root().join("migrations").join(engine).join(&name).join(way);
                assert!(file.is_file(), "{} is missing", file.display());
            }
        }
    }
}

#[test]
fn migrations_go_up_and_down_and_up_again() {
    for mut fresh in Fresh::on_both() {
        let engine = fresh.engine;
        let ran = migrations::run(&mut fresh.connection).unwrap();
        assert_eq!(ran.len(), names("sqlite").len(), "{engine}");
        assert!(
            !migrations::are_pending(&mut fresh.connection).unwrap(),
            "{engine}"
        );
        let first = columns::of(&mut fresh);
        migrations::revert_all(&mut fresh.connection).unwrap();
        assert!(
            columns::of(&mut fresh).is_empty(),
            "{engine} keeps tables on the way down"
        );
        migrations::run(&mut fresh.connection).unwrap();
        assert_eq!(columns::of(&mut fresh), first, "{engine}");
    }
}
