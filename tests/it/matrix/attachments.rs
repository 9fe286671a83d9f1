//! Operations on files attached to requests. Every open request has one, whose id is the request's.

use acceptance::{Call, Engine, TestApp};
use diesel::{RunQueryDsl as _, sql_query};

use super::{
    operation::{Operation, one},
    operations::{act, read},
};

pub(super) const ATTACHMENTS: &[Operation] = &[
    one("GET /api/v1/access-requests/{id}/attachments", |t| {
        let id = &t.request.as_ref()?.id;
        let path = format!("/api/v1/access-requests/{id}/attachments");
        Some(Call::get(path))
    }),
    one("POST /api/v1/access-requests/{id}/attachments", |t| {
        let id = &t.request.as_ref()?.id;
        let path = format!("/api/v1/access-requests/{id}/attachments");
        let path = format!("{path}?dry_run=true&filename=aftale.pdf");
        Some(Call::post(path).body("application/pdf", "%PDF-1.7\n"))
    }),
    one(
        "GET /api/v1/access-requests/{id}/attachments/{attachment_id}",
        |t| {
            let request = t.request.as_ref()?;
            let below = format!("access-requests/{}/attachments", request.id);
            read(&below, Some(request))
        },
    ),
    one(
        "POST /api/v1/access-requests/{id}/attachments/{attachment_id}/withdrawal",
        |t| {
            let request = t.request.as_ref()?;
            let what = format!("attachments/{}/withdrawal", request.id);
            act(
                "access-requests",
                Some(request),
                &what,
                &serde_json::json!({}),
            )
        },
    ),
];

/// Attaches a file to every open request, in the name of who sent it.
pub(super) fn to_every_request(app: &TestApp) {
    let binary = match app.engine() {
        Engine::Sqlite => "BLOB",
        Engine::Postgres => "BYTEA",
    };
    let hash = "0".repeat(64);
    for statement in [
        format!(
            "INSERT INTO request_attachments \
             (id, request_id, added_by, filename, media_type, size, sha256, added_at) \
             SELECT id, id, requested_by, 'aftale.pdf', 'application/pdf', 8, '{hash}', created_at \
             FROM access_requests WHERE state = 'open'"
        ),
        format!(
            "INSERT INTO request_attachment_contents (attachment_id, content) \
             SELECT id, CAST('%PDF-1.7' AS {binary}) FROM request_attachments"
        ),
    ] {
        sql_query(statement).execute(&mut app.connection()).unwrap();
    }
}
