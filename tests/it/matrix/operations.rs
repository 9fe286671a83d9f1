//! Every operation, as it is asked about a target. Writes are dry runs: they are decided like any
//! other and change nothing, so that no answer depends on those before it.

use acceptance::Call;
use serde_json::json;

use super::{
    operation::{Operation, bare, evaluation, list, one},
    world::Thing,
};

/// Operations that need no caller. May only shrink.
pub(super) const PUBLIC: &[&str] = &[
    "GET /.well-known/jwks.json",
    "GET /.well-known/oauth-authorization-server",
    "GET /auth/callback",
    "GET /auth/login",
    "GET /health/live",
    "GET /health/ready",
    // Counts only; nobody is named.
    "GET /metrics",
    "GET /openapi.json",
    "GET /openapi.yaml",
    "POST /auth/backchannel-logout",
    "POST /auth/logout",
    "POST /oauth/token",
];

const CUTOVERS: &str = "/api/v1/administrations/cutovers";
pub(super) const REASON: &str = "Sagen er gennemgået og i orden.";

pub(super) fn act(
    path: &str,
    thing: Option<&Thing>,
    what: &str,
    body: &serde_json::Value,
) -> Option<Call> {
    let thing = thing?;
    let path = format!("/api/v1/{path}/{}/{what}?dry_run=true", thing.id);
    Some(Call::post(path).json(body).if_match(thing.version))
}

pub(super) fn read(path: &str, thing: Option<&Thing>) -> Option<Call> {
    thing.map(|thing| Call::get(format!("/api/v1/{path}/{}", thing.id)))
}

