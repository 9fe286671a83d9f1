//! Operations on roles that fell asleep.

use serde_json::json;

use super::{
    operation::{Operation, one},
    operations::{REASON, act},
};

pub(super) const DORMANCY: &[Operation] = &[one("POST /api/v1/role-grants/{id}/reactivate", |t| {
    act(
        "role-grants",
        t.grant.as_ref(),
        "reactivate",
        &json!({ "reason": REASON }),
    )
})];
