//! Operations on agreements with providers.

use acceptance::Call;
use serde_json::json;

use super::{
    operation::{Operation, list, one},
    operations::{REASON, act, read},
};

const UNTIL: &str = "2026-12-31T23:00:00Z";

pub(super) const AGREEMENTS: &[Operation] = &[
    list(
        "GET /api/v1/agreements",
        |t| {
            t.agreement.as_ref()?;
            Some(Call::get("/api/v1/agreements?limit=200"))
        },
        "/id",
        |t| {
            let id = t.agreement.as_ref().map(|one| one.id.clone());
            id.unwrap_or_default()
        },
    ),
    one("GET /api/v1/agreements/{id}", |t| {
        read("agreements", t.agreement.as_ref())
    }),
    one("POST /api/v1/agreements", |t| {
        let body = json!({
            "provider_cvr": "30400402", "principal_id": t.organisation.id, "valid_until": UNTIL,
            "reference": "Kontrakt 7",
        });
        Some(Call::post("/api/v1/agreements?dry_run=true").json(&body))
    }),
    one("POST /api/v1/agreements/{id}/ending", |t| {
        let body = json!({ "reason": REASON });
        act("agreements", t.agreement.as_ref(), "ending", &body)
    }),
    one("POST /api/v1/agreements/{id}/limit", |t| {
        let body = json!({ "valid_until": UNTIL, "reason": REASON });
        act("agreements", t.agreement.as_ref(), "limit", &body)
    }),
    one("POST /api/v1/agreements/{id}/role-grants", |t| {
        let body = json!({
            "email": "tilde.bang@jobvejen.example", "reason": REASON,
            "role": "Arbejdsmarkedsportalen.Sagsbehandler",
        });
        act("agreements", t.agreement.as_ref(), "role-grants", &body)
    }),
];
