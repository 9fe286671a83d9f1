//! Who asks for what: all that a transaction has to know of a request.

use shared::{audit::AuditKind, language::Language, organisation::Administration};

use super::{caller::Credential, idempotency::IdempotencyKey};

/// Who asks, in which language, under which name in the logs.
#[derive(Clone, Debug)]
pub struct Context {
    /// What was shown to say who asks.
    pub credential: Credential,
    /// The language answered in.
    pub language: Language,
    /// Names the request in logs, problems and the audit log.
    pub trace_id: String,
}

impl Context {
    /// A part of the system itself acts.
    pub fn system(part: &'static str) -> Self {
        Self {
            credential: Credential::System(part),
            language: Language::Da,
            trace_id: part.to_owned(),
        }
    }
}

/// A write that somebody asks for.
#[derive(Clone, Debug)]
pub struct Command {
    /// Who asks.
    pub context: Context,
    /// What it would be audited as; a refusal is audited as that, too.
    pub attempt: AuditKind,
    /// The client's Idempotency-Key.
    pub idempotency: Option<IdempotencyKey>,
    /// Decide and compute everything, keep nothing.
    pub dry_run: bool,
    /// The module in which the client says it works; none when it does not say.
    pub module: Option<Administration>,
}
