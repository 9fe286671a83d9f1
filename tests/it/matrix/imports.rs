//! The operations of imports, which are nobody's in particular.

use acceptance::Call;
use serde_json::json;

use super::{
    operation::{Operation, bare},
    operations::{act, read},
    world::Target,
};

fn imports(target: &Target, what: &str) -> Option<Call> {
    let import = target.import.as_ref()?;
    Some(Call::get(format!("/api/v1/imports/{}/{what}", import.id)))
}

pub(super) const IMPORTS: &[Operation] = &[
    bare("GET /api/v1/imports", |_| {
        Some(Call::get("/api/v1/imports"))
    }),
    bare("POST /api/v1/imports", |_| {
        let call = Call::post("/api/v1/imports?dry_run=true");
        Some(call.body("text/csv", "bruger-id;rolle\n"))
    }),
    bare("GET /api/v1/imports/{id}", |t| {
        read("imports", t.import.as_ref())
    }),
    bare("GET /api/v1/imports/{id}/rows", |t| imports(t, "rows")),
    bare("GET /api/v1/imports/{id}/errors.csv", |t| {
        imports(t, "errors.csv")
    }),
    bare("POST /api/v1/imports/{id}/run", |t| {
        act("imports", t.import.as_ref(), "run", &json!({}))
    }),
    bare("POST /api/v1/imports/{id}/cancellation", |t| {
        act("imports", t.import.as_ref(), "cancellation", &json!({}))
    }),
];
