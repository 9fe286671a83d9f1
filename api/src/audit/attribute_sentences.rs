//! Sentences of attributes; `{t}` is the attribute.

use serde_json::Value;
use shared::{
    audit::AuditKind,
    language::{Bilingual, Language},
};

use super::rows::AuditEvent;

shared::catalogue! {
    CREATED = "{a} oprettede egenskaben {t}.", "{a} added the attribute {t}.";
    CHANGED = "{a} rettede egenskaben {t}.", "{a} changed the attribute {t}.";
    GIVEN = "{a} registrerede, at {o} har egenskaben {t}.", "{a} registered that {o} has the attribute {t}.";
    TAKEN = "{a} registrerede, at {o} ikke længere har egenskaben {t}.", "{a} registered that {o} no longer has the attribute {t}.";
    KEEP_ATTEMPT = "{a} ville oprette eller rette en egenskab.", "{a} wanted to add or change an attribute.";
    GIVE_ATTEMPT = "{a} ville registrere, hvad {o} har eller ikke har.", "{a} wanted to register what {o} has or has not.";
}

/// The kinds of event that are told here.
macro_rules! of_attributes {
    () => {
        AuditKind::AttributeCreated
            | AuditKind::AttributeChanged
            | AuditKind::AttributeGiven
            | AuditKind::AttributeTaken
    };
}
pub(super) use of_attributes;

/// What was done.
pub(super) fn done(kind: AuditKind) -> Bilingual {
    match kind {
        AuditKind::AttributeCreated => CREATED,
        AuditKind::AttributeChanged => CHANGED,
        AuditKind::AttributeGiven => GIVEN,
        _ => TAKEN,
    }
}

/// What a refused attempt was, said without claiming that it was done.
pub(super) fn attempt(kind: AuditKind) -> Bilingual {
    match kind {
        AuditKind::AttributeGiven | AuditKind::AttributeTaken => GIVE_ATTEMPT,
        _ => KEEP_ATTEMPT,
    }
}

/// The name that the attribute had then.
pub(super) fn name(event: &AuditEvent, language: Language) -> Option<&str> {
    let field = match language {
        Language::Da => "attribute_da",
        Language::En => "attribute_en",
    };
    let values = [&event.new, &event.old];
    let named =
        |value: &&'_ Option<Value>| value.as_ref().is_some_and(|one| one.get(field).is_some());
    let value = values.into_iter().find(named)?.as_ref()?;
    value.get(field)?.as_str()
}
