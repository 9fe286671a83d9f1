//! Every write about an organisation is refused in the module that the organisation has left (R9).
//! An operation that is added must be so too, or be named below.

use acceptance::{Call, both};
use serde_json::json;

use super::{
    attributes::ATTRIBUTES,
    operation::Operation,
    operations::OPERATIONS,
    world::{Actor, World},
};

/// Writes that are made in neither module, or about no organisation that there is, each with why.
const IN_NEITHER: &[&str] = &[
    // Questions, which change nothing.
    "POST /access/v1/evaluation",
    "POST /access/v1/evaluations",
    // The moves themselves.
    "POST /api/v1/administrations/cutovers",
    "POST /api/v1/administrations/cutovers/{id}/reversal",
    // The catalogues of roles and attributes are everybody's.
    "POST /api/v1/roles",
    "PATCH /api/v1/roles/{key}",
    "POST /api/v1/organisation-attributes",
    "PATCH /api/v1/organisation-attributes/{key}",
    // About an organisation that is not there yet; it has a test of its own.
    "POST /api/v1/organisations",
];

/// What is asked about Aarhus Kommune, whose kind moves.
fn call(world: &World, operation: &Operation, actor: &Actor) -> Option<Call> {
    let [.., aarhus, _] = world.targets(actor);
    let call = (operation.call)(&aarhus?)?;
    Some(actor.with_credential(call))
}

fn writes() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter().chain(ATTRIBUTES).filter(|operation| {
        !operation.name.starts_with("GET ") && !IN_NEITHER.contains(&operation.name)
    })
}

both! {
    async fn every_write_about_an_organisation_is_refused_in_the_module_it_has_left(app: TestApp) {
        let world = World::build(&app).await;
        let administrator = app.login("forvalter").await;
        let mut asked = Vec::new();
        for operation in writes() {
            let before = asked.len();
            let mut forbidden = Vec::new();
            for actor in &world.actors {
                let Some(call) = call(&world, operation, actor) else { continue };
                let one = (operation.name, actor.name, call.clone());
                match app.send(call).await.status {
                    // What no rule forbids, whatever fact may stand in its way.
                    200..=299 | 409 => asked.push(one),
                    403 => forbidden.push(one),
                    _ => {}
                }
            }
            // What the rules forbid everybody here is refused by the module first, to the LBA.
            if asked.len() == before {
                asked.extend(forbidden.into_iter().filter(|(_, who, _)| *who == "LBA of Aarhus Kommune"));
            }
            assert!(asked.len() > before,
                "nobody can {} about Aarhus Kommune: make it so in scene.rs, or name it here", operation.name);
        }
        let kommuner = json!({ "kind": "kommune", "reason": "Modulet udfases i denne måned." });
        let moved = administrator.post("/api/v1/administrations/cutovers", &kommuner).await;
        assert_eq!(moved.status, 201, "{moved:?}");
        for (operation, actor, call) in asked {
            let left = app.send(call.clone().header("Administration", "arbejdsmarkedsportalen")).await;
            assert_eq!((left.status, &left.body["code"]), (409, &json!("moved-to-star")),
                "{operation} by {actor}: {left:?}");
            let there = app.send(call.header("Administration", "star")).await;
            assert_ne!(there.body["code"], "moved-to-star", "{operation} by {actor}");
            assert_ne!(there.body["code"], "moved-to-amp", "{operation} by {actor}");
        }
    }
}
