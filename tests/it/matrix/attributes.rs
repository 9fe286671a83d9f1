//! Operations on attributes of organisations.

use acceptance::{Call, Person};
use serde_json::json;

use super::{
    operation::{Operation, bare, list, one},
    operations::REASON,
    world::Target,
};

/// The attribute that the scene has; nobody has it.
const ATTRIBUTE: &str = "tilslutningsaftale";
const CATALOGUE: &str = "/api/v1/organisation-attributes";

/// Adds it to the catalogue.
pub(super) async fn add(administrator: &Person) {
    let body = json!({
        "key": ATTRIBUTE, "name_da": "Tilslutningsaftale er underskrevet", "name_en": "Signed",
        "description_da": "Aftalen er underskrevet.", "description_en": "It has been signed.",
    });
    let reply = administrator.post(CATALOGUE, &body).await;
    assert_eq!(reply.status, 201, "{reply:?}");
}

fn path(target: &Target, rest: &str) -> String {
    let organisation = &target.organisation.id;
    format!("/api/v1/organisations/{organisation}/attributes{rest}")
}

fn hand(target: &Target, act: &str) -> Call {
    let path = path(target, &format!("/{ATTRIBUTE}/{act}?dry_run=true"));
    Call::post(path)
        .json(&json!({ "reason": REASON }))
        .if_match(1)
}

pub(super) const ATTRIBUTES: &[Operation] = &[
    bare("GET /api/v1/organisation-attributes", |_| {
        Some(Call::get(CATALOGUE))
    }),
    bare("GET /api/v1/organisation-attributes/{key}", |_| {
        Some(Call::get(format!("{CATALOGUE}/{ATTRIBUTE}")))
    }),
    bare("POST /api/v1/organisation-attributes", |_| {
        let body = json!({
            "key": "andet", "name_da": "Andet", "name_en": "Other",
            "description_da": "Noget andet.", "description_en": "Something else.",
        });
        Some(Call::post(format!("{CATALOGUE}?dry_run=true")).json(&body))
    }),
    bare("PATCH /api/v1/organisation-attributes/{key}", |_| {
        let call = Call::patch(format!("{CATALOGUE}/{ATTRIBUTE}?dry_run=true"));
        Some(call.json(&json!({ "name_en": "Joined" })).if_match(1))
    }),
    list(
        "GET /api/v1/organisations/{id}/attributes",
        |t| Some(Call::get(path(t, ""))),
        "/organisation_id",
        |t| t.organisation.id.clone(),
    ),
    one("GET /api/v1/organisations/{id}/attributes/{key}", |t| {
        Some(Call::get(path(t, &format!("/{ATTRIBUTE}"))))
    }),
    one(
        "POST /api/v1/organisations/{id}/attributes/{key}/giving",
        |t| Some(hand(t, "giving")),
    ),
    // Nobody has it: whoever may take it is told so.
    one(
        "POST /api/v1/organisations/{id}/attributes/{key}/taking",
        |t| Some(hand(t, "taking")),
    ),
];
