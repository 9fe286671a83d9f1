//! What is known of an operation: how it is called, and what of its answer to look at.

use acceptance::Call;
use serde_json::json;

use super::world::Target;

/// An operation of the API.
pub(super) struct Operation {
    /// Method and path, as in the OpenAPI document.
    pub(super) name: &'static str,
    /// The call; none when the target has no such thing.
    pub(super) call: fn(&Target) -> Option<Call>,
    /// For a list: where each item says whom or what it is about.
    pub(super) listed_as: Option<&'static str>,
    /// For a list: what the target's item is known by.
    pub(super) id: fn(&Target) -> String,
    /// Whether it is about nothing in particular.
    pub(super) about_nothing: bool,
}

pub(super) const fn one(name: &'static str, call: fn(&Target) -> Option<Call>) -> Operation {
    Operation {
        name,
        call,
        listed_as: None,
        id: |_| String::new(),
        about_nothing: false,
    }
}

pub(super) const fn bare(name: &'static str, call: fn(&Target) -> Option<Call>) -> Operation {
    Operation {
        about_nothing: true,
        ..one(name, call)
    }
}

pub(super) const fn list(
    name: &'static str,
    call: fn(&Target) -> Option<Call>,
    listed_as: &'static str,
    id: fn(&Target) -> String,
) -> Operation {
    Operation {
        listed_as: Some(listed_as),
        id,
        ..one(name, call)
    }
}

/// Whether the target's user has a role.
pub(super) fn evaluation(target: &Target) -> serde_json::Value {
    json!({
        "subject": { "type": "user", "id": target.user.id },
        "action": { "name": "have" },
        "resource": { "type": "role", "id": "JobAG.Virksomhedsbruger" },
    })
}
