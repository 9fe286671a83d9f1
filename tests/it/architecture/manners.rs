//! House rules of size, naming and documentation.

use super::{Complaints, Rule, Source};

const LONGEST_FILE: usize = 300;
const LONGEST_HANDLER: usize = 25;

/// Files that are longer than they should be, with how long they may be. May only shrink.
const TOO_LONG: &[(&str, usize)] = &[];

/// Handlers that are longer than they should be, with how long they may be. May only shrink.
const TOO_TALL: &[(&str, usize)] = &[
    ("#[get(\"/api/v1/access-requests\")]", 32),
    ("#[get(\"/api/v1/audit-events\")]", 28),
    ("#[get(\"/api/v1/role-grants\")]", 29),
    ("#[get(\"/api/v1/users\")]", 28),
];

/// What stands after the point in the catalogue's keys, where it is no word of its own besides.
const ROLES: &[&str] = &["Virksomhedsbruger", "Sagsbehandler", "Systemforvalter"];

/// Systems whose roles are data: their keys are no business of the code's.
const SYSTEMS: &[&str] = &["JobAG.", "Brugeradministration.", "Arbejdsmarkedsportalen."];

pub(super) const RULES: &[Rule] = &[
    Rule {
        sentence: "a file has at most 300 lines",
        complain: files_are_short,
        broken: &[("api/src/users/routes.rs", TALL)],
    },
    Rule {
        sentence: "a handler has at most 25 lines",
        complain: handlers_are_short,
        broken: &[("api/src/users/routes.rs", LONG_HANDLER)],
    },
    Rule {
        sentence: "every file begins by saying what it is for",
        complain: files_say_what_they_are_for,
        broken: &[("api/src/users/routes.rs", "use std::fmt;\n//! Too late.")],
    },
    Rule {
        sentence: "nothing is called utils, helpers, common, manager or service",
        complain: names_mean_something,
        broken: &[
            ("api/src/users/utils.rs", ""),
            ("web/src/date_helper.rs", ""),
            ("api/src/common/dates.rs", ""),
        ],
    },
    Rule {
        sentence: "roles are data: no role is named in code, but in the catalogue and the demo",
        complain: roles_are_data,
        broken: &[
            (
                "api/src/policy/granting.rs",
                "if role == \"JobAG.Virksomhedsbruger\" {}",
            ),
            (
                "api/src/policy/limits.rs",
                "if role.ends_with(\"Sagsbehandler\") {}",
            ),
        ],
    },
];

/// 301 lines.
const TALL: &str = match str::from_utf8(&[b'\n'; 301]) {
    Ok(text) => text,
    Err(_) => "",
};

const LONG_HANDLER: &str = concat!(
    "#[get(\"/x\")]\nasync fn x() {\n",
    "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n}\n",
);

fn files_are_short(source: &Source) -> Complaints {
    let lines = source.text.lines().count();
    let known = TOO_LONG.iter().find(|(path, _)| *path == source.path);
    let most = known.map_or(LONGEST_FILE, |(_, most)| *most);
    if lines > most {
        vec![format!("{lines} lines")]
    } else if known.is_some() && lines <= LONGEST_FILE {
        vec!["is short enough now: strike it from TOO_LONG".to_owned()]
    } else {
        Vec::new()
    }
}

fn handlers_are_short(source: &Source) -> Complaints {
    let lines: Vec<_> = source.text.lines().collect();
    let is_route = |line: &str| {
        ["get", "post", "patch", "put", "delete"]
            .iter()
            .any(|method| line.starts_with(&format!("#[{method}(")))
    };
    let routes = lines.iter().enumerate().filter(|(_, line)| is_route(line));
    routes
        .filter_map(|(at, line)| {
            let rest = &lines[at..];
            let head = rest.iter().position(|line| line.contains("fn "))?;
            let length = rest.iter().position(|line| *line == "}")? - head + 1;
            let known = TOO_TALL.iter().find(|(route, _)| route == line);
            let most = known.map_or(LONGEST_HANDLER, |(_, most)| *most);
            (length > most).then(|| format!("{line} has {length} lines"))
        })
        .collect()
}

fn files_say_what_they_are_for(source: &Source) -> Complaints {
    let example = source.path.contains("/compile_fail/");
    let first = source.text.lines().next().unwrap_or_default();
    if example || first.starts_with("//! ") {
        Vec::new()
    } else {
        vec!["has no module documentation in its first line".to_owned()]
    }
}

fn names_mean_something(source: &Source) -> Complaints {
    let empty = ["util", "helper", "common", "manager", "service"];
    let names = source.path.trim_end_matches(".rs").split(['/', '_', '-']);
    names
        .map(|name| name.trim_end_matches('s'))
        .filter(|name| empty.contains(name))
        .map(|name| format!("is called {name}"))
        .collect()
}

fn roles_are_data(source: &Source) -> Complaints {
    let Some(path) = source.in_api() else {
        return Vec::new();
    };
    if path == "roles/catalogue.rs" || path.starts_with("demo") {
        return Vec::new();
    }
    let named = |text: &&String| {
        let alone = ROLES.contains(&text.as_str());
        alone || SYSTEMS.iter().any(|system| names_a_role(text, system))
    };
    let named = source.strings.iter().filter(named);
    named.map(|text| format!("names {text:?}")).collect()
}

/// Whether a capital letter follows the system's name, as in a role's key but not in a sentence.
fn names_a_role(text: &str, system: &str) -> bool {
    text.match_indices(system)
        .any(|(at, _)| text[at + system.len()..].starts_with(char::is_uppercase))
}
