//! The operations of Landssupporten's desk, and the first LBA by law.

use acceptance::Call;
use serde_json::json;

use super::{
    operation::{Operation, bare, list, one},
    operations::{REASON, act, read},
};

pub(super) const OF_THE_DESK: &[Operation] = &[
    bare("GET /api/v1/lookups", |_| {
        Some(Call::get("/api/v1/lookups"))
    }),
    one("GET /api/v1/lookups/{id}", |t| {
        read("lookups", t.lookup.as_ref())
    }),
    one("POST /api/v1/lookups", |t| {
        let body = json!({ "user_id": t.user.id, "reason": REASON });
        Some(Call::post("/api/v1/lookups?dry_run=true").json(&body))
    }),
    one("POST /api/v1/organisations/{id}/lba-claim", |t| {
        act(
            "organisations",
            Some(&t.organisation),
            "lba-claim",
            &json!({}),
        )
    }),
    list(
        "GET /api/v1/lba-appointments",
        |t| {
            t.appointment.as_ref()?;
            Some(Call::get("/api/v1/lba-appointments?limit=200"))
        },
        "/id",
        |t| {
            t.appointment
                .as_ref()
                .map(|one| one.id.clone())
                .unwrap_or_default()
        },
    ),
    one("GET /api/v1/lba-appointments/{id}", |t| {
        read("lba-appointments", t.appointment.as_ref())
    }),
    one("POST /api/v1/lba-appointments", |t| {
        let body = json!({
            "organisation_id": t.organisation.id, "user_id": t.user.id,
            "evidence": REASON, "reason": REASON,
        });
        Some(Call::post("/api/v1/lba-appointments?dry_run=true").json(&body))
    }),
    one("POST /api/v1/lba-appointments/{id}/confirmation", |t| {
        let what = "confirmation";
        act("lba-appointments", t.appointment.as_ref(), what, &json!({}))
    }),
    one("POST /api/v1/lba-appointments/{id}/rejection", |t| {
        let body = json!({ "reason": REASON });
        act(
            "lba-appointments",
            t.appointment.as_ref(),
            "rejection",
            &body,
        )
    }),
    one("POST /api/v1/lba-appointments/{id}/withdrawal", |t| {
        let what = "withdrawal";
        act("lba-appointments", t.appointment.as_ref(), what, &json!({}))
    }),
];
