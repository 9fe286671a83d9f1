//! Who may know whom: slice → policy → domain → shared, slice → db.

use super::{Complaints, Rule, Source};

/// Parts of the API crate that are uniform for all slices, or put the whole together.
const HORIZONTAL: &[&str] = &[
    "app",
    "bootstrap",
    "cli",
    "clock",
    "config",
    "db",
    "demo",
    "domain",
    "http",
    "lib",
    "main",
    "openapi",
    "policy",
    "server",
    "spa",
    "telemetry",
];

/// Crates that `policy` and `domain` build on: values, no I/O.
const PURE: &[&str] = &["chrono", "serde_json", "shared", "std", "uuid"];

/// Where code may ask which engine it talks to.
const ENGINES: &[&str] = &["db/connection.rs", "db/migrations.rs", "db/multi.rs"];

/// Who keeps books besides the audited writes: logins, the keys that sign programs' tokens, the
/// rows of files that wait to be imported, and when roles were used.
const BOOKKEEPERS: &[&str] = &["imports", "role_grants", "session", "tokens"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        sentence: "policy knows only domain, and domain nobody (but request, which takes policy's proofs)",
        complain: pure_parts_know_only_each_other,
        broken: &[
            (
                "api/src/policy/granting.rs",
                "use crate::{domain::facts, users::rows::User};",
            ),
            (
                "api/src/policy/granting.rs",
                "fn f(tx: &mut crate::db::ReadTx<'_>) {}",
            ),
            ("api/src/domain/period.rs", "use crate::policy::Authorised;"),
            (
                "api/src/domain/request.rs",
                "use crate::role_grants::commands;",
            ),
        ],
    },
    Rule {
        sentence: "policy and domain do no I/O: no diesel, no actix, no HTTP",
        complain: pure_parts_use_pure_crates,
        broken: &[
            ("api/src/domain/period.rs", "use diesel::prelude::*;"),
            (
                "api/src/policy/scope.rs",
                "fn f(r: &actix_web::HttpRequest) {}",
            ),
            ("api/src/policy/scope.rs", "use serde::Deserialize;"),
        ],
    },
    Rule {
        sentence: "only db/dialect, connection, migrations and multi ask which engine it is",
        complain: engines_are_told_apart_in_few_places,
        broken: &[
            (
                "api/src/users/queries.rs",
                "match c { DbConnection::Sqlite(inner) => f(inner) }",
            ),
            ("api/src/db/record.rs", "fn f(c: &mut PgConnection) {}"),
        ],
    },
    Rule {
        sentence: "raw SQL stands in db alone",
        complain: raw_sql_stands_in_db,
        broken: &[
            (
                "api/src/users/queries.rs",
                "diesel::sql_query(\"DELETE FROM users\").execute(c)",
            ),
            ("api/src/users/queries.rs", "c.batch_execute(\"\")"),
        ],
    },
    Rule {
        sentence: "only db/record writes audit events and outbox messages",
        complain: only_record_writes_events,
        broken: &[
            (
                "api/src/audit/queries.rs",
                "use crate::db::schema::audit_events as e; insert_into(e::table)",
            ),
            (
                "api/src/users/commands.rs",
                "use crate::db::schema::outbox_messages;",
            ),
        ],
    },
    Rule {
        sentence: "only the slices named in this test keep books outside audited writes",
        complain: only_bookkeepers_keep_books,
        broken: &[(
            "api/src/users/commands.rs",
            "database.keep_books(|c, now| f(c)).await",
        )],
    },
    Rule {
        sentence: "a Change is told exhaustively: no wildcard in domain/change.rs",
        complain: changes_are_told_exhaustively,
        broken: &[(
            "api/src/domain/change.rs",
            "match what { What::LoggedIn => 1, _ => 2 }",
        )],
    },
    Rule {
        sentence: "no outgoing HTTP in a slice but the login's",
        complain: few_slices_speak_http,
        broken: &[("api/src/users/commands.rs", "reqwest::Client::new()")],
    },
];

fn is_pure(source: &Source) -> bool {
    matches!(source.part(), Some("policy" | "domain"))
}

fn pure_parts_know_only_each_other(source: &Source) -> Complaints {
    if !is_pure(source) {
        return Vec::new();
    }
    let policy_too = source.part() == Some("policy") || source.path.ends_with("domain/request.rs");
    let strangers = source.names_under("crate").into_iter();
    strangers
        .filter(|name| !(name == "domain" || policy_too && name == "policy"))
        .map(|name| format!("uses crate::{name}"))
        .collect()
}

