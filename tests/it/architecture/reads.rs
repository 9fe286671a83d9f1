//! Reads of what belongs to people take a scope (G12).

use super::{Complaints, Rule, Source};

/// Functions of `queries` that read without a scope, each with why. May only shrink.
const UNSCOPED: &[(&str, &str)] = &[
    (
        "users/queries.rs: list_lbas",
        "who decides is told to everybody who may ask",
    ),
    (
        "users/queries.rs: lbas_of",
        "who decides is told to everybody who may ask",
    ),
    (
        "users/queries.rs: list_desk",
        "to whom requests at the desk can be handed, told to the desk alone",
    ),
    (
        "users/queries.rs: role_keys_of",
        "what users hold who were found through a scope",
    ),
    (
        "users/queries.rs: exists",
        "whether the new user of an organisation that the caller administers is new",
    ),
    (
        "users/queries.rs: by_id",
        "names people beside things seen through a scope",
    ),
    (
        "role_grants/queries.rs: list_live",
        "a fact for a rule about a user seen through a scope",
    ),
    (
        "role_grants/queries.rs: list_live_under",
        "what ends with an agreement seen through a scope",
    ),
    (
        "lba_appointments/queries.rs: is_proposed",
        "a fact for a rule about an organisation seen through a scope",
    ),
    (
        "lba_appointments/queries.rs: open_request",
        "the request of a user seen through a scope",
    ),
    (
        "access_requests/queries.rs: is_open",
        "a fact for a rule about a user seen through a scope",
    ),
];

pub(super) const RULES: &[Rule] = &[Rule {
    sentence: "reads of users, grants, requests and events take a Scope (G12)",
    complain: reads_take_a_scope,
    broken: &[(
        "api/src/users/queries.rs",
        "pub fn every_user(tx: &mut ReadTx<'_>) -> Result<Vec<User>, Failure> {",
    )],
}];

/// The heads of functions that others can call, from their name to their opening brace.
fn callable_heads(code: &str) -> Vec<(String, String)> {
    code.match_indices("pub")
        .filter_map(|(at, _)| {
            let after = code[at..].split_once("fn ")?;
            let visibility = after.0.trim();
            let own = ["pub", "pub(crate)", "pub(super)"].contains(&visibility);
            let head = own.then(|| after.1.split('{').next())??;
            let name = head.split(['(', '<']).next()?;
            Some((name.trim().to_owned(), head.to_owned()))
        })
        .collect()
}

fn reads_take_a_scope(source: &Source) -> Complaints {
    let Some(path) = source.in_api() else {
        return Vec::new();
    };
    let guarded = [
        "users/",
        "role_grants/",
        "access_requests/",
        "audit/",
        "lookups/",
        "lba_appointments/",
    ];
    if !guarded.iter().any(|slice| path.starts_with(slice)) || !path.contains("queries") {
        return Vec::new();
    }
    callable_heads(&source.code)
        .into_iter()
        .filter(|(_, head)| {
            let scoped = head.contains("Scope") || head.contains("RightsInView");
            head.contains("ReadTx") && !scoped
        })
        .map(|(name, _)| format!("{path}: {name}"))
        .filter(|place| !UNSCOPED.iter().any(|(known, _)| known == place))
        .map(|place| format!("{place} reads without a scope"))
        .collect()
}

#[test]
fn every_read_without_a_scope_that_is_named_here_still_exists() {
    let sources = super::all_sources();
    for (place, _) in UNSCOPED {
        let (path, name) = place.split_once(": ").unwrap();
        let path = format!("api/src/{path}");
        let source = sources.iter().find(|source| source.path == path);
        let heads = source
            .map(|source| callable_heads(&source.code))
            .unwrap_or_default();
        assert!(
            heads.iter().any(|(known, _)| known == name),
            "{place} has gone: strike it"
        );
    }
}