pub(super) const OPERATIONS: &[Operation] = &[
    bare("GET /api/v1/me", |_| Some(Call::get("/api/v1/me"))),
    list(
        "GET /api/v1/users",
        |t| {
            Some(Call::get(format!(
                "/api/v1/users?limit=200&organisation_id={}",
                t.organisation.id
            )))
        },
        "/id",
        |t| t.user.id.clone(),
    ),
    one("GET /api/v1/users/{id}", |t| read("users", Some(&t.user))),
    one("GET /api/v1/users/{id}/assignable-roles", |t| {
        Some(Call::get(format!(
            "/api/v1/users/{}/assignable-roles",
            t.user.id
        )))
    }),
    one("GET /api/v1/users/{id}/effective-roles", |t| {
        Some(Call::get(format!(
            "/api/v1/users/{}/effective-roles",
            t.user.id
        )))
    }),
    one("POST /api/v1/users", |t| {
        let body = json!({
            "name": "Ny Bruger", "email": "ny.bruger@example.invalid", "organisation_id": t.organisation.id,
        });
        Some(Call::post("/api/v1/users?dry_run=true").json(&body))
    }),
    one("PATCH /api/v1/users/{id}", |t| {
        let call = Call::patch(format!("/api/v1/users/{}?dry_run=true", t.user.id));
        Some(
            call.json(&json!({ "name": "Nyt Navn" }))
                .if_match(t.user.version),
        )
    }),
    one("POST /api/v1/users/{id}/deactivation", |t| {
        act(
            "users",
            Some(&t.user),
            "deactivation",
            &json!({ "reason": REASON }),
        )
    }),
    one("POST /api/v1/users/{id}/reactivation", |t| {
        act(
            "users",
            Some(&t.user),
            "reactivation",
            &json!({ "reason": REASON }),
        )
    }),
    list(
        "GET /api/v1/organisations",
        |_| Some(Call::get("/api/v1/organisations?limit=200")),
        "/id",
        |t| t.organisation.id.clone(),
    ),
    one("GET /api/v1/organisations/{id}", |t| {
        read("organisations", Some(&t.organisation))
    }),
    bare("POST /api/v1/organisations", |_| {
        let body = json!({ "kind": "virksomhed", "name": "Ny Virksomhed ApS", "cvr": "12345674" });
        Some(Call::post("/api/v1/organisations?dry_run=true").json(&body))
    }),
    one("PATCH /api/v1/organisations/{id}", |t| {
        let call = Call::patch(format!(
            "/api/v1/organisations/{}?dry_run=true",
            t.organisation.id
        ));
        Some(
            call.json(&json!({ "name": "Nyt Navn" }))
                .if_match(t.organisation.version),
        )
    }),
    bare("GET /api/v1/roles", |_| Some(Call::get("/api/v1/roles"))),
    bare("GET /api/v1/roles/{key}", |_| {
        Some(Call::get("/api/v1/roles/JobAG.Virksomhedsbruger"))
    }),
    bare("POST /api/v1/roles", |_| {
        let body = json!({
            "key": "Vitas.Bruger", "name_da": "Bruger", "name_en": "User",
            "description_da": "Bruger Vitas.", "description_en": "Uses Vitas.",
        });
        Some(Call::post("/api/v1/roles?dry_run=true").json(&body))
    }),
    bare("PATCH /api/v1/roles/{key}", |_| {
        let call = Call::patch("/api/v1/roles/JobAG.Virksomhedsbruger?dry_run=true");
        Some(call.json(&json!({ "max_holders": 40 })).if_match(1))
    }),
    bare("GET /api/v1/administrations", |_| {
        Some(Call::get("/api/v1/administrations"))
    }),
    bare("GET /api/v1/administrations/cutovers", |_| {
        Some(Call::get("/api/v1/administrations/cutovers"))
    }),
    bare("GET /api/v1/administrations/cutovers/{id}", |t| {
        Some(Call::get(format!("{CUTOVERS}/{}", t.user.id)))
    }),
    bare("POST /api/v1/administrations/cutovers", |_| {
        let body = json!({ "kind": "jobcenter", "reason": REASON });
        Some(Call::post(format!("{CUTOVERS}?dry_run=true")).json(&body))
    }),
    bare("POST /api/v1/administrations/cutovers/{id}/reversal", |t| {
        let path = format!("{CUTOVERS}/{}/reversal?dry_run=true", t.user.id);
        Some(
            Call::post(path)
                .json(&json!({ "reason": REASON }))
                .if_match(1),
        )
    }),
    list(
        "GET /api/v1/role-grants",
        |t| {
            t.grant.as_ref()?;
            Some(Call::get(format!(
                "/api/v1/role-grants?limit=200&organisation_id={}",
                t.organisation.id
            )))
        },
        "/id",
        |t| {
            t.grant
                .as_ref()
                .map(|grant| grant.id.clone())
                .unwrap_or_default()
        },
    ),
    one("GET /api/v1/role-grants/{id}", |t| {
        read("role-grants", t.grant.as_ref())
    }),
    one("POST /api/v1/role-grants", |t| {
        let body = json!({
            "user_id": t.user.id, "role": t.given.role, "organisation_id": t.given.place, "reason": REASON,
        });
        Some(Call::post("/api/v1/role-grants?dry_run=true").json(&body))
    }),
    one("POST /api/v1/role-grants/{id}/revocation", |t| {
        act(
            "role-grants",
            t.grant.as_ref(),
            "revocation",
            &json!({ "reason": REASON }),
        )
    }),
    one("POST /api/v1/role-grants/{id}/extension", |t| {
        act(
            "role-grants",
            t.grant.as_ref(),
            "extension",
            &json!({ "reason": REASON }),
        )
    }),
    list(
        "GET /api/v1/desk-tasks",
        |t| {
            Some(Call::get(format!(
                "/api/v1/desk-tasks?limit=200&organisation_id={}",
                t.organisation.id
            )))
        },
        "/organisation/id",
        |t| t.organisation.id.clone(),
    ),
    list(
        "GET /api/v1/access-requests",
        |t| {
            t.request.as_ref()?;
            Some(Call::get(format!(
                "/api/v1/access-requests?limit=200&organisation_id={}",
                t.organisation.id
            )))
        },
        "/id",
        |t| {
            t.request
                .as_ref()
                .map(|request| request.id.clone())
                .unwrap_or_default()
        },
    ),
    one("GET /api/v1/access-requests/{id}", |t| {
        read("access-requests", t.request.as_ref())
    }),
    one("POST /api/v1/access-requests", |t| {
        let body = json!({
            "action": "grant", "subject_id": t.user.id, "role": t.asked.role,
            "organisation_id": t.asked.place, "justification": REASON,
        });
        Some(Call::post("/api/v1/access-requests?dry_run=true").json(&body))
    }),
    one("POST /api/v1/access-requests/{id}/claim", |t| {
        act("access-requests", t.request.as_ref(), "claim", &json!({}))
    }),
    one("POST /api/v1/access-requests/{id}/release", |t| {
        act("access-requests", t.request.as_ref(), "release", &json!({}))
    }),
    one("POST /api/v1/access-requests/{id}/handover", |t| {
        let body = json!({ "to": t.user.id });
        act("access-requests", t.request.as_ref(), "handover", &body)
    }),
    one("GET /api/v1/access-requests/{id}/messages", |t| {
        let id = &t.request.as_ref()?.id;
        Some(Call::get(format!("/api/v1/access-requests/{id}/messages")))
    }),
    one("POST /api/v1/access-requests/{id}/messages", |t| {
        let body = json!({ "text": "Hvilke virksomheder drejer det sig om?" });
        act("access-requests", t.request.as_ref(), "messages", &body)
    }),
    one("POST /api/v1/access-requests/{id}/approval", |t| {
        act(
            "access-requests",
            t.request.as_ref(),
            "approval",
            &json!({}),
        )
    }),
    one("POST /api/v1/access-requests/{id}/rejection", |t| {
        act(
            "access-requests",
            t.request.as_ref(),
            "rejection",
            &json!({ "reason": REASON }),
        )
    }),
    one("POST /api/v1/access-requests/{id}/withdrawal", |t| {
        act(
            "access-requests",
            t.request.as_ref(),
            "withdrawal",
            &json!({}),
        )
    }),
    one("POST /access/v1/evaluation", |t| {
        Some(Call::post("/access/v1/evaluation").json(&evaluation(t)))
    }),
    one("POST /access/v1/evaluations", |t| {
        Some(Call::post("/access/v1/evaluations").json(&json!({ "evaluations": [evaluation(t)] })))
    }),
    list(
        "GET /api/v1/audit-events",
        |t| {
            Some(Call::get(format!(
                "/api/v1/audit-events?limit=200&subject_id={}",
                t.user.id
            )))
        },
        "/subject/id",
        |t| t.user.id.clone(),
    ),
];
