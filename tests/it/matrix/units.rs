//! Operations on units of organisations.

use acceptance::Call;
use serde_json::json;

use super::{
    operation::{Operation, list, one},
    world::Target,
};

fn path(target: &Target, rest: &str) -> String {
    format!(
        "/api/v1/organisations/{}/units{rest}",
        target.organisation.id
    )
}

pub(super) const UNITS: &[Operation] = &[
    list(
        "GET /api/v1/organisations/{id}/units",
        |t| Some(Call::get(path(t, "?limit=200"))),
        "/p_number",
        |t| t.unit.clone(),
    ),
    one("GET /api/v1/organisations/{id}/units/{p_number}", |t| {
        Some(Call::get(path(t, &format!("/{}", t.unit))))
    }),
    one("POST /api/v1/organisations/{id}/units", |t| {
        let body = json!({ "p_number": "1999999999", "name": "Ny enhed" });
        Some(Call::post(path(t, "?dry_run=true")).json(&body))
    }),
    one("PATCH /api/v1/organisations/{id}/units/{p_number}", |t| {
        let call = Call::patch(path(t, &format!("/{}?dry_run=true", t.unit)));
        Some(call.json(&json!({ "name": "Nyt navn" })).if_match(1))
    }),
];
