//! The description of the API is the one committed, and describes everything.

use std::{collections::HashSet, path::Path};

use serde_json::{Map, Value};

fn document() -> Value {
    serde_json::to_value(brugeradm::openapi::document()).unwrap()
}

/// Every operation, with a name for messages, its path and itself.
fn operations(document: &Value) -> Vec<(String, &str, &Map<String, Value>)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().iter();
            methods.map(move |(method, operation)| {
                let name = format!("{method} {path}");
                (name, path.as_str(), operation.as_object().unwrap())
            })
        })
        .collect()
}

fn has_text(value: Option<&Value>) -> bool {
    value
        .and_then(Value::as_str)
        .is_some_and(|text| !text.trim().is_empty())
}

#[test]
fn the_committed_description_is_the_one_of_the_routes() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi.yaml");
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    let generated = brugeradm::openapi::yaml().unwrap();
    assert!(
        committed == generated,
        "openapi.yaml is not what the routes say: run `make openapi` and read the difference"
    );
}

#[test]
fn every_operation_says_what_it_is_and_who_may_use_it() {
    let document = document();
    for (name, _, operation) in operations(&document) {
        assert!(has_text(operation.get("summary")), "{name}: no summary");
        assert!(
            has_text(operation.get("description")) || operation["tags"][0] == "operations",
            "{name}: no description"
        );
        assert_eq!(
            operation
                .get("tags")
                .and_then(Value::as_array)
                .map(Vec::len),
            Some(1),
            "{name}: one tag"
        );
        assert!(operation.contains_key("security"), "{name}: no security");
    }
}

#[test]
fn operation_ids_are_a_verb_and_a_resource_and_name_one_operation() {
    let document = document();
    let mut seen = HashSet::new();
    for (name, _, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let (verb, resource) = id.split_once('_').unwrap_or_default();
        let plain = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        assert!(plain(verb) && plain(resource), "{name}: {id}");
        assert!(seen.insert(id.to_owned()), "{name}: {id} twice");
    }
}

#[test]
fn every_operation_answers_once_as_asked_and_tells_of_its_problems() {
    let document = document();
    for (name, _, operation) in operations(&document) {
        let responses = operation["responses"].as_object().unwrap();
        let good = responses
            .keys()
            .filter(|status| status.starts_with('2') || status.starts_with('3'));
        assert!(good.count() >= 1, "{name}: no answer as asked");
        for (status, response) in responses {
            assert!(has_text(response.get("description")), "{name} {status}");
            let problem = status.starts_with('4') || status.starts_with('5');
            let token_error = name == "post /oauth/token" && ["400", "401"].contains(&&**status);
            let page = response["content"].get("text/html").is_some();
            if problem && !token_error && !page {
                let content = &response["content"]["application/problem+json"];
                assert_eq!(
                    content["schema"]["$ref"], "#/components/schemas/Problem",
                    "{name} {status}"
                );
            }
        }
        let secured = operation["security"]
            .as_array()
            .is_some_and(|ways| ways.iter().any(|way| way != &serde_json::json!({})));
        // Logging out without being logged in is no problem.
        if secured && name != "post /auth/logout" {
            assert!(responses.contains_key("401"), "{name}: no 401");
        }
    }
}

#[test]
fn every_parameter_in_a_path_is_declared_and_every_parameter_described() {
    let document = document();
    for (name, path, operation) in operations(&document) {
        let none = Vec::new();
        let parameters = operation
            .get("parameters")
            .and_then(Value::as_array)
            .unwrap_or(&none);
        for parameter in parameters {
            assert!(
                has_text(parameter.get("description")),
                "{name}: {parameter}"
            );
        }
        let declared: HashSet<_> = parameters
            .iter()
            .filter(|parameter| parameter["in"] == "path")
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        let written: HashSet<_> = path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        assert_eq!(declared, written, "{name}");
    }
}

/// Calls `visit` with every object that has properties, below `value` too.
fn schemas(at: &str, value: &Value, visit: &mut impl FnMut(&str, &Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            // An object's properties; not a property that happens to be called so.
            let object = members.get("type").and_then(Value::as_str) == Some("object");
            if let Some(Value::Object(properties)) = members.get("properties").filter(|_| object) {
                visit(at, properties);
            }
            for (name, member) in members {
                schemas(&format!("{at}/{name}"), member, visit);
            }
        }
        Value::Array(items) => {
            for item in items {
                schemas(at, item, visit);
            }
        }
        _ => {}
    }
}

/// Whether a property, or what it refers to, says what it is.
fn described(property: &Value) -> bool {
    let alternatives = property.get("oneOf").and_then(Value::as_array);
    has_text(property.get("description"))
        || property.get("$ref").is_some()
        || alternatives.is_some_and(|all| all.iter().any(described))
}

#[test]
fn every_property_of_every_schema_is_described() {
    let document = document();
    schemas(
        "#",
        &document["components"]["schemas"],
        &mut |at, properties| {
            for (name, property) in properties {
                assert!(described(property), "{at}: {name}: {property}");
            }
        },
    );
}

/// The words of every vocabulary among the schemas.
fn vocabularies(document: &Value) -> Vec<(&str, &str)> {
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let words = schemas.iter().flat_map(|(name, schema)| {
        let words = schema["enum"].as_array().into_iter().flatten();
        words.filter_map(move |word| Some((name.as_str(), word.as_str()?)))
    });
    words.collect()
}

#[test]
fn the_words_of_vocabularies_are_described_as_they_are_sent() {
    let document = document();
    let words = vocabularies(&document);
    for there in [
        ("GrantTarget", "own"),
        ("ProblemKind", "not-found"),
        ("Action", "grant_role"),
    ] {
        assert!(words.contains(&there), "{there:?}");
    }
    for (name, word) in words.into_iter().filter(|(name, _)| *name != "Rule") {
        let as_sent = !word.contains(|letter: char| letter.is_ascii_uppercase());
        assert!(as_sent, "{name}: {word} is the program's own name of it");
    }
}
