//! Who may do what, over HTTP: every operation, asked by every kind of caller, of things of their
//! own, of three organisations, and of nobody. The answer is `authorisation_matrix.txt`, the same
//! on both databases. `MATRIX=write` writes it anew; its diff is the change, so read it.

mod agreements;
mod attachments;
mod attributes;
mod belongings;
mod desk;
mod dormancy;
mod imports;
mod modules;
mod operation;
mod operations;
mod scene;
mod units;
mod world;

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use acceptance::{Call, Reply, TestApp, both};
use serde_json::Value;

use agreements::AGREEMENTS;
use attachments::ATTACHMENTS;
use attributes::ATTRIBUTES;
use desk::OF_THE_DESK;
use dormancy::DORMANCY;
use imports::IMPORTS;
use operation::Operation;
use operations::{OPERATIONS, PUBLIC};
use units::UNITS;
use world::{Actor, COLUMNS, World};

const LEGEND: &str = "\
Who may do what. Made by tests/it/matrix.rs; every line is an answer of the product over HTTP.
Yes, or the status and the code of the problem. 'sees' and 'hidden' say whether a list has it.
Columns: what is one's own, and what belongs to Nordisk Byg (a company), to Fjordcafeen (another
one), to Aarhus Kommune, and what does not exist. '-' where there is no such thing.
";

fn golden() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("it/authorisation_matrix.txt")
}

/// A cell of the table.
fn told(operation: &Operation, reply: &Reply, id: Option<&str>) -> String {
    if !(200..300).contains(&reply.status) {
        let code = reply.body["code"].as_str().unwrap_or("?");
        return format!("{} {code}", reply.status);
    }
    let Some(listed_as) = operation.listed_as else {
        return "yes".to_owned();
    };
    let items = reply.body["items"].as_array().unwrap();
    let seen = items
        .iter()
        .any(|item| item.pointer(listed_as).and_then(Value::as_str) == id);
    if seen { "sees" } else { "hidden" }.to_owned()
}

/// A problem without what differs between two of the same.
fn without_request_id(reply: &Reply) -> Value {
    let mut body = reply.body.clone();
    if let Some(problem) = body.as_object_mut() {
        problem.remove("request_id");
    }
    body
}

async fn row(app: &TestApp, world: &World, operation: &Operation, actor: &Actor) -> Vec<String> {
    let mut cells = Vec::new();
    let mut not_found: Vec<Value> = Vec::new();
    let targets = world.targets(actor);
    let asked = if operation.about_nothing {
        &targets[4..]
    } else {
        &targets[..]
    };
    for target in asked {
        let Some(target) = target else {
            cells.push("-".to_owned());
            continue;
        };
        let Some(call) = (operation.call)(target) else {
            cells.push("-".to_owned());
            continue;
        };
        let reply = app.send(actor.with_credential(call)).await;
        // An LBA is told to create whom they cannot see (R6): that tells nothing either.
        if reply.status == 404 || reply.body["code"] == "create-user-first" {
            not_found.push(without_request_id(&reply));
        }
        let id = operation.listed_as.map(|_| (operation.id)(target));
        cells.push(told(operation, &reply, id.as_deref()));
    }
    let alike = not_found.windows(2).all(|pair| pair[0] == pair[1]);
    assert!(
        alike,
        "{} {}: what is hidden differs from what is not there: {not_found:#?}",
        operation.name, actor.name
    );
    cells
}

async fn table(app: &TestApp) -> String {
    let world = World::build(app).await;
    attachments::to_every_request(app);
    let mut text = LEGEND.to_owned();
    for operation in OPERATIONS
        .iter()
        .chain(UNITS)
        .chain(ATTRIBUTES)
        .chain(AGREEMENTS)
        .chain(ATTACHMENTS)
        .chain(DORMANCY)
        .chain(IMPORTS)
        .chain(OF_THE_DESK)
    {
        text.push_str(&["\n", operation.name, "\n"].concat());
        let columns: &[&str] = if operation.about_nothing {
            &["answer"]
        } else {
            COLUMNS
        };
        line(&mut text, "", columns);
        for actor in &world.actors {
            let cells = row(app, &world, operation, actor).await;
            line(&mut text, actor.name, &cells);
        }
    }
    text
}

fn line(text: &mut String, name: &str, cells: &[impl AsRef<str>]) {
    let padded = [name].into_iter().chain(cells.iter().map(AsRef::as_ref));
    let padded: Vec<_> = padded.map(|cell| format!("{cell:<28}")).collect();
    text.push_str(format!("  {}", padded.concat()).trim_end());
    text.push('\n');
}

/// The first lines that differ, which say more than two tables.
fn difference(expected: &str, got: &str) -> String {
    let mut heading = "";
    let mut differing = String::new();
    for (old, new) in expected.lines().zip(got.lines()) {
        if !old.starts_with(' ') {
            heading = old;
        }
        if old != new {
            differing.push_str(&[heading, "\n- ", old, "\n+ ", new, "\n"].concat());
        }
    }
    differing
}

both! {
    async fn everybody_may_do_what_the_matrix_says_and_nothing_else(app: TestApp) {
        let got = table(&app).await;
        if env::var_os("MATRIX").is_some_and(|value| value == "write") {
            fs::write(golden(), &got).unwrap();
        }
        let expected = fs::read_to_string(golden()).unwrap();
        assert!(expected == got, "{:?}:\n{}", app.engine(), difference(&expected, &got));
    }

    async fn every_operation_of_the_api_is_in_the_matrix_or_named_as_public(app: TestApp) {
        let document = app.send(Call::get("/openapi.json")).await.body;
        let mut operations = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for method in ["get", "post", "put", "patch", "delete"] {
                if item.get(method).is_some() {
                    operations.insert(format!("{} {path}", method.to_uppercase()));
                }
            }
        }
        let all = OPERATIONS.iter().chain(UNITS).chain(ATTRIBUTES).chain(AGREEMENTS)
            .chain(ATTACHMENTS).chain(DORMANCY).chain(IMPORTS).chain(OF_THE_DESK);
        let asked = all.map(|operation| operation.name);
        let known: BTreeSet<_> = asked.chain(PUBLIC.iter().copied()).map(ToOwned::to_owned).collect();
        let differing: Vec<_> = operations.symmetric_difference(&known).collect();
        assert!(differing.is_empty(), "in the API or in the matrix, but not in both: {differing:?}");
    }

    async fn what_is_named_as_public_is_in_no_need_of_a_caller(app: TestApp) {
        for name in PUBLIC {
            let (method, path) = name.split_once(' ').unwrap();
            let reply = app.send(Call::method(method, path)).await;
            assert_ne!(reply.body["code"], "unauthenticated", "{name}");
        }
    }
}