fn pure_parts_use_pure_crates(source: &Source) -> Complaints {
    if !is_pure(source) {
        return Vec::new();
    }
    let within = ["self", "super", "crate"];
    let used = source.code.split("use ").skip(1).filter_map(|after| {
        let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
        after[end..]
            .starts_with("::")
            .then(|| after[..end].to_owned())
    });
    let impure = ["diesel", "actix_web", "serde", "utoipa", "reqwest", "tokio"];
    used.filter(|name| !PURE.contains(&name.as_str()) && !within.contains(&name.as_str()))
        // Enums of our own, whose variants a function brings in.
        .filter(|name| !name.starts_with(char::is_uppercase))
        .filter(|name| !source.code.contains(&format!("mod {name};")))
        .chain(
            impure
                .iter()
                .filter(|name| source.mentions(name))
                .map(ToString::to_string),
        )
        .map(|name| format!("uses {name}"))
        .collect()
}

fn engines_are_told_apart_in_few_places(source: &Source) -> Complaints {
    let Some(path) = source.in_api() else {
        return Vec::new();
    };
    if ENGINES.contains(&path) || path.starts_with("db/dialect") {
        return Vec::new();
    }
    [
        "PgConnection",
        "SqliteConnection",
        "DbConnection::Postgres",
        "DbConnection::Sqlite",
    ]
    .iter()
    .filter(|name| source.mentions(name))
    .map(|name| format!("mentions {name}"))
    .collect()
}

fn raw_sql_stands_in_db(source: &Source) -> Complaints {
    if source.in_api().is_none() || source.part() == Some("db") {
        return Vec::new();
    }
    ["sql_query", "batch_execute", "SimpleConnection"]
        .iter()
        .filter(|name| source.mentions(name))
        .map(|name| format!("mentions {name}"))
        .collect()
}

fn only_record_writes_events(source: &Source) -> Complaints {
    let Some(path) = source.in_api() else {
        return Vec::new();
    };
    if ["db/record.rs", "db/schema.rs"].contains(&path) {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    if source.mentions("outbox_messages") {
        complaints.push("mentions outbox_messages".to_owned());
    }
    let writes = [
        "insert_into",
        "diesel::update",
        "diesel::delete",
        "Insertable",
    ];
    if source.mentions("audit_events") && writes.iter().any(|write| source.mentions(write)) {
        complaints.push("mentions audit_events and writes".to_owned());
    }
    complaints
}

fn only_bookkeepers_keep_books(source: &Source) -> Complaints {
    let allowed = source.part().is_none_or(|part| BOOKKEEPERS.contains(&part))
        || source.path == "api/src/db/unit_of_work.rs";
    if !allowed && source.mentions("keep_books") {
        vec!["keeps books".to_owned()]
    } else {
        Vec::new()
    }
}

fn changes_are_told_exhaustively(source: &Source) -> Complaints {
    if source.path.ends_with("domain/change.rs") && source.code.contains("_ =>") {
        vec!["has a wildcard".to_owned()]
    } else {
        Vec::new()
    }
}

fn few_slices_speak_http(source: &Source) -> Complaints {
    let speaks = ["session", "demo", "app", "lib", "main"];
    match source.part() {
        Some(part) if !speaks.contains(&part) && source.mentions("reqwest") => {
            vec!["mentions reqwest".to_owned()]
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_module_of_the_api_is_a_slice_or_named_as_horizontal() {
    let sources = super::all_sources();
    let lib = sources
        .iter()
        .find(|source| source.path == "api/src/lib.rs")
        .unwrap();
    let modules = lib
        .code
        .split("pub mod ")
        .skip(1)
        .filter_map(|after| after.split(';').next());
    for module in modules.filter(|module| !HORIZONTAL.contains(module)) {
        let file = format!("api/src/{module}.rs");
        let source = sources.iter().find(|source| source.path == file);
        let is_slice = source.is_some_and(|source| {
            source.code.contains("pub use routes::routes") || source.code.contains("pub fn routes(")
        });
        assert!(
            is_slice,
            "{module} is neither a slice with routes nor named in HORIZONTAL"
        );
    }
}
